"""Faults planted in a sound lifecycle, one at a time: each is found by the check that claims it, and by no other."""

import attrs
import pytest

from govkit import Toolkit, Workflow, verify
from govkit.errors import DefinitionError
from govkit.workflow import AS_OF, WHY, All, Any_, Compare, Field, Not, Present, Row, State
from govkit.workflow.verify import CHECKS, Kind

OWNER = Field("owner", "an owner")
DUE = Field("due.last", "the last day of the deadline")
DUE_BEFORE = Field("before.due.last", "the deadline so far")
END = Field("end", "an end date")
SCORE = Field("score", "the score")
CALM = Field("calm", "whether all is calm")
PAST = Compare(DUE, "<", AS_OF)

SOUND = Workflow(
    id="sound",
    title="Sound",
    kind="action",
    initial="open",
    states=(
        State("open", "Open", holds=Not(Present(END))),
        State("late", "Late", holds=PAST),
        State("done", "Done", final=True, holds=Present(END)),
    ),
    rows=(
        Row("lapse", "open", "late", after=DUE, changes=()),
        Row("extend", "late", "open", guard=All(Compare(DUE, ">=", AS_OF), Not(Present(END))), changes=("deadline",)),
        Row("finish", ("open", "late"), "done", guard=All(Present(END), Present(OWNER)), changes=("end", "owner")),
        Row("reopen", "done", "open", guard=Present(WHY), reopens=True, clears=("end",), changes=()),
    ),
    source="made up",
)  # fmt: skip
LAPSE, EXTEND, FINISH, REOPEN = range(4)


def with_rows(*rows, states=(), **changes):
    return attrs.evolve(SOUND, rows=(*SOUND.rows, *rows), states=(*SOUND.states, *states), **changes)


def with_row(place, **changes):
    rows = [attrs.evolve(row, **changes) if at == place else row for at, row in enumerate(SOUND.rows)]
    return attrs.evolve(SOUND, rows=tuple(rows))


def with_state(name, **changes):
    states = [attrs.evolve(state, **changes) if state.name == name else state for state in SOUND.states]
    return attrs.evolve(SOUND, states=tuple(states))


HELD = State("held", "On hold")
HOLD = Row("hold", "open", "held")
RELEASE = Row("release", "held", "open")
RESTLESS = with_rows(
    Row("hold", "open", "held", guard=Compare(SCORE, ">", 9), by_itself=True),
    Row("release", "held", "open", guard=Compare(SCORE, ">", 8), by_itself=True),
    states=[HELD],
    facts=(SCORE,),
)

