"""Finding every value of a type, against a walk through everything there is."""

from collections.abc import Mapping

import attrs
import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings

from govkit import Every, Period, Register, WrittenDate
from govkit.io.register import unstructure
from govkit.model import Assurance, Reading, Risk, occurrences
from govkit.testing import strategies


def everything(value, path=""):
    """Go through all there is, whatever the types of the fields say."""
    yield path, value
    if isinstance(value, Mapping):
        parts = value.items()
    elif isinstance(value, tuple | list):
        parts = enumerate(value)
    elif attrs.has(type(value)):
        parts = ((field.name, getattr(value, field.name)) for field in attrs.fields(type(value)))
    else:
        parts = ()
    for key, part in parts:
        yield from everything(part, f"{path}/{key}")


@pytest.mark.parametrize("kind", [WrittenDate, Period, Every])
@settings(max_examples=examples(50), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(register=strategies.registers())
def test_it_finds_what_a_walk_through_everything_finds(kind, register):
    walked = [(path, value) for path, value in everything(register) if isinstance(value, kind)]
    assert list(occurrences(register, kind)) == walked


@pytest.mark.parametrize("kind", [WrittenDate, Period, Every])
@settings(max_examples=examples(50), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(register=strategies.registers())
def test_its_paths_are_those_of_the_file(kind, register):
    data = dict(everything(unstructure(register)))
    for path, value in occurrences(register, kind):
        assert data[path] == str(value)


def test_of_an_entity_that_can_hold_none_there_is_none():
    assert list(occurrences(Reading(period="June 2019"), WrittenDate)) == []


def test_paths_begin_at_the_entity_that_is_asked():
    assurance = Assurance(ref="S1", title="A", received="May 2019", expires="May 2020")
    risk = Risk(ref="R1", title="A", assurances=(assurance,))
    assert [path for path, _ in occurrences(assurance, WrittenDate)] == ["/received", "/expires"]
    assert list(occurrences(risk, WrittenDate)) == [
        ("/assurances/0/received", WrittenDate("May 2019")),
        ("/assurances/0/expires", WrittenDate("May 2020")),
    ]
    assert [path for path, _ in occurrences(Register(ref="r", title="T", risks=(risk,)), Risk)] == [
        "/risks/0"
    ]
