"""Risk matrices of CISO Assistant's libraries."""

import json
from pathlib import Path

import pytest

from govkit.cli.app import run
from govkit.errors import LoadError
from govkit.io.ciso_assistant import read_matrices
from govkit.scoring import Scheme

QUIRKS = Path(__file__).parent / "libraries" / "quirks.yaml"
TEXT = QUIRKS.read_text(encoding="utf-8")


def matrices(text=TEXT, **options):
    return read_matrices(text, "library.yaml", **options)


def test_a_grid_by_probability_and_impact_becomes_a_matrix_with_a_band_per_risk():
    scheme = matrices()[0].scheme
    assert (scheme.id, scheme.version, scheme.title) == ("wide-3x2", "2", "Three by two")
    assert scheme.source == (
        "CISO Assistant library, Quirks of matrices, Example, urn:example:risk:library:quirks, "
        "urn:example:risk:matrix:Wide 3x2"
    )
    assert scheme.values == ("Fine", "Watch", "Stop")
    rated = [
        [scheme.rate({"likelihood": p, "impact": i}).value for i in ("Small", "Large")] for p in (1, 2, 3)
    ]
    assert rated == [["Fine", "Watch"], ["Watch", "Watch"], ["Watch", "Stop"]]
    assert [(band.key, band.label, band.description) for band in scheme.bands] == [
        ("fine", "Fine", None),
        ("watch", "Watch", None),
        ("stop", "Stop", "Not acceptable."),
    ]
    assert scheme.tolerance is None


def test_abbreviations_are_keys_even_where_they_are_written_as_numbers():
    likelihood, impact = matrices()[0].scheme.factors
    assert [(level.number, level.key, level.label) for level in likelihood.levels] == [
        (1, "1", "Seldom"),
        (2, "2", "At times"),
        (3, "3", "Often"),
    ]
    assert [level.key for level in impact.levels] == ["S", "L"]
    assert likelihood.levels[0].description == "Once in a blue moon, or less."
    assert impact.levels[1].description == "Hurts."


def test_entries_of_one_name_get_a_key_and_a_value_each_and_a_label_names_neither():
    scheme = matrices()[1].scheme
    assert scheme.values == ("Red 1", "Red 2")
    assert [level.key for level in scheme.factors[0].levels] == ["high-1", "high-2"]
    assert [level.label for level in scheme.factors[0].levels] == ["High", "High"]
    assert scheme.rate({"likelihood": 2, "impact": "Only"}).value == "Red 2"
    assert "several levels" in scheme.level_faults({"likelihood": "High", "impact": 1})[0].message


def test_what_is_assumed_and_what_is_not_kept_is_said():
    first, second = matrices()
    assert first.scheme.assumed == second.scheme.assumed
    assert "listed from least to worst" in first.scheme.assumed[0]
    assert first.notes == (
        'its "probability" is the factor likelihood here',
        "/objects/risk_matrix/0/probability/0: the colour #AABBCC of Seldom is not kept",
        "/objects/risk_matrix/0/risk/0: the colour #00FF00 of Fine is not kept",
    )
    assert second.notes == ('its "probability" is the factor likelihood here',)


