"""What of TOML is read and written, and what is refused with its place."""

from datetime import datetime, time
from decimal import Decimal
from math import inf, isnan

import pytest

from govkit.errors import LoadError
from govkit.formats import toml_file
from govkit.formats.scalars import Oversized
from govkit.io import loads
from govkit.model import Position

AT = "x.toml"
FIRST = "; it stands first on line"
BACKSLASH = "; in double quotes write \\\\ for a backslash, or use single quotes"
BRACES = "; put a comma between two entries, and close the braces with }"
LINE = '; in TOML a line is key = "text"'
QUOTES = "; put the text in quotes"
CLOSE = "; close the text with a quote, or use three of them around a text of several lines"


def problems_of(text):
    with pytest.raises(LoadError) as caught:
        toml_file.read(text, AT)
    assert caught.value.source == AT
    return [str(problem) for problem in caught.value.problems]


def test_toml_is_read_as_what_it_says():
    text = 'a = [1, {b = "x"}]\nc.d = \'\\u00e4\'\n"" = true\n[[e]]\n[[e]]\nf = """\ntwo\nlines"""\n'
    assert toml_file.read(text, AT).data == {
        "a": [1, {"b": "x"}],
        "c": {"d": "\\u00e4"},
        "": True,
        "e": [{}, {"f": "two\nlines"}],
    }
    assert toml_file.read("", AT).data == {}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("+12", 12),
        ("1_000", 1000),
        ("0x1F", 31),
        ("0o17", 15),
        ("0b101", 5),
        ("1.50", Decimal("1.50")),
        ("-1_0.2_5", Decimal("-10.25")),
        ("+1e3", Decimal("1E+3")),
        ("6.26E-1_0", Decimal("6.26E-10")),
        ("2019-08-13", "2019-08-13"),
        ("0001-01-01", "0001-01-01"),
        ("1e" + "9" * 20, Oversized("1e" + "9" * 20)),
        ("0x" + "f" * 4000, Oversized("0x" + "f" * 4000)),
        ("0x" + "f" * 3000, 16**3000 - 1),
        ("10:30:00", time(10, 30)),
        ("2019-08-13T10:30:00", datetime(2019, 8, 13, 10, 30)),
        ("2019-08-13 10:30:00", datetime(2019, 8, 13, 10, 30)),
        ("inf", inf),
        ("+inf", inf),
        ("-inf", -inf),
    ],
)
def test_a_word_is_the_value_it_says_exactly(word, value):
    data = toml_file.read(f"a = [{{b = {word}}}]", AT).data
    assert data == {"a": [{"b": value}]}
    assert type(data["a"][0]["b"]) is type(value)
    assert str(data["a"][0]["b"]) == str(value)


@pytest.mark.parametrize("word", ["nan", "+nan", "-nan"])
def test_no_number_is_no_number(word):
    assert isnan(toml_file.read(f"a = {word}", AT).data["a"])


REGISTER = 'register = "r"\ntitle = "T"\n'


@pytest.mark.parametrize(
    ("word", "shown", "edition"),
    [
        ("10:30:00", "the time 10:30:00", "a day is due here, not {}; write it as YYYY-MM-DD"),
        (
            "2019-08-13T10:30:00Z",
            "the time 2019-08-13 10:30:00+00:00",
            "a day is due here, not {}; write 2019-08-13",
        ),
        (
            "2019-08-13 10:30:00",
            "the time 2019-08-13 10:30:00",
            "a day is due here, not {}; write 2019-08-13",
        ),
        *(
            (word, word, "a day is due here, not {}; write it as YYYY-MM-DD, or leave the key out")
            for word in ("inf", "-inf", "nan")
        ),
        (
            "0x" + "f" * 5000,
            "the number 0x" + "f" * 58 + "…",
            "a text is due here, not {}; put it in quotes",
        ),
    ],
)
def test_what_no_register_has_is_refused_where_it_stands(word, shown, edition):
    text = f"{REGISTER}edition = {word}\n[[indicators]]\nref = 'I'\ntitle = 'T'\nunit = '%'\ntarget =  {word}\n[[risks]]\nref = 'R'\ntitle = 'T'\ncurrent = {{ printed = {word} }}"
    with pytest.raises(LoadError) as caught:
        loads(text, AT)
    long = "; that one has more digits than can be read" if len(word) > 60 else ""
    assert [str(problem) for problem in caught.value.problems] == [
        f"x.toml:3:11: /edition: {edition.format(shown)}",
        f"x.toml:8:11: /indicators/0/target: a number is due here, not {shown}{long}",
        f"x.toml:12:23: /risks/0/current/printed: a whole number or a text is due here, not {shown}",
    ]


