"""The report as data."""

from datetime import date

import attrs
import pytest

from govkit import Action, Assessment, Band, Body, Factor, Register, Risk, Scheme
from govkit.model import EarlierAssessment
from govkit.report import report_on, text_report
from govkit.report.document import Group, Tally
from govkit.report.standing import Standing
from govkit.report.table import Table


def test_the_register_of_august_2019(august_2019, at_hand, paper):
    report = report_on(august_2019, **at_hand)
    assert report.title == "Strategic risk register, August 2019"
    assert report.facts[2:] == ("as of 2019-10-09", "scheme cambs-2019")
    assert [str(tally) for tally in report.summary] == [
        "Risks: 14, of which 9 within tolerance, 5 above tolerance",
        "Bands: 5 Medium-high, 5 Low, 4 Medium",
        "Actions: 53, of which 49 open, 4 overdue",
    ]
    assert {cell: set(refs) for cell, refs in report.maps[0].drawn.cells.items()} == paper
    assert [(each.ref, each.rating.value) for each in report.above] == [
        ("SR1.1", 18), ("SR3.1", 18), ("SR3.2", 18), ("SR3.4", 14), ("SR4.4", 14),
    ]  # fmt: skip
    assert report.above[2].outlook == "Actions: 5 open. No target is recorded."
    assert [group.title for group in report.groups] == ["overdue (4)", "open (49)"]
    first = report.groups[0].actions[0]
    assert first == Standing(
        action=august_2019.action("SR3.1/A2"),
        address="SR3.1/A2",
        state="overdue",
        since=date(2019, 1, 1),
        by_itself=True,
        due="December 2018",
    )
    assert (first.title, first.due, first.owner) == (
        "Keep partners' financial health under review and escalate if need be, to see how their savings affect policing",
        "December 2018",
        None,
    )
    assumed = at_hand["schemes"]["cambs-2019"].assumed
    assert report.assumed == tuple(f"cambs-2019: {sentence}" for sentence in assumed)
    assert report.not_rated == ()
    assert hash(report) == hash(report_on(august_2019, **at_hand))


def test_actions_belong_to_their_own_risk_even_if_two_have_one_ref(at_hand):
    top = Assessment(levels={"likelihood": 5, "impact": 5}, scheme="cambs-2019")
    register = Register(
        ref="r",
        title="T",
        risks=(
            Risk(
                ref="R1", title="Within", actions=(Action(ref="A1", title="A"), Action(ref="A2", title="B"))
            ),
            Risk(ref="R1", title="Above", current=top, actions=(Action(ref="A1", title="C"),)),
            Risk(ref="R2", title="Above", current=top, target=top),
        ),
    )
    first, second = report_on(register, **at_hand).above
    assert first.outlook == "Actions: 1 open. No target is recorded."
    assert second.outlook == "It has no action. Target: 25, Critical, above tolerance."


def test_a_scheme_without_a_map_says_why(three, of_three, at_hand):
    report = report_on(of_three, **at_hand | {"schemes": {"three": three}})
    (only,) = report.maps
    assert (only.drawn, only.title) == (None, "Current ratings under three: no map, it has 3 factors")
    assert only.rated == Table(
        "Current ratings (1), the worst first",
        ("Ref", "Risk", "Rating", "Tolerance"),
        (("R1", "A", "8", "above"),),
    )


def test_the_table_of_ratings_without_a_map_has_the_worst_first_and_a_zero_too(at_hand):
    scheme = Scheme.formula(
        "zero", version="1", title="Z", source="test",
        factors=[Factor.numbered("harm", ["None", "Little", "Great"])], formula=lambda harm: harm - 1,
        bands=[Band(key="fine", label="Fine", first=0, last=1), Band(key="bad", label="Bad", first=2, last=2)],
    )  # fmt: skip

    def risk(ref, harm, name="zero"):
        return Risk(ref=ref, title=f"Risk {ref}", current=Assessment(levels={"harm": harm}, scheme=name))

    planned = Risk(ref="R5", title="Planned", target=Assessment(levels={"harm": 1}, scheme="zero"))
    risks = (risk("R1", 1), risk("R2", 3), risk("R3", 2), risk("R4", 1), planned, risk("R6", 1, "other"))
    (only,) = report_on(
        Register(ref="r", title="T", risks=risks), **at_hand | {"schemes": {"zero": scheme}}
    ).maps
    assert only.rated == Table(
        "Current ratings (4), the worst first",
        ("Ref", "Risk", "Rating", "Band"),
        (
            ("R2", "Risk R2", "2", "Bad"),
            ("R3", "Risk R3", "1", "Fine"),
            ("R1", "Risk R1", "0", "Fine"),
            ("R4", "Risk R4", "0", "Fine"),
        ),
    )


def test_a_scheme_under_which_nothing_is_rated_now_has_no_table(at_hand, three):
    planned = Risk(ref="R1", title="A", target=Assessment(levels={"a": 1, "b": 1, "c": 1}, scheme="three"))
    register = Register(ref="r", title="T", risks=(planned,))
    (only,) = report_on(register, **at_hand | {"schemes": {"three": three}}).maps
    assert only.rated is None
    assert "Current ratings (" not in text_report(
        report_on(register, **at_hand | {"schemes": {"three": three}})
    )