SEEDED = {
    "a state that no row leads to": (
        with_rows(RELEASE, states=[HELD]),
        "every-state-reached",
        '"held" cannot be reached from "open": no row leads there',
        ("held",),
        (),
    ),
    "states that lead only to each other": (
        with_rows(RELEASE, Row("freeze", "held", "frozen"), Row("thaw", "frozen", "held"),
                  states=[HELD, State("frozen", "Frozen")]),
        "every-state-reached",
        '"held" cannot be reached from "open": rows lead there only from "frozen", out of reach too',
        ("held",),
        ("thaw",),
    ),
    "a state that nothing leads out of": (
        with_rows(HOLD, states=[HELD]),
        "end-in-reach",
        'from "held" no final state can be reached: no row leads out of it',
        ("held",),
        (),
    ),
    "a circle without a way out": (
        with_rows(HOLD, Row("freeze", "held", "frozen"), Row("thaw", "frozen", "held"),
                  states=[HELD, State("frozen", "Frozen")]),
        "end-in-reach",
        'from "held" no final state can be reached: its rows lead to "frozen" alone',
        ("held",),
        ("freeze",),
    ),
    "a lifecycle that comes round, and a state it does not come back from": (
        attrs.evolve(
            SOUND,
            states=(*(attrs.evolve(state, final=False) for state in SOUND.states), HELD),
            rows=(*SOUND.rows[:3], attrs.evolve(SOUND.rows[REOPEN], reopens=False), HOLD),
        ),
        "end-in-reach",
        'from "held" nothing leads back to "open": no row leads out of it',
        ("held",),
        (),
    ),
    "a way out of a final state": (
        with_row(REOPEN, reopens=False),
        "final-stays-final",
        'row 4 (reopen from "done" to "open") leads out of "done", which is final, and is not said to reopen',
        ("done",),
        ("reopen",),
    ),
    "a row said to reopen what is not final": (
        with_row(EXTEND, reopens=True),
        "reopens-what-is-final",
        'row 2 (extend from "late" to "open") is marked as reopening and starts from "late", which is not final',
        ("late",),
        ("extend",),
    ),
    "a row said to reopen that stays": (
        with_rows(Row("note", "done", None, reopens=True)),
        "reopens-what-is-final",
        'row 5 (note within "done") is marked as reopening and does not lead out of "done"',
        ("done",),
        ("note",),
    ),
    "a reopening that nobody decides": (
        with_rows(Row("revive", "done", "late", after=DUE, reopens=True)),
        "reopened-by-people",
        'row 5 (revive from "done" to "late") leads out of "done", which is final, by itself',
        ("done",),
        ("revive",),
    ),
    "a guard that contradicts the day": (
        with_rows(Row("rot", "open", "late", after=DUE, guard=Compare(DUE, ">=", AS_OF))),
        "guards-can-hold",
        ('row 5 (rot from "open" to "late") can never be taken: it asks that the last day of the deadline comes before '
        "the day in question and the last day of the deadline does not come before the day in question"),
        ("open",),
        ("rot",),
    ),
    "a guard on part of what is missing": (
        with_rows(Row("doubt", "open", "late", guard=All(Not(Present(Field("due"))), PAST))),
        "guards-can-hold",
        None,
        ("open",),
        ("doubt",),
    ),
    "a state in which nothing can rightly be": (
        with_state("late", holds=All(PAST, Compare(DUE, ">", AS_OF))),
        "guards-can-hold",
        ('nothing is ever rightly in "late": there the last day of the deadline comes before the day in question and '
        "the last day of the deadline comes after the day in question"),
        ("late",),
        (),
    ),
    "a row that fires by itself and asks for a reason": (
        with_rows(Row("drop", "open", "done", guard=All(Present(END), Present(WHY)), by_itself=True)),
        "automatic-rows-can-fire",
        ('row 5 (drop from "open" to "done") is to fire by itself and never does: in a sweep nobody acts, no reason is '
        "given and nothing is changed, and it asks that an end date is recorded and the reason is recorded"),
        ("open",),
        ("drop",),
    ),
    "a row that fires by itself once something is changed": (
        with_rows(Row("drop", "open", "late", guard=All(PAST, Compare(DUE, ">", DUE_BEFORE)), by_itself=True)),
        "automatic-rows-can-fire",
        None,
        ("open",),
        ("drop",),
    ),
    "a row behind one that asks for less": (
        with_rows(
            Row("finish", "late", "open", guard=All(Present(END), Present(OWNER), PAST), clears=("end",),
                changes=("end", "owner")),
        ),
        "no-row-shadowed",
        ('row 5 (finish from "late" to "open") is never taken from "late": whenever it could be, '
        'row 3 (finish from "open", "late" to "done") comes first'),
        ("late",),
        ("finish",),
    ),
    "a row behind two that leave nothing": (
        with_rows(
            Row("sort", "open", "late", guard=PAST),
            Row("sort", "open", None, guard=Not(PAST)),
            Row("sort", "open", "done", guard=Present(END)),
        ),
        "no-row-shadowed",
        ('row 7 (sort from "open" to "done") is never taken from "open": whenever it could be, '
        'row 5 (sort from "open" to "late") or row 6 (sort within "open") comes first'),
        ("open",),
        ("sort",),
    ),
    "two rows of one trigger for one case": (
        with_rows(
            Row("sort", "open", "late", guard=Compare(SCORE, ">=", 9)),
            Row("sort", "open", None, guard=Compare(SCORE, "<=", 9)),
            facts=(SCORE,),
        ),
        "one-row-at-a-time",
        ('from "open" row 5 (sort from "open" to "late") and row 6 (sort within "open") can both be taken, when the '
        "score does not come before 9 and the score does not come after 9"),
        ("open",),
        ("sort",),
    ),
    "two rows to one state that clear different fields": (
        with_rows(
            Row("sort", ("open", "late"), "done", guard=All(Present(OWNER), Present(END)), clears=("notes",)),
            Row("sort", ("open", "late"), "done", guard=All(PAST, Present(END))),
        ),
        "one-row-at-a-time",
        None,
        ("open", "late"),
        ("sort",),
    ),
    "rows that fire by themselves in a circle": (
        RESTLESS,
        "comes-to-rest",
        ('a sweep never comes to rest from "open", when the score comes after 9 and the score comes after 8: '
        'row 5 (hold from "open" to "held"), then row 6 (release from "held" to "open"), and so on'),
        ("open", "held"),
        ("hold", "release"),
    ),
    "a row that fires by itself and stays": (
        with_rows(Row("remind", "late", None, guard=PAST, by_itself=True)),
        "comes-to-rest",
        ('a sweep never comes to rest from "late", when the last day of the deadline comes before the day in question: '
        'row 5 (remind within "late"), and so on'),
        ("late",),
        ("remind",),
    ),
    "a slip in a name": (
        with_row(FINISH, guard=All(Present(END), Present(Field("ownr")))),
        "names-known",
        ('row 3 (finish from "open", "late" to "done") reads "ownr", and Action has no "ownr", nor is there such a fact; '
        'did you mean "owner"?'),
        ("open", "late"),
        ("finish",),
    ),
    "a slip in a part of a name": (
        with_state("late", holds=Compare(Field("before.due.lst"), "<", AS_OF)),
        "names-known",
        'what holds in "late" reads "before.due.lst", and WrittenDate has no "lst"; did you mean "last"?',
        ("late",),
        (),
    ),
    "a fact that is not declared": (
        with_rows(Row("sort", "open", "late", guard=Compare(Field("above_tolerance"), "==", True))),
        "names-known",
        None,
        ("open",),
        ("sort",),
    ),
    "a row that waits for no day": (
        with_row(LAPSE, after=Field("owner")),
        "waits-for-a-day",
        None,
        ("open",),
        ("lapse",),
    ),
    "a row that takes effect on no day": (
        with_row(FINISH, since=END),
        "waits-for-a-day",
        None,
        ("open", "late"),
        ("finish",),
    ),
    "a slip in the day a row takes effect on": (
        with_row(FINISH, since=Field("ned.last", "the end date")),
        "names-known",
        None,
        ("open", "late"),
        ("finish",),
    ),
    "a date as written compared with a day": (
        with_rows(Row("sort", "open", "late", guard=Compare(Field("due", "the deadline"), "!=", AS_OF))),
        "compares-like-with-like",
        'row 5 (sort from "open" to "late") compares "due", which is a WrittenDate, with "as_of", which is a day',
        ("open",),
        ("sort",),
    ),
    "an order asked of dates as written": (
        with_rows(Row("sort", "open", "late", guard=Compare(Field("start"), "<", Field("end")))),
        "compares-like-with-like",
        'row 5 (sort from "open" to "late") asks for the order of "start" and "end", and a WrittenDate has none',
        ("open",),
        ("sort",),
    ),
    "a fact compared with a number and with a text": (
        with_rows(
            Row("sort", "open", "late", guard=Any_(Compare(SCORE, "<", 9), Compare(SCORE, "==", "High"))),
            facts=(SCORE,),
        ),
        "compares-like-with-like",
        'row 5 (sort from "open" to "late") compares "score" as a number and as a text',
        ("open",),
        ("sort",),
    ),
    "a change of what cannot be changed": (
        with_row(EXTEND, changes=("due",)),
        "changes-what-can-change",
        None,
        ("late",),
        ("extend",),
    ),
    "a clearing of what cannot be changed": (
        with_row(REOPEN, clears=("end", "ref")),
        "changes-what-can-change",
        None,
        ("done",),
        ("reopen",),
    ),
    "a clearing of what has to be there": (
        with_row(REOPEN, clears=("end", "title")),
        "changes-what-can-change",
        'row 4 (reopen from "done" to "open") clears "title", a field that cannot be empty',
        ("done",),
        ("reopen",),
    ),
    "a lifecycle without a title": (
        attrs.evolve(SOUND, title=" "), "explains-itself", "the lifecycle has no title", (), (),
    ),
    "a state without a title": (
        with_state("late", title=""), "explains-itself", 'the state "late" has no title', ("late",), (),
    ),
    "a field without a label": (
        with_row(FINISH, guard=All(Present(END), Present(Field("owner", "")))),
        "explains-itself",
        '"owner", which row 3 (finish from "open", "late" to "done") reads, has no label',
        ("open", "late"),
        ("finish",),
    ),
    "a fact without a label": (
        with_rows(Row("sort", "open", "late", guard=Compare(CALM, "==", True)), facts=(Field("calm", " "),)),
        "explains-itself",
        'the fact "calm" has no label',
        (),
        (),
    ),
}  # fmt: skip


