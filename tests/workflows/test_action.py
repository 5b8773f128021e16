"""The lifecycle of an action, row by row, as it is lived."""

from datetime import date

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.errors import BlankTextError, Blocked
from govkit.model import Action, Change, WrittenDate
from govkit.workflow import disagreements, fire, sweep, why_not
from govkit_workflows import action as module
from govkit_workflows.action import ACTION

TODAY = date(2019, 10, 9)
UNFINISHED = ["open", "ongoing", "overdue"]


def action(state=None, **fields):
    return Action(**{"ref": "A1", "title": "Do it", "state": state, **fields})


def done(item, trigger, as_of=TODAY, **rest):
    return fire(ACTION, item, trigger, as_of=as_of, **rest)[0]


def refused(item, trigger, as_of=TODAY, **rest):
    """Try in vain: the reasons, which asking beforehand gives as well."""
    with pytest.raises(Blocked) as caught:
        fire(ACTION, item, trigger, as_of=as_of, **rest)
    assert why_not(ACTION, item, trigger, as_of=as_of, **rest) == list(caught.value.reasons)
    return list(caught.value.reasons)


def swept(item, day):
    (new,), events = sweep(ACTION, [(item, "SR1/A1")], as_of=day)
    return new, events


# start


@pytest.mark.parametrize("state", [None, "open"])
def test_an_open_action_starts(state):
    assert done(action(state), "start").state == "ongoing"


@pytest.mark.parametrize(
    ("state", "ways"),
    [("ongoing", "lapse, extend, close"), ("overdue", "extend, close"), ("closed", "reopen")],
)
def test_only_an_open_action_starts(state, ways):
    assert refused(action(state, end="2019"), "start") == [
        f'start does not start from "{state}"; from there: {ways}'
    ]


# lapse


@pytest.mark.parametrize("state", [None, "open", "ongoing"])
@pytest.mark.parametrize(
    ("deadline", "last", "after"),
    [
        ("28/02/2019", date(2019, 2, 28), date(2019, 3, 1)),
        ("December 2018", date(2018, 12, 31), date(2019, 1, 1)),
        ("18/19", date(2019, 3, 31), date(2019, 4, 1)),
        ("Q4 2019-20", date(2020, 3, 31), date(2020, 4, 1)),
    ],
)
def test_an_action_lapses_the_day_after_the_last_day_of_its_deadline_and_not_on_it(
    state, deadline, last, after
):
    item = action(state, deadline=deadline)
    assert swept(item, last) == (item, [])
    assert swept(item, last)[0] is item
    new, (event,) = swept(item, after)
    assert new.state == "overdue"
    assert (event.trigger, event.from_state, event.ref) == ("lapse", state or "open", "SR1/A1")
    assert (event.effective, event.recorded) == (after, after)
    later, (late_event,) = swept(item, date(2025, 1, 1))
    assert later.state == "overdue"
    assert (late_event.effective, late_event.recorded) == (after, date(2025, 1, 1))


@pytest.mark.parametrize("state", ["overdue", "closed"])
def test_what_is_overdue_or_closed_does_not_lapse_again(state):
    item = action(state, deadline="2018", end="2019")
    assert swept(item, TODAY) == (item, [])
    assert refused(item, "lapse")[0].startswith(f'lapse does not start from "{state}"')


SPELLINGS = "write it as 31/03/2020, March 2020, Q4 2019-20 or 2019/20"


@pytest.mark.parametrize(
    ("deadline", "why"),
    [
        (None, ""),
        ("", ""),
        ("ongoing", f': "ongoing" has no last day; {SPELLINGS}'),
        ("18/09/2019 and on-going", f': "18/09/2019 and on-going" has no last day; {SPELLINGS}'),
        ("from April 2019", f': "from April 2019" has no last day; {SPELLINGS}'),
        ("Date Req", f': "Date Req" is no date; {SPELLINGS}'),
    ],
)
def test_a_deadline_without_a_last_day_never_lapses(deadline, why):
    item = action(deadline=deadline)
    assert swept(item, date(2999, 1, 1)) == (item, [])
    assert refused(item, "lapse") == [f"the last day of the deadline is not known{why}"]