def test_a_day_may_stand_without_quotes():
    text = f"{REGISTER}edition = 2019-08-13\n[[actions]]\nref = 'A'\ntitle = 'T'\nrevisions = [{{deadline = 2020-02-29, on = 2019-09-01}}]"
    quoted = f'{REGISTER}edition = "2019-08-13"\n[[actions]]\nref = "A"\ntitle = "T"\nrevisions = [{{deadline = "2020-02-29", on = "2019-09-01"}}]'
    assert loads(text, AT) == loads(quoted, AT)
    assert str(loads(text, AT).edition) == "2019-08-13"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a", f"1:2: this is no TOML: Expected '=' after a key in a key/value pair{LINE}"),
        ("\r\n  a = \r\n", "2:7: this is no TOML: Invalid value; give the key a value, or leave it out"),
        ("a = 1\nü = 2", "2:1: this is no TOML: Invalid statement"),
        (
            "a = [1,\n 2",
            "2:3: this is no TOML: Unclosed array; put a comma between two entries, and close the list with ]",
        ),
        ('a = "x\n"', f"1:7: this is no TOML: Illegal character '\\n'{CLOSE}"),
        (
            "a = 1 b = 2",
            "1:7: this is no TOML: Expected newline or end of document after a statement; begin a new line for each key",
        ),
        ('a = "\\ud800"', "1:12: this is no TOML: Escaped character is not a Unicode scalar value"),
        (
            '"ü" = { b = "c\\d", e = 1 }',
            "1:15: this is no TOML: Unescaped '\\' in a string" + BACKSLASH,
        ),
        (
            "a = { b = 1 c = 2 }",
            "1:13: this is no TOML: Unclosed inline table" + BRACES,
        ),
        ("a = 2019-02-30", "1:5: this is no TOML: Invalid date or datetime"),
        ("a = 010", f"1:6: this is no TOML: Expected newline or end of document after a statement{QUOTES}"),
        ("a = yes", f"1:5: this is no TOML: Invalid value{QUOTES}"),
        ("a: b", f"1:2: this is no TOML: Expected '=' after a key in a key/value pair{LINE}"),
        ("\ufeffa = 1", "1:1: this is no TOML: Invalid statement"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_place(text, problem):
    assert problems_of(text) == [f"{AT}:{problem}"]


def test_everything_that_is_repeated_is_named_with_its_place():
    text = """\
a = 1
b = { c = 1, c = 2, d.e = 1, d.e = 2 }
"\\u0061" = [{ x = 1, y = 2, x = 3 }]
[f]
[b]
g.h = 1
[f]
i = 1
[f.j]
[[f]]
[[k]]
l = 1
[[k]]
l = 1
l.m = 2
[k]
"""
    assert problems_of(text) == [
        f'{AT}:{place}: the key "{key}" stands twice here{hint}'
        for place, key, hint in [
            ("2:14", "c", f"{FIRST} 2"),
            ("2:30", "e", f"{FIRST} 2"),
            ("3:1", "a", f"{FIRST} 1"),
            ("3:29", "x", ""),  # in a table that has no place, since its key is repeated itself
            ("5:1", "b", f"{FIRST} 2"),
            ("7:1", "f", f"{FIRST} 4"),
            ("10:1", "f", f"{FIRST} 4; each entry of a list begins with [[f]], the first one too"),
            ("15:1", "l", f"{FIRST} 14"),
            ("16:1", "k", f"{FIRST} 11; the next entry of a list begins with [[k]]"),
        ]
    ]


def test_what_is_repeated_before_a_fault_is_named_with_it():
    assert problems_of('a = 1\nb = 2\na = "x\nb = 1') == [
        f'{AT}:3:1: the key "a" stands twice here; it stands first on line 1',
        f"{AT}:3:7: this is no TOML: Illegal character '\\n'{CLOSE}",
    ]
    # Whether it is the same key is not known before the line is whole.
    assert problems_of("a = 1\na = [1\n,,]\na = 3") == [
        f'{AT}:2:1: the key "a" stands twice here; it stands first on line 1',
        f"{AT}:3:2: this is no TOML: Invalid value",
    ]


def test_the_name_of_a_long_key_is_cut():
    key = "k" * 2000
    (problem,) = problems_of(f"{key} = 1\n{key} = 2")
    assert problem == f'{AT}:2:1: the key "{"k" * 60}" stands twice here'


def test_every_number_that_is_too_long_to_read_is_named_with_its_place():
    nines, many = "9" * 4301, "-9_" + "9" * 5000
    text = f"a = {'9' * 4300}\n{nines} = [{nines},\n {many}]\nb = '{nines}' # {nines}\nc = {nines}.5\n"
    more = "has more digits than can be read; write fewer, or quote a text"
    assert problems_of(text) == [
        f"{AT}:2:{4301 + 5}: the number {'9' * 60}… {more}",
        f"{AT}:3:2: the number -9_{'9' * 57}… {more}",
    ]
    assert toml_file.read(f"a = {'9' * 4300}\n{nines} = {nines}.5", AT).data == {
        "a": int("9" * 4300),
        nines: Decimal(f"{nines}.5"),
    }


def test_a_number_too_long_to_read_is_named_even_where_no_number_may_end():
    assert problems_of("a = " + "7" * 5000 + ":") == [
        f"{AT}:1:5: the number {'7' * 60}… has more digits than can be read; write fewer, or quote a text"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = " + "[" * 64 + "]" * 64, "1:68"),
        ("a = " + "{b = " * 64 + "1" + "}" * 64, "1:320"),
        ("a = " + "[" * 100_000, "1:68"),
        ("b = 1\n a" + ".a" * 64 + " = 1", "2:2"),
        ("[a" + ".a" * 40 + "]\nb" + ".b" * 40 + " = 1", "2:1"),
        ("a = 1\na = 2\nb = " + "[" * 100, "3:68"),
        ("x = '" + "." * 100 + "'\n[a]\nb = [" + "." * 70 + "[" * 100, "3:6"),
    ],
)
def test_nesting_has_a_bound(text, place):
    (problem,) = problems_of(text)
    assert problem.startswith(f"{AT}:{place}: ")
    if "x" not in text:
        assert problem.endswith("nested more than 64 levels deep; no register is")


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 63 + "]" * 63, "a" + ".a" * 63 + " = 1", "[a" + ".a" * 62 + "]", f"a = '{'.' * 1000}'"],
)
def test_what_is_within_the_bound_is_read(text):
    assert toml_file.read(text, AT).source.locate("/a").line == 1


