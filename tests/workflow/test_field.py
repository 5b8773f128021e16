"""What guards read: a name that leads nowhere is an error of the definition, whatever an item happens to hold."""

from datetime import date
from types import SimpleNamespace

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Action, Risk, Workflow, verify
from govkit.errors import DefinitionError
from govkit.model import Review
from govkit.workflow import Compare, Field, Present, Row, State, View, why_not

DAY = date(2026, 3, 1)
BARE = Action(ref="A1", title="Mend the roof")
DUE = attrs.evolve(BARE, deadline="31/05/2026")
UNREADABLE = attrs.evolve(BARE, deadline="soon")
NO_LST = 'WrittenDate has no "lst"; did you mean "last"?'


def value(item, name, before=None, **facts):
    return View(item, before or item, {"as_of": DAY, "by": None, "why": None, **facts}).value(
        Field(name).parts
    )


@pytest.mark.parametrize("item", [BARE, DUE, UNREADABLE], ids=["no deadline", "a deadline", "unreadable"])
@pytest.mark.parametrize("name", ["due.lst", "before.due.lst"])
@pytest.mark.parametrize(
    "guard", [Present, lambda field: Compare(field, "<", DAY)], ids=["present", "compare"]
)
def test_a_misspelt_part_of_a_field_is_an_error_whether_or_not_the_field_is_recorded(guard, name, item):
    workflow = Workflow(
        id="w", title="W", kind="action", initial="a", states=(State("a", "A"), State("b", "B", final=True)),
        rows=(Row("go", "a", "b", guard=guard(Field(name))),),
    )  # fmt: skip
    with pytest.raises(DefinitionError) as caught:
        why_not(workflow, item, "go", as_of=DAY)
    assert caught.value.problems == (NO_LST,)
    (fault,) = verify(workflow).of("names-known")
    assert fault.message == f'row 1 (go from "a" to "b") reads "{name}", and {NO_LST}'


@pytest.mark.parametrize(
    ("item", "name", "fault"),
    [
        (UNREADABLE, "due.last.yeer", 'date has no "yeer"; did you mean "year"?'),
        (Review(), "last.lst", NO_LST),
        (Risk(ref="R1", title="T"), "review.lst", 'Review has no "lst"; did you mean "last"?'),
    ],
)
def test_it_is_found_as_deep_down_as_the_model_tells(item, name, fault):
    with pytest.raises(DefinitionError) as caught:
        value(item, name)
    assert caught.value.problems == (fault,)


@pytest.mark.parametrize(
    "look",
    [
        lambda: value(SimpleNamespace(due=None), "due.lst"),
        lambda: value(BARE, "score.of", score=None),
        lambda: value(BARE, "score.of.it", score=SimpleNamespace(of=None)),
        lambda: value(BARE, "due.last"),
        lambda: value(BARE, "before.due.last"),
        lambda: value(BARE, "before.due.lst", before=SimpleNamespace(due=None)),
    ],
    ids=["a stranger's item", "a fact", "a part of one", "no slip", "no slip before", "a stranger's before"],
)
def test_where_nothing_says_what_could_be_there_what_is_missing_is_missing(look):
    assert look() is None


FIELDS = sorted(attrs.fields_dict(Action).keys() | {"due"})


@given(
    st.sampled_from(FIELDS),
    st.sampled_from(["last", "lst", "first.year", "first.yeer", "text", "txt", "kind", "who"]),
    st.sampled_from([BARE, DUE, UNREADABLE, attrs.evolve(DUE, start="", end="2026", owner="Clerk")]),
)
def test_verify_and_reading_agree_on_what_leads_somewhere(field, part, item):
    name = f"{field}.{part}"
    workflow = Workflow(
        id="w", title="W", kind="action", initial="a", states=(State("a", "A"), State("b", "B", final=True)),
        rows=(Row("go", "a", "b", guard=Present(Field(name))),),
    )  # fmt: skip
    said = [fault.message for fault in verify(workflow).of("names-known")]
    try:
        value(item, name)
        slips = []
    except DefinitionError as error:
        slips = [f'row 1 (go from "a" to "b") reads "{name}", and {fault}' for fault in error.problems]
    assert slips == said
