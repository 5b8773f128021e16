"""The commonest slips in TOML and YAML: each message ends with what to write instead."""

import pytest

from govkit.errors import LoadError
from govkit.formats import toml_file, yaml_file

QUOTES = "put the text in quotes"
CLOSE = "close the text with a quote, or use three of them around a text of several lines"
BACKSLASH = "in double quotes write \\\\ for a backslash, or use single quotes"
NEIGHBOURS = "look for a quote that is not closed, and for a line that is not indented like its neighbours"
WHOLE = "put the whole text in quotes, in double ones if it holds a single one"


def hint(module, text):
    """What stands behind the parser's own words."""
    with pytest.raises(LoadError) as caught:
        module.read(text, "x")
    (problem,) = caught.value.problems
    assert problem.line
    assert problem.message.startswith("this is no ")
    return problem.message.partition("; ")[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = Storm surge", QUOTES),
        ("causes = [storm, flood]", QUOTES),
        ("unit = %", QUOTES),
        ("title = “Storm”", QUOTES),
        ("deadline = 18/09/2019", QUOTES),
        ("deadline = 1st May", QUOTES),
        ("covers_all = True", "write true"),
        ("on = [False]", "write false"),
        ("notes = null", "TOML has no null: leave the key out"),
        ("notes =\nx = 1", "give the key a value, or leave it out"),
        ("causes = [,]", ""),
        ("a = 1 b = 2", "begin a new line for each key"),
        ('title = "He said "no" again"', 'within a text write \\" for a quote'),
        ("title = 'It's'", "put a text that holds a single quote in double quotes"),
        ("a = [1] 2", ""),
        ("a = {b = 1} 2", ""),
        ("[risks] title", ""),
        ('title = "Storm\nx = 1', CLOSE),
        ("title = 'Storm\nx = 1", CLOSE),
        ('title = "Storm', CLOSE),
        ("title: Storm", 'in TOML a line is key = "text"'),
        ('a = [\n"x"\n"y"]', "put a comma between two entries, and close the list with ]"),
        ('file = "C:\\qis"', BACKSLASH),
        ("a = {b = 1,\n c = 2}", "write what stands in braces on one line"),
        ("a.=1", ""),
        ("= 1", ""),
    ],
)
def test_toml(text, said):
    assert hint(toml_file, text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: Fenshire: risks", 'put a text that holds ": " in quotes'),
        ("risks:\n  - title: Fenshire: risks", 'put a text that holds ": " in quotes'),
        ("title: T\n\n  edition: x", "indent it like the line before, which has its value already"),
        ("title:Storm\nb: c", "write a blank behind the colon of the line before"),
        ("word\nb: c", ""),
        ('title: "Storm\nb: c\n', "close the quote that opens on line 1"),
        ('title: "Storm\nb: "c"\n', "a text that begins above it has a quote that is not closed"),
        ("title: 'Storm\nb: 'c'\n", "a text that begins above it has a quote that is not closed"),
        ("unit: %", 'put a text that begins with "%" in quotes'),
        ("at: @noon", 'put a text that begins with "@" in quotes'),
        ("a:\n\t- b", "indent with blanks, not with tabs"),
        ("title: - b", 'put a text that begins with "-" in quotes'),
        ("title: ]", 'put a text that begins with "]" in quotes'),
        ("title: [", ""),
        ("title: [Draft] risks", WHOLE),
        ('title: "Storm" surge', WHOLE),
        ("title: 'It's", WHOLE),
        ("a:\n  - b\n c: d\n", NEIGHBOURS),
        ("a: [b\nc: d\n", "close what begins on line 1"),
        ("- a\nb: c", "indent the lines of an entry alike, and begin each entry with -"),
        ("a: b\nc\n", "write a key, a colon and a blank before the value"),
        ('file: "C:\\qis"', BACKSLASH),
        ("a: >x", ""),
    ],
)
def test_yaml(text, said):
    assert hint(yaml_file, text) == said
