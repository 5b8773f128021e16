"""What a rule of a file says where it fails or cannot tell: place, values, words."""

from datetime import date

import pytest

from govkit import Assessment, Fail, Register, Risk, Rule, Severity, Unknown
from govkit.model import EarlierAssessment

LED = Risk(
    ref="R1",
    title="A",
    executive_lead="Chief {x}",
    current=Assessment(levels={"likelihood": 2, "impact": 4}, date="March 2019"),
)
REGISTER = Register(
    ref="r", title="T", scheme="cambs-2019", risks=(LED, Risk(ref="R2", title="B", senior_lead="Clerk"))
)


def test_a_rule_of_a_file_is_a_rule_like_any_other(made, one):
    rule = made(severity="error", source="Policy, 4.2", by_default=False)
    assert isinstance(rule, Rule)
    assert (rule.code, rule.name, rule.severity, rule.over) == ("ACMRSK001", "shows", Severity.ERROR, "risk")
    assert (rule.source, rule.by_default, rule.page) == ("Policy, 4.2", False, one()["page"])
    assert rule.title == "It shows"
    assert rule.condition == "senior lead is not recorded"


def test_a_finding_says_why(asked):
    found = asked(REGISTER, given={"present": "executive_lead"})
    assert found == {
        "R1": Fail(
            "", {"ref": "R1"}, "It fails because executive lead is recorded and senior lead is not recorded."
        ),
        "R2": None,
    }


@pytest.mark.parametrize(
    ("over", "at", "path"),
    [
        ("risk", None, ""),
        ("risk", "senior_lead", "/senior_lead"),
        ("risk", "current.levels", "/current/levels"),
        ("risk", "actions", "/actions"),
        ("register", "ref", "/register"),
        ("register", "reference", "/source"),
    ],
)
def test_a_finding_is_about_the_element_that_is_named(asked, over, at, path):
    found = asked(REGISTER, over=over, at=at, when={"present": "title"})
    assert {each.path for each in found.values()} == {path}


@pytest.mark.parametrize(
    ("names", "path"),
    [
        (["statement"], "/statement"),
        (["inherent.band"], "/inherent"),
        (["inherent.date.last"], "/inherent"),
        (["target.date.last", "target.by"], "/target"),
        (["inherent.by", "target.by"], ""),
        (["register.organisation"], ""),
    ],
)
def test_what_is_missing_is_missing_at_its_place(asked, names, path):
    conditions = [{"compare": {"left": name, "op": "!=", "right": {"name": name}}} for name in names]
    assert asked(REGISTER, when={"any": conditions})["R1"].path == path


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("{ref} {title}", "R1 A"),
        ("{executive_lead}", "Chief {x}"),
        ("{{{ref}}} {{ref}}", "{R1} {ref}"),
        ("{current.band} {current.band_label} {current.value}", "medium-high Medium-high 14"),
        ("{current.date} {current.date.last}", "March 2019 2019-03-31"),
        ("{above_tolerance} {controls.count}", "true 0"),
        (
            "{senior_lead}, {inherent.band}, {inherent.date.last}",
            "(not recorded), (not recorded), (not recorded)",
        ),
        ("100 % of nothing", "100 % of nothing"),
    ],
)
def test_a_message_is_filled_in(asked, made, message, said):
    (fail, _) = asked(REGISTER, message=message).values()
    assert made(message=message).message.format_map(fail.values) == said


def test_a_rating_that_cannot_be_told_is_said_in_a_message(asked):
    found = asked(Register(ref="r", title="T", risks=(LED,)), message="{value}")
    assert found["R1"].values == {"value": "(not known)"}


def test_the_assessment_that_was_in_force_on_the_day_counts(asked):
    was = Assessment(levels={"likelihood": 1, "impact": 1}, scheme="cambs-2019", by="Clerk", date="May 2019")
    new = Assessment(levels={"likelihood": 5, "impact": 5}, scheme="cambs-2019", date="1 November 2019")
    risk = Risk(
        ref="R1",
        title="A",
        current=new,
        target=new,
        earlier=(EarlierAssessment(phase="current", until=date(2019, 11, 1), assessment=was),),
    )
    register = Register(ref="r", title="T", risks=(risk,))
    low = {"compare": {"left": "band", "op": "==", "right": "low"}}
    (said,) = asked(register, when={"all": [low, {"present": "current.by"}]}, message="{value}").values()
    assert (said.path, said.values) == ("", {"value": 1})
    for name, path in (("target.above_tolerance", "/target"), ("target.by", "/target/by")):
        (said,) = asked(register, when={"present": name}).values()
        what = name.replace(".", " ").replace("_", " ")
        missing = f"{what} is not known: the target assessment is dated later than 2019-10-09"
        assert said == Unknown(missing, path)
