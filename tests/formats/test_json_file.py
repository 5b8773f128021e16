"""What of JSON is read, and what is refused with its place."""

import pytest

from govkit.errors import LoadError
from govkit.formats import json_file

AT = "x.json"


def problems_of(text):
    with pytest.raises(LoadError) as caught:
        json_file.read(text, AT)
    assert caught.value.source == AT
    return [str(problem) for problem in caught.value.problems]


def test_json_is_read_as_what_it_says():
    assert json_file.read('{"a": [1, {"b": null}], "c": "\\u00e4", "": true}', AT).data == {
        "a": [1, {"b": None}],
        "c": "ä",
        "": True,
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1: this is no JSON: Expecting value"),
        ("\n \n", "3:1: this is no JSON: Expecting value"),
        ("{}\n{}", "2:1: this is no JSON: Extra data"),
        ('{"a": 1,\n "b": 2,,}', "2:9: this is no JSON: Expecting property name enclosed in double quotes"),
        ('{"a":\n "b', "2:2: this is no JSON: Unterminated string starting at"),
        ('{"a":\n "\t"}', "2:3: this is no JSON: Invalid control character at"),
        ('{"a": 010}', "1:8: this is no JSON: Expecting ',' delimiter"),
        ("{'a': 1}", "1:2: this is no JSON: Expecting property name enclosed in double quotes"),
        ('\ufeff{"a": 1}', "1:1: this is no JSON: Unexpected UTF-8 BOM (decode using utf-8-sig)"),
        ('{"NaN":\n [NaN]}', "2:3: NaN is no JSON number; write a number or null"),
        (
            '["Infinity", "\\"Infinity",\n\n  Infinity]',
            "3:3: Infinity is no JSON number; write a number or null",
        ),
        ('{"a": 1, "b": -Infinity}', "1:15: -Infinity is no JSON number; write a number or null"),
        ("[NaNNaN]", "1:2: NaN is no JSON number; write a number or null"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(text, problem):
    assert problems_of(text) == [f"{AT}:{problem}"]


def test_every_repeated_key_is_named_with_its_place():
    text = '{"a": 1,\n "b": {"c": 1, "c": 2},\n "\\u0061": [{"a": "a"}],\n "d": [[1, 2], {"x": {}, "y": [], "x": 1}]}'
    assert problems_of(text) == [
        f'{AT}:2:16: the key "c" stands twice here; it stands first on line 2',
        f'{AT}:3:2: the key "a" stands twice here; it stands first on line 1',
        f'{AT}:4:35: the key "x" stands twice here; it stands first on line 4',
    ]


def test_the_name_of_a_long_key_is_cut():
    key = "k" * 2000
    (problem,) = problems_of(f'{{"{key}": 1,\n"{key}": 2}}')
    assert problem == f'{AT}:2:1: the key "{"k" * 60}" stands twice here; it stands first on line 1'


@pytest.mark.parametrize(("opening", "column"), [("[", 65), ('{"a":', 321), ('[{"[":', 193)])
def test_nesting_has_a_bound(opening, column):
    (problem,) = problems_of(opening * 100_000)
    assert problem == f"{AT}:1:{column}: nested more than 64 levels deep; no register is"