@pytest.mark.parametrize("state", [None, "open", "ongoing"])
@pytest.mark.parametrize(
    ("end", "lapses"),
    [
        ("2019-07-20", False),
        ("2019-07-31", False),
        ("2019-08-01", True),
        ("August 2019", True),
        ("soon", True),
    ],
)
def test_what_ended_by_the_last_day_of_its_deadline_was_never_overdue(state, end, lapses):
    item = action(state, deadline="2019-07-31", end=end)
    assert [event.trigger for event in swept(item, TODAY)[1]] == (["lapse"] if lapses else [])
    assert disagreements(ACTION, item, as_of=TODAY)[-1] == f"an end date is recorded ({end})"


def test_nobody_lapses_an_action_by_hand_before_its_day():
    item = action(deadline="09/10/2019")
    assert refused(item, "lapse", by="Chair") == [
        "the last day of the deadline (2019-10-09) does not come before the day in question (2019-10-09)"
    ]
    new, event = fire(ACTION, item, "lapse", as_of=date(2019, 10, 12), by="Chair")
    assert (new.state, event.effective) == ("overdue", date(2019, 10, 10))


def test_the_deadline_that_lapses_is_the_last_one_set():
    item = done(action(deadline="01/10/2019"), "extend", as_of=date(2019, 9, 1), deadline="01/11/2019")
    assert swept(item, TODAY)[1] == []
    assert swept(item, date(2019, 11, 2))[0].state == "overdue"


# extend


@pytest.mark.parametrize(
    ("state", "to"), [(None, "open"), ("open", "open"), ("ongoing", "ongoing"), ("overdue", "ongoing")]
)
def test_a_later_deadline_keeps_an_action_where_it_is_or_brings_it_back_from_overdue(state, to):
    item = action(state, deadline="28/02/2019")
    new, event = fire(
        ACTION, item, "extend", as_of=TODAY, by="Board", why="talks go on", deadline="14th Nov 19"
    )
    assert (new.state, event.to_state) == (to, to)
    assert new.deadline == WrittenDate("28/02/2019")
    assert new.due == WrittenDate("14th Nov 19")
    (revision,) = new.revisions
    assert (revision.deadline.text, revision.on, revision.by, revision.why) == (
        "14th Nov 19",
        TODAY,
        "Board",
        "talks go on",
    )
    assert event.changes == (Change(field="deadline", before="28/02/2019", after="14th Nov 19"),)
    assert item.revisions == ()


@pytest.mark.parametrize("state", UNFINISHED)
@pytest.mark.parametrize(
    ("deadline", "reasons"),
    [
        ("2019-11-14", ["the last day of the deadline (2019-11-14) does not come after the deadline so far (2019-11-14)"]),
        ("2019-11-01", ["the last day of the deadline (2019-11-01) does not come after the deadline so far (2019-11-14)"]),
        (
            "2019-10-08",
            [
                "the last day of the deadline (2019-10-08) comes before the day in question (2019-10-09)",
                "the last day of the deadline (2019-10-08) does not come after the deadline so far (2019-11-14)",
            ],
        ),
        ("2019/20 and ongoing", [f'the last day of the deadline is not known: "2019/20 and ongoing" has no last day; {SPELLINGS}']),
        ("soon", [f'the last day of the deadline is not known: "soon" is no date; {SPELLINGS}']),
        ("", ["the last day of the deadline is not known"]),
    ],
)  # fmt: skip
def test_a_deadline_that_is_not_later_or_is_past_or_is_no_day_extends_nothing(state, deadline, reasons):
    item = action(state, deadline="2019-11-14")
    assert refused(item, "extend", deadline=deadline) == reasons


def test_a_later_deadline_that_is_itself_past_extends_nothing():
    assert refused(action("overdue", deadline="2018"), "extend", deadline="April 2019") == [
        "the last day of the deadline (2019-04-30) comes before the day in question (2019-10-09)"
    ]


def test_extending_without_a_new_deadline_is_refused():
    assert refused(action(deadline="2019-11-14"), "extend") == [
        "the last day of the deadline (2019-11-14) does not come after the deadline so far (2019-11-14)"
    ]
    assert refused(action(), "extend") == ["the last day of the deadline is not known"]


def test_a_deadline_of_today_is_not_past():
    assert done(action("overdue", deadline="2018"), "extend", deadline=TODAY).state == "ongoing"


@pytest.mark.parametrize("so_far", [None, "", "ongoing", "Date Req"])
def test_an_action_without_a_readable_deadline_gets_one_by_extending(so_far):
    new = done(action(deadline=so_far), "extend", deadline="2019-11-14")
    assert new.due == WrittenDate("2019-11-14")
    assert new.deadline == WrittenDate("2019-11-14" if so_far is None else so_far)


