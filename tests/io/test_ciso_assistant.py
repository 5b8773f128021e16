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


def noted(imported):
    """Take the file off each note, which all begin with it."""
    head = "library.yaml:"
    assert all(note.startswith(head) for note in imported.notes)
    return [note.removeprefix(head) for note in imported.notes]


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
    assert first.scheme.assumed[:2] == second.scheme.assumed[:2]
    assert "listed from least to worst" in first.scheme.assumed[0]
    made = 'The id "wide-3x2" is made of the urn "urn:example:risk:matrix:Wide 3x2".'
    assert first.scheme.assumed[2:] == (made,)
    assert noted(first) == [
        '13:7: /objects/risk_matrix/0: its texts are those of "en"; those of other locales are not kept: fr',
        f"13:12: /objects/risk_matrix/0/urn: {made}",
        '19:9: /objects/risk_matrix/0/probability: its "probability" is the factor likelihood here',
        "21:24: /objects/risk_matrix/0/probability/0/description: the line breaks of this description become spaces",
        "24:21: /objects/risk_matrix/0/probability/0/hexcolor: the colour #AABBCC of Seldom is not kept",
        "37:41: /objects/risk_matrix/0/risk/0/hexcolor: the colour #00FF00 of Fine is not kept",
    ]


def test_names_that_are_made_up_because_several_share_one_are_said_and_assumed():
    second = matrices()[1]
    keys = 'Several entries of probability share a name: "high-1", "high-2" are made up.'
    values = 'Several entries of risk share a name: "Red 1", "Red 2" are made up.'
    assert second.scheme.assumed[2:] == (keys, values)
    assert noted(second) == [
        '44:7: /objects/risk_matrix/1: it has no name, so "twins" is its title',
        '44:7: /objects/risk_matrix/1: its texts are those of "en"; those of other locales are not kept: fr',
        '45:20: /objects/risk_matrix/1/probability: its "probability" is the factor likelihood here',
        (
            "45:20: /objects/risk_matrix/1/probability: the abbreviations are not kept, H, H: as keys they would have "
            "to be there for all, fit, differ, and be no other's name"
        ),
        f"45:20: /objects/risk_matrix/1/probability: {keys}",
        f"47:13: /objects/risk_matrix/1/risk: {values}",
    ]


def test_names_come_in_the_locale_asked_for_and_what_has_none_is_said():
    first = matrices(locale="fr")[0]
    assert first.scheme.title == "Trois par deux"
    assert [level.label for level in first.scheme.factors[0].levels] == ["Rarement", "Parfois", "Often"]
    assert first.scheme.factors[0].levels[0].description == "Une fois par lune bleue."
    assert '31:11: /objects/risk_matrix/0/probability/2: no name in "fr", so "Often" is kept' in noted(first)


def test_a_text_that_only_the_locale_asked_for_has_is_taken_too():
    text = TEXT.replace("fr: {name: Parfois}", "fr: {name: Parfois, description: De temps en temps.}")
    assert matrices(text)[0].scheme.factors[0].levels[1].description is None
    assert matrices(text, locale="fr")[0].scheme.factors[0].levels[1].description == "De temps en temps."


def test_the_library_s_own_locale_may_be_asked_for_by_name():
    assert matrices(locale="en") == matrices()


def test_a_library_that_names_no_locale_of_its_own_has_its_own_all_the_same():
    text = TEXT.replace("locale: en\n", "")
    assert (
        "its texts are the library's own; those of other locales are not kept: fr"
        in noted(matrices(text)[0])[0]
    )
    assert not any("locale" in note for note in noted(matrices(text, locale="fr")[0]))


def test_a_locale_that_the_library_does_not_have_is_refused_with_those_it_has():
    for locale, known in (("french", "; known: en, fr"), ("fra", '; did you mean "fr"?')):
        with pytest.raises(LoadError) as caught:
            matrices(locale=locale)
        (problem,) = caught.value.problems
        assert problem.message == f'the library has no locale "{locale}"{known}'


BARE = """objects:
  frameworks: [{name: x}]
  risk_matrix:
    - ref_id: FFA 3x3
      urn: urn:x:other
      name: Fire
      description: How we burn.
      tolerance: 1
      strength_of_knowledge: [{name: Low}]
      probability: [{name: P, annotation: A}]
      impact: [{name: I, abbreviation: J}]
      risk: [{name: R, abbreviation: G}, {name: S, abbreviation: H}]
      grid: [[0]]
name: Bare
description: "  "
ref_id: bare
urn: urn:x:library:bare
dependencies: [urn:x:threats]
copyright: Fire Force
packager:
"""


def test_every_key_that_is_not_read_is_said_with_its_line_and_what_has_a_home_is_kept():
    (only,) = matrices(BARE)
    scheme = only.scheme
    assert (scheme.id, scheme.version) == ("ffa-3x3", "unversioned")
    assert scheme.source == (
        "CISO Assistant library, Bare, urn:x:library:bare, urn:x:other, FFA 3x3, copyright: Fire Force"
    )
    assert [band.key for band in scheme.bands] == ["G", "H"]
    assert scheme.factors[1].levels[0].key == "J"
    made = 'The id "ffa-3x3" is made of the ref_id "FFA 3x3".'
    unversioned = 'The library states no version; "unversioned" stands for it.'
    assert set(scheme.assumed[2:]) == {made, unversioned}
    assert noted(only) == [
        f"1:1: {unversioned}",
        '2:15: /objects/frameworks: "frameworks" is not read and not kept: a list',
        f"4:15: /objects/risk_matrix/0/ref_id: {made}",
        '7:20: /objects/risk_matrix/0/description: "description" is not read and not kept: the text "How we burn."',
        '8:18: /objects/risk_matrix/0/tolerance: "tolerance" is not read and not kept: the number 1',
        '9:30: /objects/risk_matrix/0/strength_of_knowledge: "strength_of_knowledge" is not read and not kept: a list',
        '10:20: /objects/risk_matrix/0/probability: its "probability" is the factor likelihood here',
        (
            '10:43: /objects/risk_matrix/0/probability/0/annotation: "annotation" is not read and not kept: the text '
            '"A"'
        ),
        '18:15: /dependencies: "dependencies" is not read and not kept: a list',
    ]


