"""Advice, information, what cannot be told, and what was examined."""

from datetime import datetime
from decimal import Decimal

import attrs
import pytest

from govkit import Verification, Workflow, verify
from govkit.workflow import AS_OF, BY, WHY, All, Any_, Compare, Field, Guard, Not, Present, Row, State
from govkit.workflow.verify import BOUND, Gap, Kind
from govkit_workflows.action import ACTION

OWNER = Field("owner", "an owner")
DUE = Field("due.last", "the last day of the deadline")
END = Field("end", "an end date")
SCORE = Field("score", "the score")
PAST = Compare(DUE, "<", AS_OF)


def lifecycle(*rows, kind="action", states=(), facts=(), holds=None):
    """A lifecycle from "open" to "done", with more rows."""
    return Workflow(
        id="w",
        title="W",
        kind=kind,
        initial="open",
        states=(State("open", "Open"), State("done", "Done", final=True, holds=holds), *states),
        rows=(Row("finish", "open", "done"), *rows),
        facts=facts,
    )


def advice(workflow):
    result = verify(workflow)
    assert result.faults == ()
    return {entry.check: entry.message for entry in result.advice}


def untold(workflow, **options):
    return {each.check: each.why for each in verify(workflow, **options).not_evaluated}


def test_the_result_names_the_lifecycle_its_version_and_what_was_examined():
    result = verify(ACTION)
    assert isinstance(result, Verification)
    assert (result.workflow, result.version) == ("action", ACTION.version)
    assert result.examined == "4 states, 6 rows and 9 simple conditions were examined."
    assert verify(lifecycle()).examined == "2 states, 1 row and 0 simple conditions were examined."


def test_a_state_that_only_people_lead_out_of_is_information_and_no_fault():
    result = verify(ACTION)
    (entry,) = result.information
    assert entry == result.of("leads-on-by-itself")[0]
    assert entry.kind is Kind.INFORMATION
    assert (entry.message, entry.states, entry.triggers) == (
        'from "overdue" only people lead on: extend, close',
        ("overdue",),
        ("extend", "close"),
    )
    result.raise_faults()


def test_a_state_without_any_way_out_is_not_said_to_wait_for_people():
    held = State("held", "Held")
    assert [
        entry.states for entry in verify(lifecycle(Row("hold", "open", "held"), states=[held])).information
    ] == [("open",)]


def test_a_guard_that_always_holds_is_advice():
    always = Any_(Present(OWNER), Not(Present(OWNER)))
    assert advice(lifecycle(Row("go", "open", None, guard=always))) == {
        "guards-can-fail": f'the guard of row 2 (go within "open") always holds: {always.sentence()}'
    }
    day = Row("go", "open", "done", after=DUE, guard=Present(DUE))
    assert advice(lifecycle(day)) == {
        "guards-can-fail": 'the guard of row 2 (go from "open" to "done") always holds once the last day of the '
        "deadline is over: the last day of the deadline is recorded"
    }
    assert advice(lifecycle(holds=always)) == {
        "guards-can-fail": f'what holds in "done" holds everywhere: {always.sentence()}'
    }


def test_what_cannot_be_missing_is_always_recorded():
    assert list(advice(lifecycle(Row("go", "open", None, guard=Present(AS_OF))))) == ["guards-can-fail"]
    assert list(advice(lifecycle(Row("go", "open", None, guard=Present(Field("updates")))))) == [
        "guards-can-fail"
    ]
    # A title has to be there and can be blank.
    assert advice(lifecycle(Row("go", "open", None, guard=Present(Field("title"))))) == {}


def test_a_row_into_a_state_where_the_opposite_holds_is_advice():
    row = Row("doze", "open", "done", guard=Present(END))
    ending = lifecycle(row, holds=Not(Present(Field("end.last", "a readable end"))))
    assert advice(ending) == {}, "an end that nobody can read is no contradiction"
    assert advice(lifecycle(row, holds=Not(Present(END)))) == {
        "holds-on-arrival": 'row 2 (doze from "open" to "done") leads into "done" only when it does not hold there '
        "that an end date is not recorded"
    }
    assert advice(lifecycle(attrs.evolve(row, clears=("end",)), holds=Not(Present(END)))) == {}