def test_a_register_with_a_map_lists_its_ratings_there(august_2019, at_hand):
    assert [each.rated for each in report_on(august_2019, **at_hand).maps] == [None]


def test_one_factor_is_said_in_the_singular(at_hand):
    single = Scheme.formula(
        "single", version="1", title="S", source="test",
        factors=[Factor.numbered("harm", ["Little", "Great"])], formula=lambda harm: harm,
    )  # fmt: skip
    harm = Assessment(levels={"harm": 1}, scheme="single")
    register = Register(ref="r", title="T", risks=(Risk(ref="R1", title="A", current=harm),))
    (only,) = report_on(register, **at_hand | {"schemes": {"single": single}}).maps
    assert only.title == "Current ratings under single: no map, it has 1 factor"


@pytest.mark.parametrize(
    ("tally", "text"),
    [
        (Tally.of("Actions", ["open", "overdue", "open"], total=3), "Actions: 3, of which 2 open, 1 overdue"),
        (Tally.of("Bands", ["Low", "High"]), "Bands: 1 Low, 1 High"),
    ],
)
def test_a_tally_counts_the_most_frequent_first(tally, text):
    assert str(tally) == text


def test_a_table_has_only_columns_that_hold_something():
    action = Action(ref="A", title="Do it")
    bare = Standing(action=action, address="A1", state="open")
    owned = attrs.evolve(action, owner="Clerk")
    late = attrs.evolve(bare, action=owned, address="A2", since=date(2019, 1, 1))
    assert Group("open", (bare,)).table == Table("open (1)", ("Ref", "Action"), (("A1", "Do it"),))
    table = Group("open", (bare, late)).table
    assert table.heads == ("Ref", "Action", "Owner", "Since")
    assert table.rows == (("A1", "Do it", "", ""), ("A2", "Do it", "Clerk", "2019-01-01"))


BODY = Body(ref="b", title="Board of Trustees", kind="board", escalates=True, leads=("OPCC",))
OTHER = attrs.evolve(BODY, title="the relevant Executive Board")


@pytest.mark.parametrize(
    ("bodies", "lead", "way"),
    [
        ((), "OPCC", None),
        ((BODY,), "OPCC", "Goes to: Board of Trustees (the band says: the relevant Executive Board)."),
        ((BODY, OTHER), "OPCC", "Goes to: Board of Trustees (the band says: the relevant Executive Board), the relevant Executive Board."),
        ((BODY,), "Finance", "No body of the register takes risks led by Finance; the band sends it to the relevant Executive Board."),
    ],
)  # fmt: skip
def test_above_tolerance_it_goes_to_the_body_of_the_register_whatever_the_band_calls_it(
    at_hand, bodies, lead, way
):
    risk = Risk(
        ref="R1",
        title="A",
        executive_lead=lead,
        current=Assessment(levels={"likelihood": 5, "impact": 5}, scheme="cambs-2019"),
    )
    found = report_on(Register(ref="r", title="T", bodies=bodies, risks=(risk,)), **at_hand)
    (above,) = found.above
    assert above.told.startswith(way or "Whether it was reported")
    assert above.told in " ".join(text_report(found).split())


def reassessed():
    def rated(likelihood, impact, day):
        levels = {"likelihood": likelihood, "impact": impact}
        return Assessment(levels=levels, scheme="cambs-2019", date=day)

    was = EarlierAssessment(phase="current", until=date(2019, 11, 1), assessment=rated(3, 4, "May 2019"))
    aim = EarlierAssessment(phase="target", until=date(2019, 11, 1), assessment=rated(1, 4, "May 2019"))
    now, to = rated(5, 5, "1 November 2019"), rated(1, 1, "1 November 2019")
    return (
        Risk(ref="R1", title="A", current=now, target=to, earlier=(was, aim)),
        Risk(ref="R2", title="B", current=now, target=to),
    )


def test_a_report_of_a_past_day_shows_what_was_in_force_then(at_hand):
    register = Register(ref="r", title="T", risks=reassessed())
    report = report_on(register, **at_hand, before=register)
    (drawn,) = report.maps
    assert drawn.drawn.cells == {(3, 4): ("R1",), (5, 5): ("R2",)}
    above = {each.ref: (each.rating.value, each.target.value) for each in report.above}
    assert above == {"R1": (18, 10), "R2": (25, 1)}
    # The same edition said 25 of R1 by its end, and 18 on the day.
    assert [(each.ref, each.then[:2], each.now[:2]) for each in report.moved.continuing if each.moved.startswith("reassessed")] == [("R1", "25", "18")]  # fmt: skip
    assert report.untold[:2] == (
        "the current rating of R2 on the day: dated later, and shown as it is known first",
        "the target rating of R2 on the day: dated later, and shown as it is known first",
    )


def test_once_everything_is_in_force_nothing_is_dated_later(at_hand):
    register = Register(ref="r", title="T", risks=reassessed())
    report = report_on(register, **at_hand | {"as_of": date(2019, 11, 1)})
    assert not [each for each in report.untold if "dated later" in each]
    assert report.maps[0].drawn.cells == {(5, 5): ("R1", "R2")}
