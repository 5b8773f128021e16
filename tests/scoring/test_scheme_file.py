"""Schemes as TOML files: what they may say, what they are refused for, and the JSON Schema that says the same."""

import json
import re
import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import get_type_hints

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.cli.app import run
from govkit.errors import LoadError, RefusedError
from govkit.formats import toml_file
from govkit.model import Cadence, Every
from govkit.scoring import (
    Aggregation,
    Band,
    Category,
    Claims,
    Factor,
    FactorLevel,
    Interval,
    Scheme,
    Tolerance,
)
from govkit.scoring import definition as form

HEAD = 'id = "s"\nversion = "1"\ntitle = "S"\nsource = "here"\n'
FACTORS = '[[factors]]\nkey = "likelihood"\nlevels = ["Rare", "Often"]\n[[factors]]\nkey = "impact"\nlevels = ["Minor", "Major"]\n'
MATRIX = '[matrix]\nacross = "likelihood"\nup = "impact"\nrows = [\n  [2, 4],\n  [1, 3],\n]\n'
PLAIN = HEAD + FACTORS + MATRIX
SCHEMA = json.loads(files("govkit.scoring").joinpath("scheme.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def problems_of(text):
    with pytest.raises(LoadError) as caught:
        Scheme.from_toml_text(text, "s.toml")
    return [str(problem) for problem in caught.value.problems]


def test_a_file_says_all_that_python_can():
    text = (
        HEAD
        + 'assumed = ["the order"]\naggregation = "worst-rating"\n'
        + "[[factors]]\n"
        + 'key = "likelihood"\nlabel = "How likely"\n'
        + 'levels = [{ label = "Rare", number = 3, key = "r", probability = [0, 0.25] }, "Often"]\n'
        + '[[factors]]\nkey = "impact"\n'
        + 'categories = ["Public money", { label = "Fame", key = "f", description = "In the papers" }]\n'
        + '[[factors.levels]]\nlabel = "Minor"\n'
        + '[[factors.levels]]\nlabel = "Major"\ndescriptors = { f = "in the papers" }\n'
        + '[matrix]\nacross = "impact"\nup = "likelihood"\nrows = [[3, 4.5], [1, 2]]\n'
        + '[[bands]]\nlabel = "Very low"\nfirst = 1\nlast = 2\nassumed = "all of it"\n'
        + '[[bands]]\nlabel = "High"\nkey = "h"\nfirst = 3\nlast = 5\n'
        + 'response = "Act"\nreported_to = "the board"\nreview = "yearly"\n'
        + "[claims]\ninjective = true\nsymmetric = true\nstrictly_monotone = true\n"
        + 'ranked_by = ["impact"]\nequals = "impact * likelihood"\n'
        + '[tolerance]\nband = "very-low"\n'
    )
    assert Scheme.from_toml_text(text) == Scheme.matrix(
        "s",
        version="1",
        title="S",
        source="here",
        assumed=["the order"],
        aggregation=Aggregation.WORST_RATING,
        up=Factor(
            key="likelihood",
            label="How likely",
            levels=(
                FactorLevel(number=3, label="Rare", key="r", probability=Interval(0.0, 0.25)),
                FactorLevel(number=2, label="Often"),
            ),
        ),
        across=Factor(
            key="impact",
            label="Impact",
            levels=(
                FactorLevel(number=1, label="Minor"),
                FactorLevel(number=2, label="Major", descriptors={"f": "in the papers"}),
            ),
            categories=(Category("public-money", "Public money"), Category("f", "Fame", "In the papers")),
        ),
        rows=[[3, Decimal("4.5")], [1, 2]],
        bands=[
            Band(key="very-low", label="Very low", first=1, last=2, assumed="all of it"),
            Band(
                key="h",
                label="High",
                first=3,
                last=5,
                response="Act",
                reported_to="the board",
                review=Cadence.YEARLY,
            ),
        ],
        tolerance=Tolerance(band="very-low"),
        claims=Claims(
            injective=True,
            symmetric=True,
            strictly_monotone=True,
            ranked_by=["impact"],
            equals="impact * likelihood",
        ),
    )
    assert VALIDATOR.is_valid(toml_file.read(text, "s.toml").data)


def test_a_file_lies_on_disk_under_a_path_or_a_text_and_may_begin_with_a_byte_order_mark(tmp_path):
    file = tmp_path / "s.toml"
    file.write_text("\ufeff" + PLAIN, encoding="utf-8")
    assert Scheme.from_toml(file) == Scheme.from_toml(str(file)) == Scheme.from_toml_text(PLAIN)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"id = '\xff'", "cannot be read: it is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(tmp_path, content, message):
    file = tmp_path / "s.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(LoadError) as caught:
        Scheme.from_toml(file)
    assert [str(problem) for problem in caught.value.problems] == [f"{file}: {message}"]


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("  [1, 3],", "  [1, 3, 5],", ["s.toml:16:3: /matrix/rows/1: the matrix is to have 2 rows of 2 values, it has rows of [2, 3]"]),
        ("[1, 3]", "[1, true]", ["s.toml:16:7: /matrix/rows/1/1: a number or a text is due here, not true"]),
        (
            "[1, 3]",
            '["one", 3]',
            [
                "s.toml:14:8: /matrix/rows: its values are texts, so say their order: values = [least, …, worst]"
            ],
        ),
        ('"Rare"', "3", ["s.toml:7:11: /factors/0/levels/0: a label is due here, or a table that has one, not the number 3"]),
        (
            '"Rare"',
            '{ label = "Rare", probability = [0.1] }',
            ["s.toml:7:43: /factors/0/levels/0/probability: a probability is two numbers, [lower, upper]"],
        ),
        (
            '"Rare"',
            '{ label = "Rare", probability = [0, 20] }',
            ["s.toml:7:47: /factors/0/levels/0/probability/1: 20 is more than 1"],
        ),
        (
            '"Rare"',
            '{ label = "Rare", number = 2 }',
            ['s.toml:7:43: /factors/0/levels/1: factor likelihood has the level number "2" twice; give each its own'],
        ),
        ('across = "likelihood"', 'across = "liklihood"', ['s.toml:12:10: /matrix/across: there is no factor "liklihood"; did you mean "likelihood"?']),
        (
            'across = "likelihood"',
            'across = "impact"',
            ["s.toml:11:1: /matrix: a matrix has two factors, one across and one up; write a [formula] for more or fewer"],
        ),
        (MATRIX, "", ["s.toml:1:1: a scheme file has either a [matrix] or a [formula]"]),
        (
            MATRIX,
            MATRIX + '[formula]\nexpression = "likelihood"\n',
            ["s.toml:1:1: a scheme file has either a [matrix] or a [formula]"],
        ),
        (
            MATRIX,
            '[formula]\nexpression = "likelihood ** impact"\n',
            ['s.toml:12:14: /formula/expression: the expression "likelihood ** impact" uses what is not part of the arithmetic; known: + - * / ( ) and min, max, mean, round, floor, ceil'],
        ),
        (
            MATRIX,
            '[formula]\nexpression = "likelihood / (impact - 1)"\n',
            ['s.toml:11:1: /formula: the expression "likelihood / (impact - 1)" divides by 0 for likelihood 1, impact 1'],
        ),
        (MATRIX, MATRIX + "[tolerance]\n", ["s.toml:18:1: /tolerance: the tolerance is to be one of a value, a band and cells"]),
        (MATRIX, MATRIX + "[claims]\nequals = 'x'\n", ['s.toml:19:10: /claims/equals: the expression "x" has no factor "x"; known: likelihood, impact']),
        (
            MATRIX,
            MATRIX + '[[bands]]\nlabel = "Low"\nfirst = 1\nlast = 2\n[[bands]]\nlabel = "Low"\nfirst = 4\nlast = 4\n',
            [
                's.toml:18:1: /bands: the value "3" is in no band',
                's.toml:22:1: /bands/1/key: two bands have the key "low"',
            ],
        ),
        (
            "id = ",
            "ids = ",
            ['s.toml:1:1: the key "id" is missing', 's.toml:1:7: /ids: there is no key "ids" here; did you mean "id"?'],
        ),
        ("[[factors]]", "[[factors", ["s.toml:5:10: this is no TOML: "]),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_line(old, new, problems):
    found = problems_of(PLAIN.replace(old, new, 1))
    if problems[0].endswith(": "):
        assert [each.startswith(problems[0]) for each in found] == [True]
    else:
        assert found == problems


BANDS = '[[bands]]\nlabel = "Low"\nfirst = 1\nlast = 2\n[[bands]]\nlabel = "High"\nfirst = 4\nlast = 4\n'
WRONG = (
    PLAIN.replace('id = "s"', 'id = "s"\ntolerance = { band = "Low" }')
    .replace('"Often"', '"Rare"')
    .replace("[1, 3]", "[1]")
) + BANDS  # fmt: skip
HIDDEN = [
    's.toml:2:13: /tolerance: there is no band "Low" for the tolerance; did you mean "low"? known: low, high',
    's.toml:8:19: /factors/0/levels/1: factor likelihood has the level key "rare" twice; give each its own',
    "s.toml:17:3: /matrix/rows/1: the matrix is to have 2 rows of 2 values, it has rows of [2, 1]",
]


def test_a_short_row_hides_nothing_else_that_is_wrong():
    assert problems_of(WRONG) == HIDDEN
    assert problems_of(WRONG.replace("[2, 4]", "[2, 3]")) == [
        *HIDDEN,
        's.toml:19:1: /bands: the value "3" is in no band',
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('across = "likelihood"', 'across = "likelyhood"', 's.toml:13:10: /matrix/across: there is no factor "likelyhood"; did you mean "likelihood"?'),
        ('"Minor"', '{ label = "Minor", probability = [0.5, 0.25] }', "s.toml:11:44: /factors/1/levels/0/probability: a probability is two numbers, [lower, upper], the lower first, not 0.5 to 0.25"),
        ('[[factors]]\nkey = "impact"', '[[factors]]\nkey = "x"\nlevels = ["X"]\n[[factors]]\nkey = "impact"', "s.toml:15:1: /matrix: a matrix has two factors, one across and one up; write a [formula] for more or fewer"),
    ],
)  # fmt: skip
def test_what_keeps_the_parts_from_going_together_hides_nothing_else(old, new, problem):
    found = problems_of(WRONG.replace(old, new, 1))
    assert problem in found
    said = {each.partition(": ")[2] for each in found}
    others = {each.partition(": ")[2] for each in HIDDEN if "across" not in old or "rows" not in each}
    assert others <= said


def test_matrices_of_bands_and_tolerance_are_told_along_with_what_keeps_parts_apart():
    text = PLAIN.replace("[1, 3],\n]\n", '[1, 3],\n]\nbands = [["low", "hgih"]]\nwithin = [[true]]\n')
    text = text.replace('"Rare"', '{ label = "Rare", probability = [1] }') + '[[bands]]\nlabel = "Low"\n'
    assert [each.partition(": ")[2] for each in problems_of(text)] == [
        "/factors/0/levels/0/probability: a probability is two numbers, [lower, upper]",
        "/matrix/bands: the matrix of bands is to have 2 rows of 2 values, it has rows of [2]",
        '/matrix/bands: there is no band "hgih" for a cell; known: low',
        "/matrix/within: the matrix of tolerance is to have 2 rows of 2 values, it has rows of [1]",
    ]


def test_a_formula_that_fails_hides_nothing_else_and_is_told_once():
    text = HEAD + 'tolerance = { band = "Low" }\n' + FACTORS + BANDS
    text += '[formula]\nexpression = "likelihood / (impact - impact)"\n'
    assert [each.partition(": ")[2] for each in problems_of(text)] == [
        '/tolerance: there is no band "Low" for the tolerance; did you mean "low"? known: low, high',
        '/formula: the expression "likelihood / (impact - impact)" divides by 0 for likelihood 1, impact 1',
    ]
    assert problems_of(text.replace("impact - impact", "impct"))[1:] == [
        's.toml:21:14: /formula/expression: the expression "likelihood / (impct)" has no factor "impct"; did you mean "impact"?'
    ]


def test_values_without_an_order_hide_only_what_needs_one():
    text = PLAIN.replace("[2, 4]", '["B", "D"]').replace("[1, 3]", '["A", "C"]').replace('"Often"', '"Rare"')
    text = 'tolerance = { band = "x" }\n' + text + '[[bands]]\nlabel = "Low"\nfirst = "A"\nlast = "B"\n'
    assert [each.partition(": ")[2] for each in problems_of(text)] == [
        '/tolerance: there is no band "x" for the tolerance; known: low',
        '/factors/0/levels/1: factor likelihood has the level key "rare" twice; give each its own',
        "/matrix/rows: its values are texts, so say their order: values = [least, …, worst]",
    ]


def test_texts_of_a_formula_cannot_be_and_its_order_is_not_asked_for_at_a_matrix():
    text = HEAD + 'values = ["A"]\n' + FACTORS + '[formula]\nexpression = "likelihood * impact"\n'
    assert {each.partition(": ")[2] for each in problems_of(text)} == {
        f'/values: the value "{value}" is missing from values' for value in (1, 2, 4)
    }


def test_a_reversed_band_hides_no_gap_and_makes_none():
    text = PLAIN + BANDS.replace("first = 1\nlast = 2", "first = 2\nlast = 1")
    turned = (
        's.toml:18:1: /bands/0: band low goes from "2" to "1", which is less bad; '
        "give the less bad end first, or say in values that lower is worse"
    )
    assert problems_of(text) == [turned, 's.toml:18:1: /bands: the value "3" is in no band']
    assert problems_of(text.replace("first = 4", "first = 3")) == [turned]


def test_a_cell_of_another_kind_is_blamed_where_it_stands():
    text = PLAIN.replace("[2, 4]", '["B", "D"]').replace("[1, 3]", '["A", 1.5]')
    assert problems_of('values = ["A", "B", "D"]\n' + text) == [
        's.toml:17:9: /matrix/rows/1/1: the value "1.5" is missing from values'
    ]


def test_a_flaw_of_a_factor_stands_at_its_place_in_the_file_whatever_runs_across():
    text = PLAIN.replace('across = "likelihood"\nup = "impact"', 'across = "impact"\nup = "likelihood"')
    assert problems_of(text.replace('"Often"', '"Rare"')) == [
        's.toml:7:19: /factors/0/levels/1: factor likelihood has the level key "rare" twice; give each its own'
    ]


def test_a_key_of_the_scheme_that_slipped_into_a_table_is_told_where_it_belongs():
    slipped = "tolerance is a key of the whole scheme, and those stand before the first [table]"
    assert problems_of(PLAIN + BANDS + "tolerance = 3\n") == [
        's.toml:18:1: /bands: the value "3" is in no band',
        f's.toml:26:13: /bands/1/tolerance: there is no key "tolerance" here; {slipped}',
    ]
    _, other = problems_of(PLAIN + BANDS + "tolerence = 3\n")
    assert "whole scheme" not in other


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "there is nothing in it; govkit new scheme NAME writes a scheme to begin with"),
        ("# later\n", "there is nothing in it; govkit new scheme NAME writes a scheme to begin with"),
        (
            'register = "r"\ntitle = "R"\n',
            "this is a register, not a scheme; name it where a FILE with a register is due",
        ),
    ],
)
def test_a_file_that_is_no_scheme_at_all_is_told_what_it_is(text, problem):
    with pytest.raises(LoadError) as caught:
        Scheme.from_toml_text(text, "s.toml")
    assert not isinstance(caught.value, RefusedError)
    assert [str(each) for each in caught.value.problems] == [f"s.toml: {problem}"]


