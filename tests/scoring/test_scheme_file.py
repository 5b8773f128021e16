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
from govkit.errors import LoadError
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
            ["s.toml:1:1: /values: its values are texts, so say their order: values=[least, …, worst]"],
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
