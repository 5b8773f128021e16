"""The index of days that items wait for, and the sweep that passes by what waits."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Action, Toolkit
from govkit.errors import DefinitionError, UnknownNameError
from govkit.model import Origin
from govkit.workflow import DueIndex, Field, Row, State, Workflow, sweep

KIT = Toolkit.installed()
ACTION = KIT.workflows["action"]
DAY = date(2019, 10, 9)
DEADLINES = st.integers(-30, 30).map(lambda days: DAY + timedelta(days=days)) | st.sampled_from(
    [None, "", "ongoing", "Mar-20", "2019/20", "tbc"]
)
STATES = st.sampled_from([None, "open", "ongoing", "overdue", "closed"])


def items_of(drawn):
    return [
        (Action(ref=str(at), title="T", deadline=deadline, state=state), str(at))
        for at, (deadline, state) in enumerate(drawn)
    ]


@given(
    st.lists(st.tuples(DEADLINES, STATES, DEADLINES, st.none() | DEADLINES), max_size=12),
    st.integers(-40, 40),
)
def test_a_sweep_of_what_the_index_tells_makes_the_events_of_a_sweep_of_all(drawn, days):
    items, as_of = items_of([each[:2] for each in drawn]), DAY + timedelta(days=days)
    items = [
        (attrs.evolve(item, end=end, origin=raised and Origin(kind="meeting", raised=raised)), ref)
        for (item, ref), (_, _, end, raised) in zip(items, drawn, strict=True)
    ]
    told = DueIndex(ACTION, items).over_by(as_of)
    events = sweep(ACTION, items, as_of=as_of)[1]
    assert {event.ref: event for event in sweep(ACTION, told, as_of=as_of)[1]} == {
        event.ref: event for event in events
    }
    assert {ref for item, ref in told if not item.end and not item.origin} <= {event.ref for event in events}


def test_what_ended_in_time_is_told_and_not_moved():
    items = [(Action(ref="1", title="T", deadline="2018-12-31", end="2018-12-01"), "1")]
    told = DueIndex(ACTION, items).over_by(DAY)
    assert ([ref for _, ref in told], sweep(ACTION, told, as_of=DAY)[1]) == (["1"], [])


@given(st.lists(st.tuples(DEADLINES, STATES), max_size=12))
def test_what_is_due_on_a_day_moves_on_the_day_after(drawn):
    items = items_of(drawn)
    index = DueIndex(ACTION, items)
    before, after = ({ref for _, ref in index.over_by(DAY + timedelta(days=days))} for days in (0, 1))
    assert {ref for _, ref in index.on(DAY)} == after - before


def test_the_longest_wait_comes_first():
    items = items_of([("2019-05-01", "open"), ("2018-05-01", "open"), ("2030", "open")])
    assert [ref for _, ref in DueIndex(ACTION, items).over_by(DAY)] == ["1", "0"]


def test_where_more_than_days_decides_no_index_can_tell():
    with pytest.raises(
        DefinitionError, match="in open, escalated, accepted something else than days of the item decides"
    ):
        DueIndex(KIT.workflows["risk"], [])
    with pytest.raises(DefinitionError, match="in confirmed something else than days"):
        DueIndex(KIT.workflows["review"], [])


def test_a_day_that_is_no_day_is_looked_at_and_said():
    odd = Workflow(
        id="odd",
        title="Odd",
        kind="action",
        initial="open",
        states=(State("open", "Open"), State("done", "Done", final=True)),
        rows=(Row("lapse", "open", "done", after=Field("due.text")),),
    )
    action = Action(ref="1", title="T", deadline="2019")
    with pytest.raises(DefinitionError, match="str and date have no order"):
        sweep(odd, [(action, "1")], as_of=DAY)
    assert DueIndex(odd, [(action, "1")]).over_by(DAY) == []


def test_an_item_in_a_state_that_is_none_is_never_passed_by():
    lost = attrs.evolve(Action(ref="1", title="T"), state="gone")
    for ask in (lambda index: index.over_by(DAY), lambda index: index.on(DAY)):
        with pytest.raises(UnknownNameError) as caught:
            ask(DueIndex(ACTION, [(lost, "R1/1")]))
        assert str(caught.value).endswith("known: open, ongoing, overdue, closed (R1/1)")
    with pytest.raises(UnknownNameError, match='there is no state "gone" in workflow action'):
        sweep(ACTION, [(lost, "1")], as_of=DAY)


def test_a_day_that_is_a_field_by_itself_is_swept_as_well_and_has_no_index():
    plain = Workflow(
        id="plain",
        title="Plain",
        kind="action",
        initial="open",
        states=(State("open", "Open"), State("done", "Done", final=True)),
        rows=(Row("lapse", "open", "done", after=Field("owner")),),
    )
    action = Action(ref="1", title="T")
    assert sweep(plain, [(action, "1")], as_of=DAY) == ([action], [])
    with pytest.raises(DefinitionError, match="in open something else than days"):
        DueIndex(plain, [])