def test_an_id_with_blanks_is_refused_in_files_as_in_python():
    assert problems_of(PLAIN.replace('id = "s"', 'id = "my id"')) == [
        's.toml:1:6: /id: "my id" cannot be the id of a scheme: write printable characters without blanks, / and #, as acme-2026'
    ]


CLASSES = {
    "": form.SchemeFile,
    "factor": form.FileFactor,
    "band": form.FileBand,
    "level": form.FileLevel,
    "category": form.FileCategory,
    "matrix": form.FileMatrix,
    "formula": form.FileFormula,
    "claims": form.FileClaims,
    "tolerance": form.FileTolerance,
}


def _objects(node):
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for each in node.values():
            yield from _objects(each)
    elif isinstance(node, list):
        for each in node:
            yield from _objects(each)


def test_the_schema_has_exactly_the_keys_that_files_have_and_explains_each():
    told = sorted(sorted(node["properties"]) for node in _objects(SCHEMA))
    assert told == sorted(sorted(attrs.fields_dict(cls)) for cls in CLASSES.values())
    for node in _objects(SCHEMA):
        assert node["additionalProperties"] is False
        assert all("description" in each for each in node["properties"].values())


def test_the_schema_names_the_same_choices():
    assert SCHEMA["properties"]["aggregation"]["enum"] == list(Aggregation)
    usual, every = SCHEMA["$defs"]["band"]["properties"]["review"]["anyOf"]
    assert usual["enum"] == list(Cadence)
    assert re.match(every["pattern"], "every 20 working days")
    assert get_type_hints(form.FileBand)["review"] == Cadence | Every | None


