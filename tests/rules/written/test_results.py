"""What a rule of a file says where it fails or cannot tell: place, values, words."""

import pytest

from govkit import Assessment, Fail, Register, Risk, Rule, Severity

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
