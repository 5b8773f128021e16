"""Rating and checking: what a toolkit says of a register as it is."""

import inspect
from datetime import date

import pytest

from govkit import (
    Action,
    Assessment,
    Fail,
    Over,
    RatingError,
    Rule,
    Settings,
    Severity,
    Toolkit,
    UnknownNameError,
    rule,
)
from govkit.rules import HEADINGS

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)


def test_risk_is_rated_with_the_reason_where_it_cannot_be(register):
    rated = KIT.rate(register.risk("SR3.1"))
    assert str(rated.current) == "14, Medium-high, above tolerance"
    assert (rated.inherent, rated.target) == (None, None)
    assert rated.unrated == {"inherent": "no level is given for impact"}


def test_assessment_is_rated(register):
    assert KIT.rate(register.risk("SR3.1").current).value == 14


@pytest.mark.parametrize(
    ("assessment", "error", "said"),
    [
        (
            Assessment(levels={"impact": 1}),
            RatingError,
            "not rated under any scheme: the assessment names none",
        ),
        (
            Assessment(scheme="cambs-2019", levels={"likelihood": 9}),
            RatingError,
            'not rated under cambs-2019: likelihood has no level "9"',
        ),
        (
            Assessment(scheme="cambs-2019"),
            RatingError,
            "no level is given for likelihood; no level is given for impact",
        ),
        (
            Assessment(scheme="cambs-2018"),
            UnknownNameError,
            'there is no scheme "cambs-2018"; did you mean "cambs-2019"?',
        ),
    ],
)
def test_assessment_that_cannot_be_rated_raises_why(assessment, error, said):
    with pytest.raises(error) as caught:
        KIT.rate(assessment)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("item", "kind"),
    [("x", "str"), (None, "NoneType"), (Action(ref="1", title="A"), "Action"), ({"impact": 1}, "dict")],
)
def test_only_risks_and_assessments_are_rated(item, kind):
    with pytest.raises(TypeError) as caught:
        KIT.rate(item)
    assert str(caught.value) == f"rate takes a Risk or an Assessment, not {kind}"


def codes(findings):
    return {each.code for each in findings}


def test_check_runs_every_rule(register):
    assert codes(KIT.check(register, as_of=DAY)) == {
        "GKACT001",
        "GKACT003",
        "GKASR004",
        "GKCTL001",
        "GKOWN001",
        "GKSCO001",
        "GKSCO003",
        "GKTOL002",
        "GKTOL004",
    }


@pytest.mark.parametrize(
    ("only", "found"),
    [
        ([], set()),
        (["GKACT003"], {"GKACT003"}),
        (["state-disagrees"], {"GKACT003"}),
        (iter(["risk-without-owner", "GKACT001"]), {"GKOWN001", "GKACT001"}),
        ("state-disagrees", {"GKACT003"}),
        ("GKACT003", {"GKACT003"}),
        ("duplicate-ref", set()),
    ],
)
def test_check_runs_only_what_it_is_asked_to_by_code_or_name(only, found, register):
    assert codes(KIT.check(register, as_of=DAY, only=only)) == found


def test_rule_asked_for_twice_runs_once(register):
    once = KIT.check(register, as_of=DAY, only=["GKOWN001"])
    assert len(once) == 1
    assert KIT.check(register, as_of=DAY, only=["GKOWN001", "risk-without-owner", "GKOWN001"]) == once


@pytest.mark.parametrize(
    ("name", "meant"), [("GKOWN01", "GKOWN001"), ("risk-without-owners", "risk-without-owner")]
)
def test_unknown_rule_is_refused_with_the_nearest_code_or_name(name, meant, register):
    with pytest.raises(UnknownNameError) as caught:
        KIT.check(register, as_of=DAY, only=["GKACT001", name])
    assert str(caught.value) == f'there is no rule "{name}"; did you mean "{meant}"?'


@pytest.mark.parametrize("name", ["duplicate-refs", ""])
def test_single_text_is_one_name_and_not_its_letters(name, register):
    with pytest.raises(UnknownNameError) as caught:
        KIT.check(register, as_of=DAY, only=name)
    assert str(caught.value).startswith(f'there is no rule "{name}"; ')


def rule_of(code):
    @rule(code=code, name="same-name", severity=Severity.NOTE, over=Over.REGISTER, message="{day}")
    def shows(_, context):
        """It shows.

        What it does
        Why it matters
        Example
        Instead
        """
        if context.as_of.year == 1:
            raise ValueError(context.as_of)
        yield Fail("", {"day": context.as_of})

    return shows


def test_two_rules_of_one_name_both_run_when_it_is_asked_for(register, plugin):
    kit = Toolkit(plugin(govkit_rules=lambda: [rule_of("ACMEXX001"), rule_of("ACMEXX002")]), strict=True)
    assert codes(kit.check(register, as_of=DAY, only=["same-name"])) == {"ACMEXX001", "ACMEXX002"}


def test_day_in_question_reaches_the_rules(register, plugin):
    kit = Toolkit(plugin(govkit_rules=lambda: [rule_of("ACMEXX001")]))
    assert [each.message for each in kit.check(register, as_of=DAY)] == ["2019-10-09"]


def test_rule_that_raises_is_named_with_its_distribution(register, plugin):
    kit = Toolkit(plugin(govkit_rules=lambda: [rule_of("ACMEXX001")]))
    (finding,) = kit.check(register, as_of=date(1, 1, 1))
    assert finding.code == "GKPLG002"
    lines, first = inspect.getsourcelines(rule_of)
    (line,) = (first + at for at, text in enumerate(lines) if "raise ValueError" in text)
    assert finding.message == (
        f"ACMEXX001 same-name of (passed in) raised ValueError: 0001-01-01 (test_judging.py, line {line}), "
        f"here; it did not finish"
    )


def test_settings_bring_rules_that_may_be_named(register):
    brought = Rule(
        code="ACMRSK001",
        name="shows",
        severity=Severity.NOTE,
        over=Over.RISK,
        message="{ref}",
        check=lambda at, _: [Fail("", {"ref": at.item.ref})],
        page="\n".join(HEADINGS),
    )
    kit = Toolkit.installed()
    settings = Settings(rules={"acme.yaml": (brought,)})
    for only in ("ACMRSK001", "shows"):
        (finding,) = kit.check(register, as_of=date(2019, 10, 9), only=only, settings=settings)
        assert (finding.code, finding.ref, finding.origin) == ("ACMRSK001", "SR3.1", "acme.yaml")
    with pytest.raises(UnknownNameError):
        kit.check(register, as_of=date(2019, 10, 9), only="shows")
