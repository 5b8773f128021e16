"""Copying an entity with some fields changed is the same as making it anew, for every entity there is."""

import copy
import pickle
from functools import cached_property
from typing import ClassVar

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govkit.model
from _govkit_hypothesis import STRATEGIES
from govkit.model import Action, Assurance, Change, Event, Origin, Review, Risk, WrittenDate
from govkit.model.copying import can_copy, replaced

KINDS = [getattr(govkit.model, name) for name in STRATEGIES["govkit.model"]]
ENTITIES = [kind for kind in KINDS if attrs.has(kind)]
WITH_A_LIFECYCLE = [Action, Assurance, Review, Risk]
ACTION = Action(ref="A1", title="Table the report", owner="CFO", deadline="2019-03-31")


def outcome(make):
    """What comes of making something: it, or the error."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is to be the same
        return type(error), str(error)


def held(entity):
    """Everything an entity holds, what it derives and keeps beside its fields included."""
    slots = {name for cls in type(entity).__mro__ for name in getattr(cls, "__slots__", ())} - {"__weakref__"}
    return {name: getattr(entity, name, "nothing") for name in slots} | getattr(entity, "__dict__", {})


@pytest.mark.parametrize("kind", ENTITIES, ids=[kind.__name__ for kind in ENTITIES])
@given(data=st.data())
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_a_copy_of_any_entity_is_what_attrs_makes_of_it(kind, data):
    one, other = data.draw(st.tuples(st.from_type(kind), st.from_type(kind)))
    names = [field.name for field in attrs.fields(kind) if field.init]
    changes = {name: getattr(other, name) for name in data.draw(st.sets(st.sampled_from(names)))}
    before = held(one)
    hash(one)  # which a class that keeps its hash now keeps
    made, copied = attrs.evolve(one, **changes), replaced(one, changes)
    assert type(copied) is kind
    assert copied == made
    assert (hash(copied), repr(copied)) == (hash(made), repr(made))
    assert held(copied) == held(made)
    assert held(one) == before
    for again in (pickle.loads(pickle.dumps(copied)), copy.deepcopy(copied), copy.copy(copied)):  # noqa: S301
        assert (type(again), again, hash(again)) == (kind, made, hash(made))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(copied, names[0], None)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(copied, names[0])


def test_entities_with_a_lifecycle_and_their_records_are_copied_field_by_field():
    assert [kind for kind in (*WITH_A_LIFECYCLE, Change, Event) if not can_copy(kind)] == []
    assert not can_copy(WrittenDate), "what a date says follows from its text"


@pytest.mark.parametrize(
    ("entity", "changes"),
    [
        (ACTION, {"deadline": "1 April 2019", "end": None}),
        (ACTION, {"events": []}),
        (ACTION, {"updates": "a text", "revisions": []}),
        (ACTION, {"updates": [], "deadline": 7}),
        (ACTION, {"deadline": 7}),
        (ACTION, {"onwer": "CFO"}),
        (ACTION, {"due": None}),
        (ACTION, {"KIND": "risk"}),
        (Origin(kind="meeting"), {"kind": "audit"}),
        (Origin(kind="meeting"), {"kind": "phone"}),
        (WrittenDate("March 2019"), {"text": "2019/20"}),
        (WrittenDate("March 2019"), {"last": None}),
    ],
)
def test_new_values_are_converted_and_refused_as_attrs_does(entity, changes):
    assert outcome(lambda: replaced(entity, changes)) == outcome(lambda: attrs.evolve(entity, **changes))


class Told:
    """Hears of classes derived from it."""

    __slots__ = ()
    derived: ClassVar[list[str]] = []

    def __init_subclass__(cls):
        Told.derived.append(cls.__name__)


class Born:
    """Does something when an object comes into being."""

    __slots__ = ()

    def __new__(cls, *_, **__):
        return object.__new__(cls)


class Roomy:
    """Has a slot that is no field."""

    __slots__ = ("room",)


@attrs.frozen
class Hearing(Told):
    name: str


@attrs.frozen
class Making(Born):
    name: str


@attrs.frozen
class Wide(Roomy):
    name: str


@attrs.frozen(slots=False)
class Loose:
    name: str


@attrs.frozen(cache_hash=True)
class Hashed:
    name: str


@attrs.frozen
class Keeping:
    name: str

    @cached_property
    def loud(self):
        return self.name.upper()


@attrs.frozen
class Deriving:
    name: str
    length: int = attrs.field(init=False, default=attrs.Factory(lambda self: len(self.name), takes_self=True))


@attrs.frozen
class Finishing:
    name: str

    def __attrs_post_init__(self):
        object.__setattr__(self, "name", f"{self.name}!")


@attrs.frozen
class Preparing:
    name: str

    def __attrs_pre_init__(self):
        pass


@attrs.frozen
class Writing:
    name: str

    def __init__(self, name):
        object.__setattr__(self, "name", name * 2)


@attrs.frozen(init=False)
class Blank:
    pass


@attrs.frozen
class Converting:
    name: str = attrs.field(
        converter=attrs.Converter(lambda value, self: f"{type(self).__name__} {value}", takes_self=True)
    )


@pytest.mark.parametrize(
    "entity",
    [
        cls("Jo")
        for cls in (
            Hearing,
            Making,
            Wide,
            Loose,
            Hashed,
            Keeping,
            Deriving,
            Finishing,
            Preparing,
            Writing,
            Converting,
        )
    ],
    ids=lambda entity: type(entity).__name__,
)
def test_an_entity_that_is_more_than_its_fields_is_made_anew(entity):
    assert not can_copy(type(entity))
    before = hash(entity)
    copied, made = replaced(entity, {"name": "Al"}), attrs.evolve(entity, name="Al")
    assert (copied, hash(copied), held(copied)) == (made, hash(made), held(made))
    assert hash(entity) == before
    assert Told.derived == ["Hearing", "Hearing"], "attrs makes a class with slots of the first"


@pytest.mark.parametrize("cls", [int, Blank])
def test_what_attrs_writes_no_init_for_cannot_be_copied(cls):
    assert not can_copy(cls)


class Scribbled(Change):
    """An entity that anything can be noted on."""


def test_what_was_noted_on_an_entity_is_left_behind_as_attrs_does():
    noted = Scribbled(field="end")
    object.__setattr__(noted, "note", "see me")
    copied, made = replaced(noted, {"after": "2019"}), attrs.evolve(noted, after="2019")
    assert (type(copied), copied, held(copied)) == (Scribbled, made, held(made))
    assert "note" not in held(copied)


@attrs.define
class Draft:
    """A stranger's entity that can be changed."""

    state: str = attrs.field(default="", converter=str.strip, validator=attrs.validators.max_len(3))
    _hidden: int = 0


def test_a_copy_of_an_entity_that_can_be_changed_can_be_changed_too():
    copied = replaced(Draft(), {"state": " on "})
    copied.state = "off"
    assert copied == Draft("off")


@pytest.mark.parametrize("changes", [{"state": "later"}, {"hidden": 1}, {"state": 7}])
def test_a_strangers_converters_validators_and_names_count(changes):
    assert outcome(lambda: replaced(Draft(), changes)) == outcome(lambda: attrs.evolve(Draft(), **changes))