def test_a_caller_without_stack_left_is_not_told_that_the_text_is_too_deep():
    def deeper(levels):
        return deeper(levels - 1) if levels else toml_file.read("a = " + "[" * 60 + "]" * 60, AT)

    with pytest.raises(RecursionError):
        any(deeper(levels) is None for levels in range(10_000))


def test_a_file_that_is_no_register_is_read_and_placed_all_the_same():
    text = """\
[project]
released = 2019-08-13T10:30:00Z
limit = inf

[tool.govkit]
select = ["GK"]
rules.GKACT003 = { severity = "error" }
"""
    document = toml_file.read(text, "pyproject.toml")
    assert document.data["tool"] == {
        "govkit": {"select": ["GK"], "rules": {"GKACT003": {"severity": "error"}}}
    }
    assert document.source.locate("/tool/govkit/rules/GKACT003/severity") == Position(7, 31)


def test_plain_data_is_written_as_toml():
    data = {"b": True, "t": 'a"\n', "n": [1, Decimal("1.50"), Decimal(79)], "m": {"x y": {}}, "l": []}
    assert (
        toml_file.write(data)
        == """\
b = true
t = "a\\"\\n"
n = [
    1,
    1.50,
    79,
]
l = []

[m."x y"]
"""
    )
    assert toml_file.read(toml_file.write(data), AT).data == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"a": [1, {"b/c": None}]}, "/a/1/b~1c: TOML has no null; leave the key out"),
        ({"a": {"b": {1, 2}}}, "/a/b: set is not TOML serializable"),
    ],
)
def test_what_toml_cannot_hold_is_named_with_its_place(data, message):
    with pytest.raises(TypeError) as caught:
        toml_file.write(data)
    assert str(caught.value) == message
