"""Schemas read off entities: what types, constraints and docstrings become."""

import re
from collections.abc import Callable
from typing import Annotated, get_args

import attrs
import pytest
from annotated_types import MaxLen, MinLen, MultipleOf, Predicate

from govkit.formats.docstring import arguments, summary
from govkit.formats.json_schema import schema_of
from govkit.model import Event
from govkit.model.constraint import Ref, Text


@attrs.frozen
class Told:
    """Told twice; in Python too.

    Args:
        one: ``False`` where nobody knows, None
            where nobody asks ("x").
        two: another.

    Raises:
        three: is no argument.
    """

    one: bool | None = None
    two: Annotated[str, MinLen(2), MaxLen(3)] = "ab"


def test_a_docstring_is_told_in_the_words_of_files():
    assert summary(Told) == "Told twice."
    assert arguments(Told) == {
        "one": '`false` where nobody knows, nothing where nobody asks ("x").',
        "two": "Another.",
    }


def test_what_an_attribute_is_called_in_files_is_not_said_in_files():
    assert arguments(Event)["from_state"] == "State before."


def test_what_has_no_docstring_says_nothing():
    assert arguments(attrs.make_class("Bare", ["x"])) == {}


def test_types_constraints_and_defaults():
    assert schema_of(Told, name="told", title="Told") == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:govkit:told",
        "title": "Told",
        "description": "Told twice.",
        "type": "object",
        "additionalProperties": False,
        "required": [],
        "properties": {
            "one": {
                "description": '`false` where nobody knows, nothing where nobody asks ("x").',
                "type": ["boolean", "null"],
            },
            "two": {
                "description": "Another.",
                "type": "string",
                "minLength": 2,
                "maxLength": 3,
                "default": "ab",
            },
        },
        "$defs": {},
    }


def never(_):
    return False


@pytest.mark.parametrize(
    "kind",
    [
        complex,
        Callable[[int], int],
        list[int],
        Annotated[int, MultipleOf(2)],
        Annotated[str, Predicate(never)],
    ],
)
def test_what_no_schema_is_written_for_is_refused(kind):
    entity = attrs.make_class("Entity", {"x": attrs.field(type=kind)})
    entity.__doc__ = "It.\n\nArgs:\n    x: it.\n"
    with pytest.raises(TypeError, match="no schema is written for"):
        schema_of(entity, name="x", title="X")


@pytest.mark.parametrize(("kind", "name"), [(Ref, "Ref"), (Text, "Text")])
def test_a_pattern_takes_all_that_its_predicate_takes_and_refuses_all_other_latin_letters(kind, name):
    holds = next(each.func for each in get_args(kind) if isinstance(each, Predicate))
    entity = attrs.make_class("Entity", {"x": attrs.field(type=kind)})
    entity.__doc__ = "It.\n\nArgs:\n    x: it.\n"
    pattern = re.compile(schema_of(entity, name="x", title="X")["$defs"][name]["pattern"])
    assert not pattern.search("")
    passed = set()
    for char in map(chr, range(0x10000)):
        for text in (char, f"a{char}b", f"{char}a", f"a{char}"):
            if not pattern.search(text):
                assert not holds(text), text
            elif not holds(text):
                passed.add(char)
    # "$" of Python's patterns also stands before a last line break.
    assert {char for char in passed if char <= "\xff"} <= {"\n"}