def test_a_closed_action_is_not_extended():
    assert refused(action("closed", end="2019"), "extend", deadline="2030") == [
        'extend does not start from "closed"; from there: reopen'
    ]


@given(st.lists(st.integers(1, 400), min_size=1, max_size=6))
@settings(deadline=None, max_examples=examples(50))
def test_the_original_deadline_is_never_overwritten(steps):
    item = action(deadline="01/01/2019")
    deadlines = []
    for step in steps:
        last = date.fromordinal(item.due.last.toordinal() + step)
        deadlines.append(last)
        item = done(item, "extend", as_of=date(2019, 1, 1), deadline=last)
    assert item.deadline == WrittenDate("01/01/2019")
    assert [revision.deadline.last for revision in item.revisions] == deadlines
    assert item.due.last == deadlines[-1]


# close


@pytest.mark.parametrize("state", [None, *UNFINISHED])
def test_an_unfinished_action_closes_with_an_end_date(state):
    item = action(state, start="01-Mar-16", deadline="Mar-16")
    new, event = fire(
        ACTION, item, "close", as_of=TODAY, by="Chief Executive", why="report tabled", end=TODAY
    )
    assert (new.state, new.end) == ("closed", WrittenDate("2019-10-09"))
    assert (event.by, event.why) == ("Chief Executive", "report tabled")
    assert event.changes == (Change(field="end", before=None, after="2019-10-09"),)
    assert disagreements(ACTION, new, as_of=TODAY) == []


@pytest.mark.parametrize("state", UNFINISHED)
@pytest.mark.parametrize(
    ("end", "why"),
    [
        (None, ""),
        ("", ""),
        ("tomorrow", f': "tomorrow" is no date; {SPELLINGS}'),
        ("ongoing", f': "ongoing" has no last day; {SPELLINGS}'),
    ],
)
def test_closing_needs_an_end_that_can_be_read(state, end, why):
    item = action(state, end=end)
    assert refused(item, "close") == [f"a readable end date is not recorded{why}"]
    assert refused(action(state), "close", end=end) == [f"a readable end date is not recorded{why}"]


@pytest.mark.parametrize(
    ("end", "effective"),
    [
        (TODAY, TODAY),
        ("8 October 2019", date(2019, 10, 8)),
        ("March 2019", date(2019, 3, 31)),
        ("October 2019", TODAY),
        ("2019/20", TODAY),
    ],
)
def test_closing_takes_effect_when_the_action_ended_and_no_later_than_it_is_recorded(end, effective):
    _, event = fire(ACTION, action("open"), "close", as_of=TODAY, end=end)
    assert (event.effective, event.recorded) == (effective, TODAY)


@pytest.mark.parametrize(
    ("start", "end"), [("02/03/2019", "01/03/2019"), ("April 2019", "March 2019"), ("2019/20", "31/03/2019")]
)
def test_an_action_does_not_end_before_it_starts(start, end):
    (reason,) = refused(action("ongoing", start=start), "close", end=end)
    assert reason.startswith("a readable end date (2019-03-")
    assert " comes before the first day of the start (2019-" in reason


@pytest.mark.parametrize(
    ("start", "end"),
    [("01/03/2019", "01/03/2019"), ("15/03/2019", "March 2019"), ("whenever", "01/03/2019"), (None, "2001")],
)
def test_an_action_may_end_as_soon_as_it_may_have_started(start, end):
    assert done(action("ongoing", start=start), "close", end=end).state == "closed"


def test_a_start_given_on_closing_counts():
    assert refused(action(), "close", start="2019-03-02", end="2019-03-01") == [
        "a readable end date (2019-03-01) comes before the first day of the start (2019-03-02)"
    ]


def test_a_closed_action_is_not_closed_again():
    assert refused(action("closed", end="2019"), "close") == [
        'close does not start from "closed"; from there: reopen'
    ]


# reopen


def test_a_closed_action_reopens_for_a_reason_and_its_old_end_stays_in_the_event():
    item = action("closed", end="14/11/2019", deadline="2019")
    new, event = fire(ACTION, item, "reopen", as_of=TODAY, by="Board", why="not done after all")
    assert (new.state, new.end, new.deadline) == ("open", None, WrittenDate("2019"))
    assert event.why == "not done after all"
    assert event.changes == (Change(field="end", before="14/11/2019", after=None),)
    assert disagreements(ACTION, new, as_of=TODAY) == []