def test_names_come_in_the_locale_asked_for_and_what_has_none_is_said():
    first = matrices(locale="fr")[0]
    assert first.scheme.title == "Trois par deux"
    assert [level.label for level in first.scheme.factors[0].levels] == ["Rarement", "Parfois", "Often"]
    assert first.scheme.factors[0].levels[0].description == "Une fois par lune bleue."
    assert '/objects/risk_matrix/0/probability/2: no name in "fr", so "Often" is kept' in first.notes


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            "        - [1, 1]\n",
            "        - [1, 1, 0]\n",
            ["42:11: /objects/risk_matrix/0/grid/1: a row of 2 places, one per impact, is due here, not 3"],
        ),
        (
            "        - [1, 1]\n",
            "",
            ["41:9: /objects/risk_matrix/0/grid: a grid of 3 rows, one per probability, is due here, not 2 rows"],
        ),
        (
            "[1, 2]",
            "[3, true]",
            [
                "43:12: /objects/risk_matrix/0/grid/2/0: the number 3 is no place in the list of 3 risks, 0 to 2",
                "43:15: /objects/risk_matrix/0/grid/2/1: true is no place in the list of 3 risks, 0 to 2",
            ],
        ),
        (
            "{id: 1, name: Watch}",
            "{id: 5, name: Watch}",
            [
                "38:16: /objects/risk_matrix/0/risk/1/id: its id is the number 5, and it stands at place 1; the grid could mean either, so put the entries in the order of their ids"
            ],
        ),
        ("{id: 1, name: Watch}", "{id: 1}", ["38:11: /objects/risk_matrix/0/risk/1: it has no name"]),
        (
            "{id: 1, name: Watch}",
            "{id: 1, name: [x]}",
            [
                "38:11: /objects/risk_matrix/0/risk/1: it has no name",
                "38:25: /objects/risk_matrix/0/risk/1/name: a text is due here, not a list",
            ],
        ),
        ("{id: 1, name: Watch}", "Watch", ['38:11: /objects/risk_matrix/0/risk/1: a mapping is due here, not the text "Watch"']),
        (
            "      impact: [{name: Only}]\n",
            "      impact: []\n",
            ['46:15: /objects/risk_matrix/1/impact: a list "impact" of one or more entries is due here'],
        ),
        (
            "      impact: [{name: Only}]\n",
            "",
            ['44:7: /objects/risk_matrix/1: a list "impact" of one or more entries is due here'],
        ),
        (
            "      grid: [[0], [1]]\n",
            "",
            ["44:7: /objects/risk_matrix/1: a grid of 2 rows, one per probability, is due here, not nothing"],
        ),
        ("[[0], [1]]", "[0, [1]]", ["48:14: /objects/risk_matrix/1/grid/0: a row of 1 places, one per impact, is due here, not the number 0"]),
        ("ref_id: twins", "ref_id: '#'", ["44:7: /objects/risk_matrix/1: it has neither ref_id nor urn, so the scheme would have no id"]),
        ("ref_id: twins", "ref_id: wide-3x2", ['13:5: /objects/risk_matrix: several matrices have the ref_id "wide-3x2"; give each its own']),
        (
            '[{name: Red, description: ""}, {name: Red}]',
            "[{name: Red}, {name: red}]",
            ['44:7: /objects/risk_matrix/1: two bands have the key "red"'],
        ),
        ("    - ref_id: twins", "    - twins\n    - ref_id: twins", ['44:7: /objects/risk_matrix/1: a mapping is due here, not the text "twins"']),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_no_matrix_is_guessed(old, new, problems):
    assert old in TEXT
    with pytest.raises(LoadError) as caught:
        matrices(TEXT.replace(old, new, 1))
    assert [str(problem) for problem in caught.value.problems] == [
        f"library.yaml:{each}" for each in problems
    ]


@pytest.mark.parametrize(
    "text", ["[]", "objects: 3", "objects: {risk_matrix: []}", "objects: {frameworks: [{name: x}]}"]
)
def test_a_file_without_a_matrix_says_so(text):
    with pytest.raises(LoadError, match="this is no CISO Assistant library with a risk matrix"):
        matrices(text)


def test_a_single_matrix_may_stand_without_a_list():
    text = "objects: {risk_matrix: {ref_id: one, probability: [{name: P}], impact: [{name: I}], risk: [{name: R}], grid: [[0]]}}"
    (only,) = matrices(text)
    assert only.scheme.rate({"likelihood": 1, "impact": 1}).value == "R"
    assert only.scheme.version == "unversioned"


def test_the_command_writes_a_scheme_file_per_matrix_which_reads_back_equal(tmp_path, capsys):
    out = tmp_path / "new" / "folder"
    assert run(["schemes", "import", str(QUIRKS), "--as", "toml", "-o", str(out)]) == 0
    for each in matrices(TEXT):
        assert Scheme.from_toml(out / f"{each.scheme.id}.toml") == each.scheme
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == f"{out}/wide-3x2.toml: Three by two"
    assert printed[1] == '  its "probability" is the factor likelihood here'


def test_the_command_tells_programs_what_it_wrote(tmp_path, capsys):
    assert (
        run(["schemes", "import", str(QUIRKS), "-o", str(tmp_path), "--locale", "fr", "--format", "json"])
        == 0
    )
    data = json.loads(capsys.readouterr().out)
    assert [(each["id"], each["title"], each["file"]) for each in data["schemes"]] == [
        ("wide-3x2", "Trois par deux", f"{tmp_path}/wide-3x2.toml"),
        ("twins", "twins", f"{tmp_path}/twins.toml"),
    ]


def test_the_command_overwrites_nothing_and_then_writes_nothing(tmp_path, capsys):
    (tmp_path / "twins.toml").write_text("mine", encoding="utf-8")
    assert run(["schemes", "import", str(QUIRKS), "-o", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"govkit: nothing was written: {tmp_path}/twins.toml is there already; name another folder with -o\n"
    )
    assert [each.name for each in tmp_path.iterdir()] == ["twins.toml"]


def test_the_command_says_what_it_cannot_read_or_write(tmp_path, capsys):
    assert run(["schemes", "import", str(tmp_path / "none.yaml")]) == 2
    assert "cannot be read: No such file or directory" in capsys.readouterr().err
    (tmp_path / "bytes.yaml").write_bytes(b"\xff")
    assert run(["schemes", "import", str(tmp_path / "bytes.yaml")]) == 2
    assert "cannot be read: it is not UTF-8" in capsys.readouterr().err
    assert run(["schemes", "import", str(QUIRKS), "-o", str(tmp_path / "bytes.yaml" / "x")]) == 2
    assert "was not written: Not a directory" in capsys.readouterr().err
