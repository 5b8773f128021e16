"""A text that says something: what counts as one, and that no entity, scheme or occasion takes another."""

import json
import re
import tomllib
from datetime import date
from importlib.resources import files

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Toolkit, model
from govkit.errors import BlankTextError, DefinitionError, LoadError
from govkit.formats.fault import broken
from govkit.io import loads
from govkit.model import Acceptance, Action, Register, Risk
from govkit.model.constraint import Text, says_something
from govkit.scoring import Band, Category, Factor, FactorLevel, Scheme
from govkit.testing import strategies
from govkit_workflows.action import ACTION

VALIDATOR = jsonschema.Draft202012Validator(
    json.loads(files("govkit.scoring").joinpath("scheme.schema.json").read_text(encoding="utf-8"))
)
BLANKS = ("", " ", "\t\n", "\xa0", "\u2028")
ENTITIES = [each for each in vars(model).values() if isinstance(each, type) and attrs.has(each)]
TEXTS = [
    (entity, field)
    for entity in ENTITIES
    for field in attrs.fields(entity)
    if field.type in (Text, Text | None, tuple[Text, ...])
]


@given(st.text())
def test_a_text_says_something_unless_nothing_is_left_of_it_without_blanks(text):
    assert says_something(text) == bool(text.strip())


@given(strategies.texts() | strategies.short_texts())
def test_texts_that_are_drawn_say_something(text):
    assert says_something(text)


def test_there_are_texts_to_try():
    assert {(entity.__name__, field.name) for entity, field in TEXTS} > {
        ("Risk", "title"), ("Risk", "causes"), ("Acceptance", "by"), ("Acceptance", "why"), ("Event", "ref"),
        ("Register", "notes"), ("Control", "title"), ("Indicator", "unit"), ("Body", "leads"),
    }  # fmt: skip


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(
    ("entity", "field"), TEXTS, ids=[f"{entity.__name__}.{field.name}" for entity, field in TEXTS]
)
def test_no_entity_made_in_python_takes_a_blank_text(entity, field, blank):
    several = field.type not in (Text, Text | None)
    with pytest.raises(BlankTextError) as caught:
        field.validator(object.__new__(entity), field, ("x", blank) if several else blank)
    word = "blank" if blank else "empty"
    assert caught.value.field == f"{entity.__name__}.{field.name}{'[1]' if several else ''}"
    assert str(caught.value).endswith(f": the text is {word}; write one or leave the key out")


def test_an_acceptance_and_a_lead_that_are_blank_are_refused_with_their_place():
    with pytest.raises(
        BlankTextError, match=r"^Acceptance.by: the text is blank; write one or leave the key out$"
    ):
        Acceptance(by=" ", why="costs")
    risk = Risk(ref="R", title="T")
    with pytest.raises(BlankTextError, match=r"^Risk.executive_lead: "):
        attrs.evolve(risk, executive_lead=" ")
    with pytest.raises(BlankTextError, match=r"^Risk.effects\[0\]: "):
        Risk(ref="R", title="T", effects=(" ",))
    assert Risk(ref="R", title="T", causes=(1,)).causes == (1,)  # told with its place once it is saved