ALL_AT_ONCE = """objects:
  risk_matrix:
    - ref_id: a
      probability: [{id: 1, name: x}, {name: y}]
      impact: [{name: x}, {}]
      risk: [{name: r}, {name: s}]
      grid: [[0, 1, 1], [true, "1"], [-1, 1.0]]
    - {ref_id: a, probability: 7, impact: [], risk: [{name: r}], grid: [[0], [1]]}
    - {ref_id: b, probability: [{name: x}], impact: [{name: x}], risk: , grid: [[0]]}
    - {ref_id: c, probability: [{name: x}], impact: , risk: [{name: r}], grid: [7, []]}
"""


def test_the_grid_is_judged_beside_whatever_else_is_wrong_and_so_are_ids_that_repeat():
    with pytest.raises(LoadError) as caught:
        matrices(ALL_AT_ONCE)
    assert [str(each).removeprefix("library.yaml:") for each in caught.value.problems] == [
        '3:5: /objects/risk_matrix: several matrices have the ref_id "a"; give each its own',
        (
            "4:26: /objects/risk_matrix/0/probability/0/id: its id is the number 1, and it stands at place 0; the "
            "grid could mean either, so put the entries in the order of their ids"
        ),
        "5:27: /objects/risk_matrix/0/impact/1: it has no name",
        "7:13: /objects/risk_matrix/0/grid: a grid of 2 rows, one per probability, is due here, not 3 rows",
        "7:14: /objects/risk_matrix/0/grid/0: a row of 2 places, one per impact, is due here, not 3",
        "7:26: /objects/risk_matrix/0/grid/1/0: true is no place in the list of 2 risks, 0 to 1",
        '7:32: /objects/risk_matrix/0/grid/1/1: the text "1" is no place in the list of 2 risks, 0 to 1',
        "7:39: /objects/risk_matrix/0/grid/2/0: the number -1 is no place in the list of 2 risks, 0 to 1",
        "7:43: /objects/risk_matrix/0/grid/2/1: the number 1.0 is no place in the list of 2 risks, 0 to 1",
        '8:32: /objects/risk_matrix/1/probability: a list "probability" of one or more entries is due here',
        '8:43: /objects/risk_matrix/1/impact: a list "impact" of one or more entries is due here',
        "8:79: /objects/risk_matrix/1/grid/1/0: the number 1 is no place in the list of 1 risks, 0 to 0",
        '9:72: /objects/risk_matrix/2/risk: a list "risk" of one or more entries is due here',
        '10:53: /objects/risk_matrix/3/impact: a list "impact" of one or more entries is due here',
        "10:80: /objects/risk_matrix/3/grid: a grid of 1 rows, one per probability, is due here, not 2 rows",
        "10:81: /objects/risk_matrix/3/grid/0: a row of places, one per impact, is due here, not the number 7",
    ]


def test_a_source_names_nothing_twice():
    (only,) = matrices(BARE.replace("FFA 3x3", "bare").replace("library:bare", "library:other"))
    assert only.scheme.source == (
        "CISO Assistant library, Bare, urn:x:library:other, bare, urn:x:other, copyright: Fire Force"
    )


def test_what_the_format_leaves_to_chance_still_reads_back_equal(tmp_path, capsys):
    path = tmp_path / "library.yaml"
    names = "{name: a/b, abbreviation: 1/2}, {name: a/b, abbreviation: 1#2}"
    text = BARE.replace("{name: P, annotation: A}", names).replace("[[0]]", "[[1], [0]]")
    text = text.replace("FFA 3x3", "F" * 120)
    path.write_text(text, encoding="utf-8")
    (only,) = matrices(text)
    assert [level.key for level in only.scheme.factors[0].levels] == ["entry-1", "entry-2"]
    assert run(["schemes", "import", str(path), "-o", str(tmp_path)]) == 0
    assert Scheme.from_toml(tmp_path / f"{'f' * 100}.toml") == only.scheme
    assert f"  run govkit schemes verify {tmp_path}/{'f' * 100}.toml: 1 fault\n" in capsys.readouterr().out


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
    assert printed[3] == (
        f'  {QUIRKS}:19:9: /objects/risk_matrix/0/probability: its "probability" is the factor likelihood here'
    )
    assert not any("schemes verify" in line for line in printed)


def test_the_command_tells_programs_what_it_wrote(tmp_path, capsys):
    assert (
        run(["schemes", "import", str(QUIRKS), "-o", str(tmp_path), "--locale", "fr", "--format", "json"])
        == 0
    )
    data = json.loads(capsys.readouterr().out)
    assert [(each["id"], each["title"], each["file"], each["faults"]) for each in data["schemes"]] == [
        ("wide-3x2", "Trois par deux", f"{tmp_path}/wide-3x2.toml", 0),
        ("twins", "twins", f"{tmp_path}/twins.toml", 0),
    ]
    assert any("is made of the urn" in note for note in data["schemes"][0]["notes"])


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
    assert run(["schemes", "import", str(QUIRKS), "-o", str(tmp_path / "bytes.yaml")]) == 2
    assert capsys.readouterr().err == (
        f"govkit: nothing was written: {tmp_path}/bytes.yaml is a file; name a folder with -o\n"
    )
