"""The calendar: what is due when, and at which meeting."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from govkit import (
    Acceptance,
    Action,
    Assessment,
    Assurance,
    Band,
    Body,
    Cadence,
    Factor,
    Meeting,
    Register,
    Review,
    Risk,
    Scheme,
    Toolkit,
    WorkCalendar,
    hookimpl,
)
from govkit.analysis import DueKind, Undated, agenda, calendar, next_meeting
from govkit.model.months import months_later
from govkit.model.written_date import written

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
KIT = Toolkit.installed()
DAY = date(2019, 10, 9)


def due(register, as_of=DAY):
    return [(each.kind, each.ref, each.due, each.body, each.meeting, each.overdue) for each in calendar(register, KIT.schemes, as_of=as_of)]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2019, 8, 13), 3, date(2019, 11, 13)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2019, 12, 1), 1, date(2020, 1, 1)),
        (date(9999, 9, 30), 3, date(9999, 12, 30)),
        (date(9999, 10, 1), 3, None),
    ],
)
def test_months_later_keeps_to_the_end_of_short_months(day, months, later):
    assert months_later(day, months) == later


def test_2019_is_reviewed_quarterly_and_goes_to_the_committee_in_november():
    found = calendar(KIT.load(REGISTERS / "cambs-2019.yaml"), KIT.schemes, as_of=DAY)
    reviews = [each for each in found if each.kind is DueKind.REVIEW]
    assert len(reviews) == 14
    assert {(each.due, each.body, each.meeting) for each in reviews} == {
        (date(2019, 11, 13), "Business Coordination Board", date(2019, 11, 14))
    }
    (report,) = [each for each in found if each.kind is DueKind.REPORT]
    assert (report.due, report.body, report.meeting) == (
        date(2019, 11, 21),
        "Joint Audit Committee",
        date(2019, 11, 21),
    )
    late = [each.ref for each in found if each.overdue]
    assert late == ["SR3.1/A2", "SR3.3/A5", "SR4.4/A2", "SR4.2/A3"]


def test_a_report_is_counted_from_the_last_meeting_that_considered_the_register():
    body = Body(
        ref="jac", title="JAC", kind="committee", reports="six-monthly",
        meetings=(Meeting(on="1 May 2019", considers_register=True), Meeting(on="1 June 2019"), Meeting(on="2 December 2019")),
    )  # fmt: skip
    assert due(Register(ref="r", title="T", bodies=(body,))) == [
        (DueKind.REPORT, "r", date(2019, 11, 1), "JAC", date(2019, 12, 2), False)
    ]


def test_what_is_reported_weekly_is_due_seven_days_on():
    centre = Body(
        ref="npocc", title="Centre", kind="group", reports="weekly",
        meetings=(Meeting(on="28 September 2019", considers_register=True), Meeting(on="7 October 2019", item="2", time="09:00", venue="HQ")),
    )  # fmt: skip
    assert due(Register(ref="r", title="T", bodies=(centre,)), as_of=date(2019, 9, 30)) == [
        (DueKind.REPORT, "r", date(2019, 10, 5), "Centre", date(2019, 10, 7), False)
    ]


def undated(register, as_of=DAY):
    return [(each.kind, each.ref, each.path, each.why) for each in agenda(register, KIT.schemes, as_of=as_of).undated]  # fmt: skip


def test_what_comes_round_and_has_nothing_to_count_from_has_no_day_and_what_does_not_is_left_out():
    silent = Body(ref="jac", title="JAC", kind="committee", reports="yearly")
    mute = Body(
        ref="pcp", title="Panel", kind="panel", meetings=(Meeting(on="1 May 2019", considers_register=True),)
    )
    late = Body(ref="x", title="X", kind="panel", reports="yearly", meetings=(Meeting(on="31/12/9998", considers_register=True),))  # fmt: skip
    assert due(Register(ref="r", title="T", bodies=(late,)), date(9999, 1, 1)) == [
        (DueKind.REPORT, "r", date(9999, 12, 31), "X", None, False)
    ]
    late = attrs.evolve(late, meetings=(Meeting(on="01/01/9999", considers_register=True),))
    register = Register(ref="r", title="T", bodies=(late,))
    assert due(register, date(9999, 1, 1)) == []
    assert undated(register, date(9999, 1, 1)) == [
        (DueKind.REPORT, "r", "/bodies/0", "yearly after 9999-01-01 leads beyond the year 9999")
    ]
    risk = Risk(ref="R1", title="A")
    register = Register(ref="r", title="T", review="quarterly", bodies=(silent, mute), risks=(risk,))
    assert due(register) == []
    assert undated(register) == [
        (DueKind.REVIEW, "R1", "/risks/0", "no date of a last review or assessment is recorded"),
        (
            DueKind.REPORT,
            "r",
            "/bodies/0",
            "yearly to JAC, and no meeting of it is known to consider the register",
        ),
    ]
    old = attrs.evolve(register, bodies=(), edition="31/12/9999")
    assert undated(old) == [
        (
            DueKind.REVIEW,
            "R1",
            "/risks/0",
            "nothing is dated by 2019-10-09; it is counted from the edition of 31/12/9999",
        )
    ]
    assert undated(old, date(9999, 12, 31)) == [
        (DueKind.REVIEW, "R1", "/risks/0", "quarterly after 9999-12-31 leads beyond the year 9999")
    ]
    register = Register(ref="r", title="T", edition="1 May 2019", risks=(risk,))
    assert due(register) == undated(register) == []


def test_a_review_past_its_day_is_overdue_and_due_at_the_next_meeting():
    board = Body(
        ref="b", title="Board", kind="board", meetings=(Meeting(on="1 May 2019"), Meeting(on="14/11/2019"))
    )
    register = Register(ref="r", title="T", edition="1 January 2019", review="monthly", bodies=(board,), risks=(Risk(ref="R1", title="A"),))  # fmt: skip
    assert due(register) == [(DueKind.REVIEW, "R1", date(2019, 2, 1), "Board", date(2019, 11, 14), True)]


def test_the_cadence_of_the_band_comes_first():
    class Plugin:
        @hookimpl
        def govkit_schemes(self):
            return [
                Scheme.formula(
                    "s", version="1", title="S", source="test", factors=[Factor.numbered("a", ["Low", "High"])],
                    formula=lambda a: a, bands=[Band(key="x", label="X", first=1, last=2, review=Cadence.MONTHLY)],
                )
            ]  # fmt: skip

    risk = Risk(ref="R1", title="A", current=Assessment(levels={"a": 1}, scheme="s", date="1 May 2019"))
    register = Register(ref="r", title="T", review="yearly", risks=(risk,))
    (found,) = calendar(register, Toolkit(Plugin()).schemes, as_of=DAY)
    assert (found.due, found.why, found.body) == (
        date(2019, 6, 1),
        "monthly by band X, last assessed on 1 May 2019",
        None,
    )


def test_actions_that_ended_are_not_due_and_those_without_a_last_day_have_no_day():
    actions = (
        Action(ref="1", title="Done", deadline="1 May 2019", end="1 April 2019"),
        Action(ref="2", title="For ever", deadline="ongoing"),
        Action(ref="3", title="No deadline"),
        Action(ref="4", title="Due", deadline="1 May 2019"),
    )
    register = Register(
        ref="r", title="T", actions=(*actions, Action(ref="5", title="Soon", deadline="Date Req"))
    )
    assert due(register) == [(DueKind.ACTION, "4", date(2019, 5, 1), None, None, True)]
    assert undated(register) == [
        (DueKind.ACTION, "2", "/actions/1", 'the deadline "ongoing" is open-ended and has no last day'),
        (DueKind.ACTION, "3", "/actions/2", "no deadline is recorded"),
        (DueKind.ACTION, "5", "/actions/4", 'the deadline "Date Req" is unreadable and has no last day'),
    ]


def test_a_meeting_on_the_day_counts_and_an_unreadable_one_does_not():
    body = Body(ref="b", title="B", kind="board", meetings=(Meeting(on="soon"), Meeting(on="1 May 2019")))
    assert next_meeting(body, date(2019, 5, 1)) == written("1 May 2019")
    assert next_meeting(body, date(2019, 5, 2)) is None


def test_what_is_due_says_where_it_stands():
    register = KIT.load(REGISTERS / "cambs-2019.yaml")
    paths = {each.ref: each.path for each in calendar(register, KIT.schemes, as_of=DAY)}
    assert (paths["SR2.1"], paths["SR1.1/A3"], paths["cambs-2019"]) == (
        "/risks/1",
        "/risks/0/actions/2",
        "/bodies/1",
    )


def test_a_cadence_in_working_days_is_counted_by_the_calendar_of_the_register():
    risk = Risk(ref="R1", title="A", status_date="20 December 2019")
    body = Body(
        ref="b", title="Centre", kind="group", reports="every 2 working days",
        meetings=(Meeting(on="24 December 2019", considers_register=True),),
    )  # fmt: skip
    register = Register(ref="r", title="T", review="every 10 working days", calendar=WorkCalendar(), risks=(risk,), bodies=(body,))  # fmt: skip
    found = calendar(register, {}, as_of=date(2019, 12, 31))
    assert [(each.kind, each.due, each.why) for each in found] == [
        (
            DueKind.REPORT,
            date(2019, 12, 30),
            "every 2 working days to Centre, counted from its meeting on 24 December 2019",
        ),
        (
            DueKind.REVIEW,
            date(2020, 1, 8),
            "every 10 working days by the register, counted from the status of 20 December 2019",
        ),
    ]
    scots = attrs.evolve(register, calendar=WorkCalendar(subdivision="SCT", closed=(date(2019, 12, 24),)))
    assert calendar(scots, {}, as_of=date(2019, 12, 31))[1].due == date(2020, 1, 10)


def test_working_days_without_a_calendar_are_said_and_not_guessed():
    risks = (
        Risk(ref="R1", title="A", status_date="20 December 2019"),
        Risk(ref="R2", title="Never assessed"),
    )
    body = Body(
        ref="b", title="Centre", kind="group", reports="every 2 working days",
        meetings=(Meeting(on="24 December 2019", considers_register=True),),
    )  # fmt: skip
    register = Register(ref="r", title="T", review="every 10 working days", risks=risks, bodies=(body,))
    why = (
        "counts working days, and no calendar says which those are; "
        "give one, such as {country: GB, subdivision: ENG}"
    )
    found = agenda(register, {}, as_of=date(2019, 12, 31))
    assert found.due == calendar(register, {}, as_of=date(2019, 12, 31)) == ()
    never = "no date of a last review or assessment is recorded"
    assert found.undated == (
        Undated(kind=DueKind.REVIEW, ref="R1", path="/risks/0", title="A", why=f'"10 working days" {why}'),
        Undated(kind=DueKind.REVIEW, ref="R2", path="/risks/1", title="Never assessed", why=never),
        Undated(kind=DueKind.REPORT, ref="r", path="/bodies/0", title="T", why=f'"2 working days" {why}'),
    )
    ahead = attrs.evolve(
        body, meetings=(*body.meetings, Meeting(on="3 January 2020", considers_register=True))
    )
    (report,) = agenda(attrs.evolve(register, bodies=(ahead,)), {}, as_of=date(2019, 12, 31)).due
    assert report.due == date(2020, 1, 3)


def test_a_cadence_in_weeks_needs_no_calendar():
    risk = Risk(ref="R1", title="A", status_date="20 December 2019")
    register = Register(ref="r", title="T", review="every 6 weeks", risks=(risk,))
    assert due(register, date(2019, 12, 31))[0][2] == date(2020, 1, 31)


def test_a_country_that_nobody_knows_is_said_where_it_would_have_counted():
    risk = Risk(ref="R1", title="A", status_date="20 December 2019")
    register = Register(ref="r", title="T", review="every 6 working days", calendar=WorkCalendar(country="UK"), risks=(risk,))  # fmt: skip
    (undated,) = agenda(register, {}, as_of=date(2019, 12, 31)).undated
    assert undated.why.startswith('there is no country "UK"; known: ')
    assert agenda(attrs.evolve(register, review="quarterly"), {}, as_of=date(2019, 12, 31)).undated == ()


# ------------------------------------------------------------------------- what a review is counted from


@pytest.mark.parametrize(
    ("dated", "due_on", "counted"),
    [
        (("20 September 2019", "1 August 2019", "1 October 2019", "2 October 2019"), date(2019, 10, 20), "last reviewed on 20 September 2019"),
        (("1 August 2019", "20 September 2019", None, None), date(2019, 10, 20), "last assessed on 20 September 2019"),
        (("20 November 2019", "1 October 2019", None, None), date(2019, 11, 1), "last assessed on 1 October 2019"),
        (("October 2019", "1 September 2019", None, None), date(2019, 10, 1), "last assessed on 1 September 2019"),
        (("1 October 2019", "1 October 2019", None, None), date(2019, 11, 1), "last reviewed on 1 October 2019"),
        (("1 October 2019", None, "1 December 2019", None), date(2019, 11, 1), "last reviewed on 1 October 2019"),
        (("soon", "1 October 2019", None, None), date(2019, 11, 1), "last assessed on 1 October 2019"),
        ((None, None, "1 October 2019", "1 December 2019"), date(2019, 11, 1), "counted from the status of 1 October 2019"),
        ((None, None, None, "October 2019"), date(2019, 11, 1), "counted from the edition of October 2019"),
    ],
)  # fmt: skip
def test_the_next_review_is_counted_from_the_last_review_or_assessment(dated, due_on, counted):
    reviewed, assessed, status, edition = dated
    risk = Risk(
        ref="R1",
        title="A",
        current=attrs.evolve(LOW, date=assessed),
        status_date=status,
        review=Review(last=reviewed),
    )
    register = Register(ref="r", title="T", edition=edition, review="monthly", risks=(risk,))
    (found,) = calendar(register, KIT.schemes, as_of=DAY)
    assert (found.due, found.why) == (due_on, f"monthly by the register, {counted}")


HIGH = Assessment(levels={"likelihood": 3, "impact": 4}, scheme="cambs-2019", date="1 August 2019")
LOW = attrs.evolve(HIGH, levels={"likelihood": 1, "impact": 1})
BROKEN = attrs.evolve(HIGH, levels={})


# ---------------------------------------------------------------------------------- bands that nobody knows


def test_a_review_by_the_register_says_that_the_band_is_not_known():
    risks = (Risk(ref="R1", title="A", current=HIGH), Risk(ref="R2", title="B", current=BROKEN))
    one, other = calendar(
        Register(ref="r", title="T", review="quarterly", risks=risks), KIT.schemes, as_of=DAY
    )
    assert one.why == "quarterly by the register, last assessed on 1 August 2019"
    assert other.why == "quarterly by the register, its band not being known, last assessed on 1 August 2019"


def test_risks_without_a_rating_are_listed_with_the_reason():
    risks = (
        Risk(ref="R1", title="A", current=HIGH),
        Risk(ref="R2", title="B", current=BROKEN),
        Risk(ref="R3", title="C"),
    )
    (found,) = agenda(Register(ref="r", title="T", risks=risks), KIT.schemes, as_of=DAY).not_evaluated
    assert (found.ref, found.path, found.title, found.reason) == (
        "R2",
        "/risks/1",
        "B",
        "no levels are given",
    )


def test_a_review_whose_cadence_only_the_band_could_tell_has_no_day():
    risks = (Risk(ref="R1", title="A", current=HIGH), Risk(ref="R2", title="B", current=BROKEN))
    assert undated(Register(ref="r", title="T", risks=risks)) == [
        (DueKind.REVIEW, "R2", "/risks/1", "the band, which may ask for reviews, is not known")
    ]


# ------------------------------------------------------------------------- ends of acceptances and assurances


def acceptance(begin, end, **more):
    return attrs.evolve(Acceptance(by="PCC", why="unaffordable", on=begin, until=end), **more)


BOARD = Body(ref="b", title="Board", kind="board", escalates=True, meetings=(Meeting(on="14/11/2019"),))


def accepted(*acceptances, current=HIGH):
    risk = Risk(ref="R1", title="A", current=current, acceptances=acceptances)
    return Register(ref="r", title="T", bodies=(BOARD,), risks=(risk,))


def test_an_acceptance_is_due_on_its_last_day():
    (found,) = calendar(accepted(acceptance("1 May 2019", "31 October 2019")), KIT.schemes, as_of=DAY)
    assert (found.kind, found.ref, found.path, found.title) == (
        "acceptance",
        "R1",
        "/risks/0/acceptances/0",
        "A",
    )
    assert (found.due, found.why, found.body, found.meeting, found.overdue) == (
        date(2019, 10, 31),
        "accepted by PCC until 31 October 2019",
        "Board",
        date(2019, 11, 14),
        False,
    )


@pytest.mark.parametrize(
    ("current", "days"),
    [(HIGH, [date(2019, 4, 30)]), (BROKEN, [date(2019, 4, 30)]), (LOW, []), (None, [])],
)
def test_one_that_has_ended_is_overdue_as_long_as_the_risk_may_be_above_tolerance(current, days):
    ended = (acceptance("1 May 2017", "30 April 2018"), acceptance("1 May 2018", "30 April 2019"))
    found = calendar(accepted(*ended, current=current), KIT.schemes, as_of=DAY)
    assert [(each.due, each.overdue) for each in found] == [(day, True) for day in days]


def test_one_that_another_has_followed_is_not_due_and_one_to_come_is():
    register = accepted(
        acceptance("1 May 2018", "30 April 2019"),
        acceptance("1 May 2019", "31 October 2019"),
        acceptance("1 November 2019", "30 April 2020"),
        acceptance("1 May 2019", None),
    )
    assert [each.due for each in calendar(register, KIT.schemes, as_of=DAY)] == [
        date(2019, 10, 31),
        date(2020, 4, 30),
    ]
    assert undated(register) == []


def test_one_that_never_held_has_no_day():
    register = accepted(acceptance("1 May 2019", "ongoing"), acceptance("1 May 2019", "1 April 2019"))
    assert due(register) == []
    assert [each for each in undated(register) if each[0] is DueKind.ACCEPTANCE] == [
        (
            DueKind.ACCEPTANCE,
            "R1",
            "/risks/0/acceptances/0",
            "it lacks a last day (until) and is not in force",
        ),
        (
            DueKind.ACCEPTANCE,
            "R1",
            "/risks/0/acceptances/1",
            "it was to end on 1 April 2019, before it began on 1 May 2019, and never held",
        ),
    ]


def test_an_assurance_is_due_on_the_last_day_it_can_be_relied_on():
    assurances = (
        Assurance(ref="S1", title="Audit", expires="March 2019"),
        Assurance(ref="S2", title="Review", expires="9 October 2019"),
        Assurance(ref="S3", title="Survey", expires="ongoing"),
        Assurance(ref="S4", title="Walk"),
    )
    register = Register(ref="r", title="T", risks=(Risk(ref="R1", title="A", assurances=assurances),))
    assert due(register) == [
        (DueKind.ASSURANCE, "R1/S1", date(2019, 3, 31), None, None, True),
        (DueKind.ASSURANCE, "R1/S2", date(2019, 10, 9), None, None, False),
    ]
    found = calendar(register, KIT.schemes, as_of=DAY)
    assert [(each.path, each.title, each.why) for each in found][:1] == [
        ("/risks/0/assurances/0", "Audit", "to be relied on until March 2019")
    ]
    assert undated(register) == [
        (
            DueKind.ASSURANCE,
            "R1/S3",
            "/risks/0/assurances/2",
            'the day it expires "ongoing" is open-ended and has no last day',
        )
    ]


# -------------------------------------------------------------------------------------- whose meeting it is for


@pytest.mark.parametrize(
    ("lead", "escalates", "body"),
    [
        ("Treasurer", True, None),
        ("Ecologist", True, "Environment"),
        ("Harbour Master", True, "Council"),
        ("Harbour Master", False, "Council"),
        ("Treasurer", False, None),
    ],
)
def test_review_and_action_of_a_risk_are_for_the_body_that_takes_it(lead, escalates, body):
    council = Body(ref="c", title="Council", kind="board", escalates=escalates, leads=("Harbour Master",))
    others = Body(ref="e", title="Environment", kind="committee", escalates=escalates, leads=("Ecologist",))
    action = Action(ref="A1", title="A", deadline="1 November 2019")
    risk = Risk(
        ref="R1",
        title="A",
        executive_lead=lead,
        current=attrs.evolve(LOW, date="1 October 2019"),
        actions=(action,),
    )
    register = Register(
        ref="r", title="T", review="monthly", bodies=(council, others), risks=(risk,),
        actions=(attrs.evolve(action, ref="1"),),
    )  # fmt: skip
    found = {(each.ref, each.body) for each in calendar(register, KIT.schemes, as_of=DAY)}
    assert found == {("R1", body), ("R1/A1", body), ("1", "Council")}


@pytest.mark.parametrize(
    ("end", "open_"), [("9 October 2019", False), ("10 October 2019", True), ("done", False)]
)
def test_an_action_that_ends_later_is_still_due(end, open_):
    action = Action(ref="1", title="A", deadline="1 November 2019", end=end)
    found = calendar(Register(ref="r", title="T", actions=(action,)), KIT.schemes, as_of=DAY)
    assert bool(found) is open_