def test_a_file_is_told_every_blank_text_with_its_line():
    text = """register: r
title: "  "
risks:
  - ref: R
    title: T
    executive_lead: " "
    acceptances: [{by: " ", why: "\t"}]
"""
    with pytest.raises(LoadError) as caught:
        loads(text, "x.yaml")
    said = "the text is blank; write one or leave the key out"
    assert [str(each) for each in caught.value.problems] == [
        f"x.yaml:2:8: /title: {said}",
        f"x.yaml:6:21: /risks/0/executive_lead: {said}",
        f"x.yaml:7:24: /risks/0/acceptances/0/by: {said}",
        f"x.yaml:7:34: /risks/0/acceptances/0/why: {said}",
    ]


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize("name", ["by", "why"])
def test_who_and_why_are_a_text_or_nothing(name, blank):
    action = Action(ref="A", title="T")
    kit = Toolkit.installed()
    for ask in (kit.why_not, kit.fire):
        with pytest.raises(BlankTextError, match=f"^{name}: the text is "):
            ask(action, "start", as_of=date(2019, 1, 1), **{name: blank})
    with pytest.raises(BlankTextError, match=r"^Action.owner: the text is "):
        kit.fire(action, "start", as_of=date(2019, 1, 1), owner=blank)
    register = Register(ref="r", title="T", actions=(action,))
    assert kit.fire_at(register, "A", "start", as_of=date(2019, 1, 1), by="Clerk")[1].by == "Clerk"
    assert ACTION.occasion(None, as_of=date(2019, 1, 1))["by"] is None


SCHEME = """id = "s"
version = "1"
title = "S"
source = "here"
matrix = { across = "likelihood", up = "impact", rows = [[2, 4], [1, 3]] }
bands = [{ label = "Low", first = 1, last = 4 }]
[[factors]]
key = "likelihood"
levels = ["Rare", "Likely"]
[[factors]]
key = "impact"
levels = [{ label = "Minor", description = "small" }, "Major"]
"""


@pytest.mark.parametrize(
    ("old", "path"),
    [
        ('"Rare"', "/factors/0/levels/0/label"), ('"Minor"', "/factors/1/levels/0/label"),
        ('"small"', "/factors/1/levels/0/description"), ('"Low"', "/bands/0/label"),
        ('"1"', "/version"), ('"S"', "/title"), ('"here"', "/source"),
    ],
)  # fmt: skip
def test_a_blank_text_in_a_scheme_file_is_refused_as_an_empty_one_is_and_by_the_schema(old, path):
    assert VALIDATOR.is_valid(tomllib.loads(SCHEME))
    Scheme.from_toml_text(SCHEME, "s.toml")
    for blank in ('""', '"  "'):
        text = SCHEME.replace(old, blank)
        with pytest.raises(LoadError) as caught:
            Scheme.from_toml_text(text, "s.toml")
        (problem,) = caught.value.problems
        word = "blank" if blank.strip('"') else "empty"
        assert problem.path == path
        assert problem.message == f"the text is {word}; write one or leave the key out"
        assert not VALIDATOR.is_valid(tomllib.loads(text))


def matrix(**changes):
    plain = {"version": "1", "title": "S", "source": "here", "rows": [[1, 2]], "assumed": ()}
    likelihood, impact = Factor.numbered("likelihood", ["a", "b"]), Factor.numbered("impact", ["a"])
    return Scheme.matrix("s", across=likelihood, up=impact, **{**plain, **changes})


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: FactorLevel(number=1, label=" "), "label: "),
        (lambda: FactorLevel(number=1, label="a", key=" ", description=""), "description: "),
        (lambda: Factor.numbered("likelihood", ["a", " "]), "labels[1]: "),
        (lambda: Factor.numbered("likelihood", ["a"], label=" "), "label: "),
        (lambda: Category("money", " "), "label: "),
        (lambda: Band(key="low", label=" "), "label: "),
        (lambda: Band(key="low", label="Low", response=" "), "response: "),
        (lambda: matrix(title=" "), "title: "),
        (lambda: matrix(assumed=["one", " "]), "assumed[1]: "),
    ],
)
def test_a_blank_text_in_a_scheme_made_in_python_is_refused(make, said):
    with pytest.raises(DefinitionError) as caught:
        make()
    assert any(re.fullmatch(re.escape(said) + "the text is (blank|empty); write one or leave the key out", each)
               for each in caught.value.problems)  # fmt: skip


def test_the_constraint_is_the_same_everywhere():
    (constraint,) = Text.__metadata__
    assert broken(constraint, "x") is None
    assert broken(constraint, " ") == "the text is blank; write one or leave the key out"