def test_the_sound_lifecycle_has_no_fault_and_nothing_to_advise():
    result = verify(SOUND)
    assert (result.faults, result.advice, result.not_evaluated) == ((), (), ())
    result.raise_faults()


@pytest.mark.parametrize("seed", SEEDED)
def test_a_seeded_fault_is_found_by_the_check_that_claims_it_and_by_no_other(seed):
    workflow, check, message, states, triggers = SEEDED[seed]
    result = verify(workflow)
    assert {entry.check for entry in result.faults} == {check}
    entry = result.of(check)[0]
    assert entry.kind is Kind.FAULT
    assert message is None or entry.message == message
    assert (entry.states, entry.triggers) == (states, triggers)
    with pytest.raises(DefinitionError, match="workflow sound") as caught:
        result.raise_faults()
    assert caught.value.problems[0] == f"{check}: {entry.message}"


def test_every_fault_there_is_a_check_for_is_seeded():
    assert {check for _, check, *_ in SEEDED.values()} == {
        check.name for check in CHECKS if check.kind is Kind.FAULT
    }


def test_every_shipped_lifecycle_is_without_fault():
    for workflow in Toolkit.installed().workflows.values():
        result = verify(workflow)
        assert (result.faults, result.advice, result.not_evaluated) == ((), (), ())