def test_rows_that_do_the_same_are_advice():
    rows = [Row("go", "open", "done", guard=Present(OWNER)), Row("go", "open", "done", guard=Present(END))]
    assert advice(lifecycle(*rows)) == {
        "alike-rows-are-one": 'from "open" row 2 (go from "open" to "done") and row 3 (go from "open" to "done") do '
        "the same and can both be taken, when an owner is recorded and an end date is recorded"
    }


def test_two_rows_without_guards_overlap_always():
    rows = [Row("go", "open", "done", changes=("owner",)), Row("go", "open", None, changes=("end",))]
    (fault,) = verify(lifecycle(*rows)).faults
    assert fault.message == (
        'from "open" row 2 (go from "open" to "done") and row 3 (go within "open") can both be taken, always'
    )


def test_rows_that_allow_different_changes_are_open_at_once_only_without_any():
    moved = Compare(DUE, ">", Field("before.due.last", "the deadline so far"))
    rows = [
        Row("go", "open", "done", guard=moved, changes=("deadline",)),
        Row("go", "open", None, guard=Present(OWNER), changes=("owner",)),
    ]
    assert verify(lifecycle(*rows)).of("one-row-at-a-time") == ()
    assert verify(lifecycle(*(attrs.evolve(row, changes=None) for row in rows))).of("one-row-at-a-time")


def test_a_row_that_allows_more_changes_is_not_behind_one_that_allows_fewer():
    fewer, more = (
        Row("go", "open", None, changes=("owner",)),
        Row("go", "open", None, changes=("owner", "end")),
    )
    assert verify(lifecycle(fewer, more)).of("no-row-shadowed") == ()
    assert verify(lifecycle(more, fewer)).of("no-row-shadowed")
    assert verify(lifecycle(attrs.evolve(more, changes=None), fewer)).of("no-row-shadowed")
    assert verify(lifecycle(fewer, attrs.evolve(more, changes=None))).of("no-row-shadowed") == ()


def test_a_declared_fact_is_to_be_read_and_to_have_a_name_of_its_own():
    score = Row("go", "open", None, guard=Compare(SCORE, ">", 3))
    assert advice(lifecycle(score, facts=(SCORE,))) == {}
    assert advice(lifecycle(facts=(SCORE,))) == {
        "facts-are-read": 'the fact "score" is declared, and nothing reads it'
    }
    own = Row("go", "open", None, guard=All(Present(OWNER), Present(WHY)))
    assert advice(lifecycle(own, facts=(OWNER,))) == {
        "facts-hide-nothing": 'the fact "owner" is called like a field of the kind "action", and hides it'
    }
    assert advice(lifecycle(own, facts=(WHY,))) == {
        "facts-hide-nothing": 'the fact "why" is called like "why", which is always there'
    }


def test_a_fact_with_parts_is_read_by_a_part_of_it():
    band = Row("go", "open", None, guard=Compare(Field("band.order"), ">", 3))
    assert advice(lifecycle(band, facts=(Field("band"),))) == {}
    assert list(advice(lifecycle(band, facts=(Field("band.order.of"),)))) == ["facts-are-read"]


def test_two_things_called_the_same_are_advice():
    row = Row(
        "go",
        "open",
        None,
        guard=All(Present(DUE), Present(Field("end.last", "The last day  of the deadline"))),
    )
    assert advice(lifecycle(row)) == {
        "own-words": '"due.last", "end.last" have one label, "the last day of the deadline"'
    }
    twin = State("again", "open")
    assert advice(lifecycle(Row("go", "open", "again"), Row("end", "again", "done"), states=[twin])) == {
        "own-words": 'the states "open", "again" have one title, "open"'
    }


def test_a_day_that_a_row_could_wait_for_is_named():
    result = verify(lifecycle(Row("lapse", "open", "done", after=Field("due"))))
    assert [entry.message for entry in result.faults] == [
        (
            'row 2 (lapse from "open" to "done") waits for "due", which is a WrittenDate and no day; a day is '
            '"due.day_after" or "due.first" or "due.last" or "due.surely"'
        )
    ]