WORDS = ["likelihood", "impact", "Rare", "", "a/b", "low"]
JUNK = st.recursive(
    st.sampled_from([*WORDS, 1, 2, 0.5, -1, 5, True]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["key", "label", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def _spots(node, path=()):
    yield path
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, each in items:
        yield from _spots(each, (*path, key))


@st.composite
def documents(draw):
    """A scheme's data with one or two places overwritten, removed or added to."""
    data = json.loads(json.dumps(tomllib.loads(draw(st.sampled_from([PLAIN, FULL])))))
    for _ in range(draw(st.integers(0, 2))):
        spot = draw(st.sampled_from(sorted(_spots(data), key=str)))
        if not spot:
            continue
        parent = data
        for key in spot[:-1]:
            parent = parent[key]
        if draw(st.booleans()):
            parent[spot[-1]] = draw(JUNK)
        elif isinstance(parent, dict):
            del parent[spot[-1]]
    return data


FULL = (
    HEAD
    + "tolerance = { value = 2 }\n"
    + FACTORS.replace('"Minor"', '{ label = "Minor", probability = [0, 0.5], descriptors = { m = "x" } }')
    + 'categories = ["M"]\n'
    + '[formula]\nexpression = "likelihood * impact"\n'
    + '[[bands]]\nlabel = "Low"\nfirst = 1\nlast = 4\nreview = "monthly"\n'
    + '[claims]\nequals = "likelihood * impact"\nranked_by = []\n'
)


@given(documents())
def test_whatever_loads_the_schema_allows(data):
    import tomli_w  # noqa: PLC0415 - of the development environment

    text = tomli_w.dumps(data)
    try:
        Scheme.from_toml_text(text)
    except LoadError:
        return
    VALIDATOR.validate(toml_file.read(text, "s.toml").data)


@given(documents())
def test_what_the_schema_refuses_does_not_load(data):
    import tomli_w  # noqa: PLC0415 - of the development environment

    text = tomli_w.dumps(data)
    if not VALIDATOR.is_valid(toml_file.read(text, "s.toml").data):
        assert problems_of(text)


def test_the_samples_of_both_properties_are_schemes():
    for text in (PLAIN, FULL):
        assert Scheme.from_toml_text(text).rate({"likelihood": "Often", "impact": "Major"}).value == 4


def test_the_command_line_prints_the_schema(capsys):
    assert run(["schemes", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA
