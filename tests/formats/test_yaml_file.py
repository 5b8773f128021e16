"""What of YAML is read, and what is refused with its place."""

import subprocess
import sys

import pytest

from govkit.errors import LoadError, Problem
from govkit.formats import yaml_file

AT = "x.yaml"


def problems_of(text):
    with pytest.raises(LoadError) as caught:
        yaml_file.read(text, AT)
    assert caught.value.source == AT
    return [str(problem) for problem in caught.value.problems]


def test_lists_and_mappings_are_read_in_both_styles():
    block = "a:\n  - 1\n  - b: c\n    d: []\ne: {}\n"
    flow = "{a: [1, {b: c, d: []}], e: {}}"
    assert (
        yaml_file.read(block, AT).data
        == yaml_file.read(flow, AT).data
        == {"a": [1, {"b": "c", "d": []}], "e": {}}
    )


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("# nothing\n", None),
        ("---\n", None),
        ("just a text", "just a text"),
        ("\ufeffa: b", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n...\n", {"a": "b"}),
        ("a: b # why\n", {"a": "b"}),
        ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
        ("a: two\n  lines\n", {"a": "two lines"}),
        ("'NO': 1\nNO2: 2\n", {"NO": 1, "NO2": 2}),
        ("'': 1\n", {"": 1}),
    ],
)
def test_a_document_of_any_shape_is_read(text, data):
    assert yaml_file.read(text, AT).data == data


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x b\n", '1:4: the anchor "&x" is not read; write the value out'),
        ("a: &x [b]\nc: *x\n", '1:4: the anchor "&x" is not read; write the value out'),
        ("a: b\nc: *x\n", '2:4: the alias "*x" is not read; write the value out'),
        ("*x : b\n", '1:1: the alias "*x" is not read; write the value out'),
        ("a: !!str 5\n", '1:4: the tag "tag:yaml.org,2002:str" is not read; write a plain value'),
        (
            "a: !python/object:os.system {}\n",
            '1:4: the tag "!python/object:os.system" is not read; write a plain value',
        ),
        ("a: ! 5\n", '1:4: the tag "!" is not read; write a plain value'),
        ("!x a: b\n", '1:1: the tag "!x" is not read; write a plain value'),
        ("a: b\n---\nc: d\n", "2:1: a second document begins; put one register in a file"),
        ("a: b\n12: c\n", "2:1: a key must be a text; put it in quotes"),
        ("null: c\n", "1:1: a key must be a text; put it in quotes"),
        ("? [a]\n: c\n", "1:3: a key must be a text; put it in quotes"),
        ("? {a: b}\n: c\n", "1:3: a key must be a text; put it in quotes"),
        (
            "a: [b\n",
            "2:1: this is no YAML: while parsing a flow sequence, did not find expected ',' or ']'; close what begins on line 1",
        ),
        (
            "a: b: c\n",
            '1:5: this is no YAML: mapping values are not allowed in this context; put a text that holds ": " in quotes',
        ),
        (
            "a:\n\t- b\n",
            "2:1: this is no YAML: while scanning for the next token, found character that cannot start any token; indent with blanks, not with tabs",
        ),
        ("%YAML 2.0\n---\na: b\n", "1:1: this is no YAML: found incompatible YAML document"),
        (
            "a: b\nc: \x07\n",
            "2:4: this is no YAML: the character U+0007 is not allowed; write it as an escape",
        ),
        (
            "a: b\nc: \x00\n",
            "2:4: this is no YAML: the character U+0000 is not allowed; write it as an escape",
        ),
        ("a: \ufffe", "1:4: this is no YAML: the character U+FFFE is not allowed; write it as an escape"),
        ("ä: '\ud800'", "1:5: this is no YAML: the character U+D800 is not allowed; write it as an escape"),
    ],
)
def test_what_is_no_register_is_refused_with_its_place(text, problem):
    assert problems_of(text) == [f"{AT}:{problem}"]


def test_every_repeated_key_is_named_with_its_place():
    text = "a: 1\nb: {c: 1, c: 2}\na: 2\nd:\n  - a: 1\n    a: 2\n"
    assert problems_of(text) == [
        f'{AT}:2:11: the key "c" stands twice here; it stands first on line 2',
        f'{AT}:3:1: the key "a" stands twice here; it stands first on line 1',
        f'{AT}:6:5: the key "a" stands twice here; it stands first on line 5',
    ]


@pytest.mark.parametrize(
    ("rest", "last"),
    [
        ("c: *x\n", '4:4: the alias "*x" is not read; write the value out'),
        ("c: [\n", "5:1: this is no YAML: while parsing a flow node, did not find expected node content"),
        ("c: \x07\n", "4:4: this is no YAML: the character U+0007 is not allowed; write it as an escape"),
    ],
)
def test_a_repeated_key_is_named_even_if_the_reading_ends_later(rest, last):
    # A long comment, because libyaml looks at all characters it has in hand before it says anything.
    text = "a: 1\na: 2\n#" + "x" * 100_000 + "\n" + rest
    assert problems_of(text) == [
        f'{AT}:2:1: the key "a" stands twice here; it stands first on line 1',
        f"{AT}:{last}",
    ]


def test_the_name_of_a_long_key_is_cut():
    (problem,) = problems_of(f"? {'k' * 2000}\n: 1\n? {'k' * 2000}\n: 2\n")
    assert problem == f'{AT}:3:3: the key "{"k" * 60}" stands twice here; it stands first on line 1'


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_nesting_has_a_bound(opening, closing):
    assert yaml_file.read(opening * 64 + "1" + closing * 64, AT).data
    (problem,) = problems_of(opening * 65 + "1" + closing * 65)
    assert problem == f"{AT}:1:{64 * len(opening) + 1}: nested more than 64 levels deep; no register is"


def test_a_problem_without_a_place_is_told_without_one(monkeypatch):
    def broken(_):
        raise yaml_file.yaml.MarkedYAMLError(problem="nothing is known")

    monkeypatch.setattr(yaml_file, "_READER", broken)
    with pytest.raises(LoadError) as caught:
        yaml_file.read("a: b", AT)
    assert caught.value.problems == (Problem("this is no YAML: nothing is known", "", AT),)


def test_events_of_another_import_of_pyyaml_are_refused_rather_than_passed_over():
    # As pytest's own pytester does between runs in one process.
    code = """
import sys
from govkit.formats import yaml_file
for name in [name for name in sys.modules if name.partition(".")[0] in ("yaml", "govkit")]:
    del sys.modules[name]
from govkit.errors import LoadError
from govkit.formats import yaml_file
try:
    yaml_file.read("register: r", "r.yaml")
except LoadError as error:
    print(error.problems[0].message)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "PyYAML was imported twice in this process; import it once\n"