def test_several_places_that_read_one_wrong_name_are_one_fault():
    wrong = Present(Field("revisions.deadline"))
    result = verify(lifecycle(Row("go", "open", None, guard=wrong), Row("end", "open", "done", guard=wrong)))
    assert [entry.message for entry in result.faults] == [
        (
            'row 2 (go within "open") and row 3 (end from "open" to "done") read "revisions.deadline", and tuple has no '
            '"deadline"; there are none'
        )
    ]


@pytest.mark.parametrize(
    "name",
    ["revised", "as_of.today", "why.strip", "before.revised", "_DATES", "due.kind.nam", "origin.kind.colour"],
)
def test_methods_and_slips_are_no_values(name):
    assert verify(lifecycle(Row("go", "open", None, guard=Present(Field(name))))).of("names-known")


@pytest.mark.parametrize(
    "name",
    ["as_of.year", "before", "before.owner", "due.readable", "origin.kind.value", "due.first.year", "times_moved",
     "score.of.anything", "address"],
)  # fmt: skip
def test_parts_of_what_is_there_are_known(name):
    workflow = lifecycle(Row("go", "open", None, guard=Present(Field(name))), facts=(SCORE,))
    assert verify(workflow).of("names-known") == ()


def test_of_a_kind_that_is_not_known_the_fields_are_not_evaluated():
    row = Row("go", "open", None, guard=Present(OWNER), changes=("owner",))
    sentence = (
        'what an item of the kind "meeting" has is not known; known kinds: action, assurance, review, risk'
    )
    assert untold(lifecycle(row, kind="meeting")) == {
        "names-known": sentence,
        "changes-what-can-change": sentence,
    }
    assert (
        untold(
            lifecycle(
                Row("go", "open", None, guard=All(Present(BY), Present(SCORE))),
                kind="meeting",
                facts=(SCORE,),
            )
        )
        == {}
    )
    (line,) = {
        str(each)
        for each in verify(lifecycle(row, kind="meeting")).not_evaluated
        if each.check == "names-known"
    }
    assert line == f"names-known was not evaluated: {sentence}"


FLAGS = tuple(Field(f"flag{at}") for at in range(17))


def test_too_many_ways_to_come_out_are_not_evaluated():
    assert BOUND == 2**16
    row = Row("go", "open", None, guard=Any_(*(Present(flag) for flag in FLAGS)))
    other = Row("go", "open", "done", guard=Not(Present(FLAGS[0])))
    why = 'row 2 (go within "open"): the conditions can come out in more than 65536 ways'
    result = untold(lifecycle(row, facts=FLAGS))
    assert result == {"guards-can-hold": why, "guards-can-fail": why}
    result = untold(lifecycle(row, other, facts=FLAGS))
    assert list(result) == ["guards-can-hold", "no-row-shadowed", "one-row-at-a-time", "guards-can-fail",
                            "alike-rows-are-one"]  # fmt: skip
    sixteen = attrs.evolve(row, guard=Any_(*(Present(flag) for flag in FLAGS[:4])))
    assert untold(lifecycle(sixteen, facts=FLAGS), bound=16) == {}
    assert "guards-can-hold" in untold(lifecycle(sixteen, facts=FLAGS), bound=15)


def test_names_that_are_all_compared_with_each_other_can_be_too_many():
    days = tuple(Field(f"day{at}") for at in range(5))
    pairs = [Compare(one, "<", other) for at, one in enumerate(days) for other in days[at + 1 :]]
    row = Row("go", "open", None, guard=Any_(*pairs))
    assert untold(lifecycle(row, facts=days)) == {}
    assert "guards-can-hold" in untold(lifecycle(row, facts=days), bound=1000)


def test_many_days_that_are_compared_with_one_are_few_ways():
    days = tuple(Field(f"day{at}") for at in range(12))
    row = Row("go", "open", None, guard=All(*(Compare(day, "<", AS_OF) for day in days)))
    assert untold(lifecycle(row, facts=days)) == {}


def test_what_waits_for_too_many_things_is_not_evaluated_wherever_it_matters():
    many = Any_(*(Present(flag) for flag in FLAGS))
    held = State("held", "Held", holds=many)
    rows = [
        Row("hold", "open", "held", guard=many, by_itself=True),
        Row("free", "held", "open", guard=many, by_itself=True),
        Row("end", "held", "done"),
    ]
    assert set(untold(lifecycle(*rows, states=[held], facts=FLAGS))) == {
        "guards-can-hold",
        "automatic-rows-can-fire",
        "comes-to-rest",
        "guards-can-fail",
        "holds-on-arrival",
    }