def test_reopening_needs_a_reason():
    assert refused(action("closed", end="2019"), "reopen", why=None) == ["the reason is not recorded"]


@pytest.mark.parametrize("why", ["", "  "])
def test_a_blank_reason_is_none(why):
    with pytest.raises(BlankTextError, match="why: the text is "):
        refused(action("closed", end="2019"), "reopen", why=why)


@pytest.mark.parametrize(
    ("state", "ways"), [("open", "start, lapse, extend, close"), ("overdue", "extend, close")]
)
def test_only_a_closed_action_reopens(state, ways):
    assert refused(action(state), "reopen", why="because") == [
        f'reopen does not start from "{state}"; from there: {ways}'
    ]


# the states and the dates


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (action(), []),
        (action("open", deadline="2019-10-09"), []),
        (action("ongoing", end=""), []),
        (
            action(deadline="2019-10-08"),
            ["the last day of the deadline (2019-10-08) is over, so it is overdue"],
        ),
        (action("ongoing", end="2019"), ["an end date is recorded (2019)"]),
        (
            action("overdue", deadline="2019-10-09"),
            [
                "the last day of the deadline (2019-10-09) does not come before the day in question (2019-10-09)"
            ],
        ),
        (action("overdue"), ["the last day of the deadline is not known"]),
        (action("overdue", deadline="2018", end="2019"), ["an end date is recorded (2019)"]),
        (action("overdue", deadline="2018"), []),
        (action("closed"), ["a readable end date is not recorded"]),
        (
            action("closed", end="ongoing"),
            [f'a readable end date is not recorded: "ongoing" has no last day; {SPELLINGS}'],
        ),
        (action("closed", end="2019", deadline="2018"), []),
    ],
)
def test_a_recorded_state_that_disagrees_with_the_dates_is_said(item, said):
    assert disagreements(ACTION, item, as_of=TODAY) == said


def test_a_whole_life_is_told_by_its_events():
    item = action(deadline="28/02/2019")
    item = done(item, "start", as_of=date(2019, 1, 30))
    item, _ = swept(item, date(2019, 3, 5))
    item = done(item, "extend", as_of=date(2019, 3, 6), deadline="June 2019")
    item = done(item, "close", as_of=date(2019, 6, 1), end="31/05/2019")
    item = done(item, "reopen", as_of=date(2019, 6, 20), why="figures were wrong")
    item = done(item, "close", as_of=date(2019, 6, 30), end=date(2019, 6, 30))
    assert [(event.trigger, event.from_state, event.to_state) for event in item.events] == [
        ("start", "open", "ongoing"),
        ("lapse", "ongoing", "overdue"),
        ("extend", "overdue", "ongoing"),
        ("close", "ongoing", "closed"),
        ("reopen", "closed", "open"),
        ("close", "open", "closed"),
    ]
    assert [event.effective.isoformat() for event in item.events] == [
        "2019-01-30", "2019-03-01", "2019-03-06", "2019-05-31", "2019-06-20", "2019-06-30",
    ]  # fmt: skip
    assert {(event.kind, event.workflow, event.version) for event in item.events} == {
        ("action", "action", ACTION.version)
    }
    assert (item.deadline.text, item.due.text) == ("28/02/2019", "June 2019")


def test_the_module_is_a_plug_in_that_offers_the_lifecycle():
    assert module.govkit_workflows() == [ACTION]
    assert (ACTION.id, ACTION.kind, ACTION.initial) == ("action", "action", "open")
    assert [(state.name, state.title) for state in ACTION.states] == [
        ("open", "Open"),
        ("ongoing", "Ongoing"),
        ("overdue", "Overdue"),
        ("closed", "Closed"),
    ]
    assert [state.name for state in ACTION.states if state.final] == ["closed"]
    assert "2016 and 2019" in ACTION.source


def test_only_extend_moves_a_deadline():
    action = Action(ref="1", title="T", deadline="1 May 2019")
    said = why_not(ACTION, action, "start", as_of=date(2019, 1, 1), deadline="2030")
    assert said == ["start changes only start, owner, organisation, notes, not deadline"]


def test_nothing_has_ended_before_it_has():
    action = Action(ref="1", title="T")
    assert why_not(ACTION, action, "close", as_of=date(2019, 5, 1), end="2 May 2019") == [
        "the first day of the end date (2019-05-02) comes after the day in question (2019-05-01)"
    ]
    assert why_not(ACTION, action, "close", as_of=date(2019, 5, 1), end="May 2019") == []