@attrs.frozen
class Odd(Guard):
    """A condition of a stranger's."""

    def __call__(self, view):
        return True

    def sentence(self, *, wanted=True):
        return "it is odd" if wanted else "it is even"

    def canonical(self):
        return "odd()"

    def reasons(self, view, *, wanted=True):
        yield self.sentence(wanted=not wanted)


def test_a_condition_of_a_strangers_kind_is_not_evaluated():
    row = Row("go", "open", None, guard=All(Odd(), Present(OWNER)))
    why = 'row 2 (go within "open"): "it is odd" is decided by Python code, which is opaque'
    assert untold(lifecycle(row)) == {
        "guards-can-hold": why,
        "compares-like-with-like": why,
        "guards-can-fail": why,
    }


def test_what_one_thing_keeps_from_being_told_is_one_line():
    odd = All(Odd(), Present(OWNER))
    rows = [Row("go", "open", "held", guard=odd), Row("go", "open", None, guard=Present(END)),
            Row("end", "held", "done", guard=odd)]  # fmt: skip
    result = verify(lifecycle(*rows, states=[State("held", "Held", holds=Present(OWNER))], facts=FLAGS))
    assert len(result.not_evaluated) > len(result.gaps) == 1
    (gap,) = result.gaps
    assert gap == Gap(
        '"it is odd" is decided by Python code, which is opaque',
        (
            "guards-can-hold",
            "no-row-shadowed",
            "one-row-at-a-time",
            "compares-like-with-like",
            "guards-can-fail",
            "holds-on-arrival",
            "alike-rows-are-one",
        ),
        ('row 2 (go from "open" to "held")', 'row 4 (end from "held" to "done")'),
    )
    assert str(gap) == (
        f"{', '.join(gap.checks[:-1])} and alike-rows-are-one were not evaluated: "
        f"{'; '.join(gap.about)}: {gap.cause}"
    )


def test_different_things_that_are_in_the_way_are_a_line_each():
    wide = Row("go", "open", None, guard=Any_(*(Present(flag) for flag in FLAGS)), changes=("owner",))
    result = verify(lifecycle(wide, Row("doze", "open", "done", guard=Odd()), kind="meeting", facts=FLAGS))
    assert [gap.checks for gap in result.gaps] == [
        ("guards-can-hold", "guards-can-fail"),
        ("guards-can-hold", "compares-like-with-like", "guards-can-fail"),
        ("changes-what-can-change",),
    ]
    assert str(result.gaps[-1]).startswith(
        "changes-what-can-change was not evaluated: what an item of the kind"
    )


@pytest.mark.parametrize("constant", [3.5, Decimal(4), datetime(2019, 10, 9)])
def test_a_constant_that_nothing_can_be_chosen_around_is_not_evaluated(constant):
    row = Row("go", "open", None, guard=Compare(SCORE, "==", constant))
    assert "guards-can-hold" in untold(lifecycle(row, facts=(SCORE,)))


def test_what_a_clearing_changes_besides_is_not_evaluated():
    held = State("held", "Held", holds=Not(PAST))
    clear = Row("hold", "open", "held", guard=Present(OWNER), clears=("deadline",))
    rows = [clear, Row("free", "held", "open"), Row("end", "held", "done")]
    assert untold(lifecycle(*rows, states=[held])) == {
        "holds-on-arrival": 'row 2 (hold from "open" to "held") clears deadline, and whether that changes what holds '
        'in "held" is not known'
    }
    round_ = [
        attrs.evolve(clear, guard=PAST, by_itself=True),
        Row("free", "held", "open", guard=PAST, by_itself=True),
    ]
    assert untold(lifecycle(*round_, Row("end", "held", "done"), states=[State("held", "Held")])) == {
        "comes-to-rest": 'between "open", "held" rows that fire by themselves clear deadline, and what that changes '
        "besides is not known"
    }


def test_a_circle_that_clears_what_drives_it_comes_to_rest():
    rows = [
        Row("hold", "open", "held", guard=Present(OWNER), by_itself=True, clears=("owner",)),
        Row("free", "held", "open", guard=Present(END), by_itself=True),
        Row("end", "held", "done"),
    ]
    workflow = lifecycle(*rows, states=[State("held", "Held")])
    assert verify(workflow).faults == ()
    kept = attrs.evolve(rows[0], clears=("notes",))
    assert verify(lifecycle(kept, *rows[1:], states=[State("held", "Held")])).of("comes-to-rest")


def test_a_circle_with_an_earlier_way_out_comes_to_rest():
    rows = [
        Row("end", "held", "done", guard=PAST, by_itself=True),
        Row("hold", "open", "held", guard=PAST, by_itself=True),
        Row("free", "held", "open", guard=PAST, by_itself=True),
    ]
    held = [State("held", "Held")]
    assert verify(lifecycle(*rows, states=held)).of("comes-to-rest") == ()
    assert verify(lifecycle(*rows[1:], rows[0], states=held)).of("comes-to-rest")


def test_what_fires_by_itself_beyond_a_circle_is_none_of_it():
    rows = [
        Row("leave", "held", "late", guard=PAST, by_itself=True),
        Row("hold", "open", "held", guard=PAST, by_itself=True),
        Row("free", "held", "open", guard=PAST, by_itself=True),
        Row("stop", "late", "done", guard=Present(OWNER), by_itself=True),
    ]
    result = verify(lifecycle(*rows, states=[State("held", "Held"), State("late", "Late")]))
    assert (result.faults, result.not_evaluated) == ((), ())


def test_a_row_that_is_never_taken_is_no_way_to_anywhere():
    never = All(Present(OWNER), Not(Present(OWNER)))
    held = State("held", "Held")
    rows = [Row("hold", "open", "held", guard=never), Row("end", "held", "done", guard=never)]
    assert {entry.check: entry.message for entry in verify(lifecycle(*rows, states=[held])).faults} == {
        "every-state-reached": '"held" cannot be reached from "open": the rows that lead there can never be taken',
        "end-in-reach": 'from "held" no final state can be reached: the rows that lead out of it can never be taken',
        "guards-can-hold": 'row 3 (end from "held" to "done") can never be taken: it asks that an owner is recorded '
        "and an owner is not recorded",
    }


@pytest.mark.parametrize("name", ["owner", "anything.at.all"])
def test_a_blank_text_is_not_recorded_and_can_be_compared(name):
    field = Field(name)
    blank = All(Not(Present(field)), Compare(field, "!=", BY))
    facts = (Field("anything"),)
    assert verify(lifecycle(Row("go", "open", None, guard=blank), facts=facts)).of("guards-can-hold") == ()
    day = Field("due.last")
    gone = All(Not(Present(day)), Compare(day, "!=", AS_OF))
    assert verify(lifecycle(Row("go", "open", None, guard=gone))).of("guards-can-hold")


@pytest.mark.parametrize(
    ("left", "right", "wrong"),
    [
        (Field("times_moved"), True, False),
        (Field("origin.kind"), "audit", False),
        (OWNER, BY, False),
        (OWNER, 3, True),
        (Field("revisions"), Field("before.revisions"), False),
        (Field("due"), Field("before.due"), False),
        (Field("score"), AS_OF, False),
    ],
)
def test_things_are_compared_with_their_like(left, right, wrong):
    workflow = lifecycle(Row("go", "open", None, guard=Compare(left, "==", right)), facts=(SCORE,))
    assert bool(verify(workflow).of("compares-like-with-like")) is wrong


def test_numbers_and_yes_or_no_of_one_name_are_one_sort():
    row = Row("go", "open", None, guard=Any_(Compare(SCORE, "==", True), Compare(SCORE, ">", 3)))
    result = verify(lifecycle(row, facts=(SCORE,)))
    assert (result.faults, result.not_evaluated) == ((), ())


def test_one_row_named_twice_from_one_state_is_told_once():
    twice = Row("go", ("open", "open"), "done", guard=Present(OWNER), reopens=True)
    assert [entry.states for entry in verify(lifecycle(twice)).faults] == [("open",)]
