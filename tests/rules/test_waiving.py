"""Waivers: what they silence, and what is said of those that silence nothing."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import (
    Fail,
    Objective,
    Outcome,
    Over,
    Register,
    Risk,
    Settings,
    Severity,
    Toolkit,
    Unknown,
    Waiver,
    hookimpl,
    rule,
)
from govkit.rules import HEADINGS, PlacedWaiver
from govkit.testing import strategies

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)
REGISTER = Register(
    ref="r",
    title="T",
    objectives=(Objective(ref="p", title="P"),),
    risks=(Risk(ref="R1", title="A", objective="o"), Risk(ref="R2", title="B", objective="o")),
)
OF_WAIVERS = ("GKWAI001", "GKWAI002", "GKWAI003")


def waived(*waivers, register=REGISTER, only=("GKREF002", *OF_WAIVERS), kit=KIT, **settings):
    register = attrs.evolve(register, waivers=waivers)
    return kit.check(register, as_of=DAY, only=only, settings=Settings(**settings))


def waiver(**changes):
    return Waiver(**{"rule": "GKREF002", "ref": "R1", "reason": "the plan is being written"} | changes)


def outcomes(findings):
    return [(each.code, each.ref, str(each.outcome)) for each in findings]


def test_a_waiver_silences_its_rule_at_its_item_and_goes_with_the_finding():
    mine = waiver(by="Audit Committee", until="9 October 2019")
    findings = waived(mine)
    assert outcomes(findings) == [("GKREF002", "R1", "waived"), ("GKREF002", "R2", "fails")]
    assert [each.waiver for each in findings] == [mine, None]
    assert findings[0].message == waived()[0].message


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rule": "dangling-ref"}, []),
        ({"element": "objective"}, []),
        ({"element": "title"}, ["GKWAI003"]),
        ({"ref": "R3"}, ["GKWAI003"]),
        ({"ref": "R1/A1"}, ["GKWAI003"]),
        ({"reason": None}, ["GKWAI001"]),
        ({"reason": None, "until": "2018"}, ["GKWAI001"]),
        ({"until": "8 October 2019"}, ["GKWAI002"]),
        ({"until": "ongoing"}, ["GKWAI002"]),
        ({"until": "from April 2019"}, ["GKWAI002"]),
    ],
)
def test_what_is_not_in_force_or_about_something_else_waives_nothing_and_says_so(changes, says):
    findings = waived(waiver(**changes))
    assert [each.code for each in findings if each.code in OF_WAIVERS] == says
    assert (("GKREF002", "R1", "waived") in outcomes(findings)) is (says == [])


def test_of_two_waivers_for_one_finding_the_first_is_used():
    first, second = waiver(by="Board"), waiver(by="Committee")
    findings = waived(first, second)
    assert [each.path for each in findings if each.code == "GKWAI003"] == ["/waivers/1"]
    assert next(each for each in findings if each.ref == "R1").waiver == first


def test_nothing_waives_what_is_said_of_waivers():
    findings = waived(waiver(reason=None), waiver(rule="GKWAI001", ref="r"))
    said = [each for each in findings if each.code in OF_WAIVERS]
    assert outcomes(said) == [("GKWAI001", "r", "fails"), ("GKWAI003", "r", "fails")]
    why = "what is found of waivers, or that a rule broke down, cannot be waived"
    assert said[1].message.endswith(f"GKWAI001 at r waives nothing: {why}")


def test_a_waiver_of_a_rule_that_did_not_run_is_not_called_unused():
    assert outcomes(waived(waiver(rule="GKOWN001"))) == [
        ("GKREF002", "R1", "fails"),
        ("GKREF002", "R2", "fails"),
    ]


def page(text):
    return f"{text}\n\n" + "\n\n".join(f"{heading}\nSomething." for heading in HEADINGS)


def plugin(*rules):
    return type("Plugin", (), {"govkit_rules": staticmethod(hookimpl(lambda: list(rules)))})


def unsure(located, _):
    yield Unknown("the weather")


def everywhere(located, _):
    yield Unknown("the register records no weather")


def raising(located, _):
    raise ValueError("storm")


@pytest.mark.parametrize(
    ("function", "over"), [(unsure, Over.RISK), (everywhere, Over.REGISTER), (raising, Over.RISK)]
)
def test_where_the_rule_could_not_tell_neither_can_the_rule_about_unused_waivers(function, over):
    function.__doc__ = page("It depends.")
    storm = rule(code="ACMSTO001", name="storm", severity=Severity.NOTE, over=over, message="it storms")(
        function
    )
    kit = Toolkit.installed(plugin(storm))
    findings = waived(waiver(rule="storm"), kit=kit, only=["storm", "GKWAI003"])
    (said,) = [each for each in findings if each.code == "GKWAI003"]
    assert said.outcome is Outcome.NOT_EVALUATED
    assert (
        said.message
        == "not evaluated: whether the waiver of storm at R1 is needed, since the rule could not tell"
    )


def test_a_rule_that_may_be_of_a_denied_plugin_is_not_called_misspelt():
    kit = Toolkit.installed(deny=["workflow-risk"])
    (said,) = [each for each in waived(waiver(rule="ACMSTO001"), kit=kit) if each.code == "GKWAI003"]
    assert said.outcome is Outcome.NOT_EVALUATED
    assert said.message.startswith('not evaluated: there is no rule "ACMSTO001"; known: ')
    assert said.message.endswith("; not loaded, because denied: workflow-risk")


def test_waivers_beside_the_register_count_as_its_own():
    beside = (PlacedWaiver(waiver(), "/waivers/0"), PlacedWaiver(waiver(ref="R9"), "/waivers/1"))
    findings = waived(waivers=beside)
    assert outcomes(findings) == [
        ("GKREF002", "R1", "waived"),
        ("GKREF002", "R2", "fails"),
        ("GKWAI003", "r", "fails"),
    ]


@given(strategies.registers(), st.data())
def test_waiving_and_waiving_no_more_leaves_everything_as_it_was(register, data):
    register = attrs.evolve(register, waivers=())
    before = KIT.check(register, as_of=DAY)
    failing = [each for each in before if each.outcome is Outcome.FAILS]
    if not failing:
        return
    chosen = data.draw(st.lists(st.sampled_from(failing), unique_by=lambda each: (each.code, each.ref)))
    waivers = tuple(Waiver(rule=each.code, ref=each.ref, reason="so decided") for each in chosen)
    during = KIT.check(attrs.evolve(register, waivers=waivers), as_of=DAY)
    # A waived finding is the same but for its outcome, and no waiver is called unused.
    undone = [
        attrs.evolve(each, outcome=Outcome.FAILS, waiver=None) if each.waiver else each for each in during
    ]
    assert undone == before
    names = {(each.code, each.ref) for each in chosen}
    assert {(each.code, each.ref) for each in during if each.outcome is Outcome.WAIVED} == names
    assert KIT.check(attrs.evolve(register, waivers=()), as_of=DAY) == before


def test_a_finding_of_nothing_but_fails_is_waived():
    both = rule(code="ACMSTO001", name="storm", severity=Severity.NOTE, over=Over.RISK, message="it storms")

    def mixed(located, _):
        yield Fail()
        yield Unknown("the wind")

    mixed.__doc__ = page("Both.")
    kit = Toolkit(plugin(both(mixed)))
    findings = waived(waiver(rule="storm"), kit=kit, only=["storm"])
    assert [str(each.outcome) for each in findings if each.ref == "R1"] == ["waived", "not evaluated"]


@pytest.mark.parametrize("shared", [True, False])
def test_a_waiver_for_another_register_waives_nothing_here(shared):
    placed = PlacedWaiver(waiver(register="s"), "/waivers/0", shared=shared)
    findings = waived(waivers=(placed,))
    said = [each.message for each in findings if each.code in OF_WAIVERS]
    # Among the waivers of several registers it has its place; beside this one it has not.
    told = 'the waiver of GKREF002 at R1 waives nothing: it is for the register "s"'
    assert said == ([] if shared else [told])
    assert [each.outcome for each in findings if each.ref == "R1"] == [Outcome.FAILS]


def test_a_waiver_that_names_its_register_is_in_force_in_it():
    placed = PlacedWaiver(waiver(register="r"), "/waivers/0", shared=True)
    assert outcomes(waived(waivers=(placed,)))[0] == ("GKREF002", "R1", "waived")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"ref": "R3"}, 'there is no item "R3"; known: r, p, R1, R2'),
        ({"ref": "p"}, "the rule finds nothing there"),
        ({"element": "title"}, "the rule finds nothing there"),
        ({"rule": "GKREF"}, "a waiver is of one rule, and GKREF begins the codes of 4"),
        ({"rule": "rule-raised", "ref": "r"}, "what is found of waivers, or that a rule broke down, cannot be waived"),
    ],
)  # fmt: skip
def test_why_a_waiver_waives_nothing(changes, why):
    (said,) = [each for each in waived(waiver(**changes)) if each.code == "GKWAI003"]
    assert said.message.partition(" waives nothing: ")[2] == why


def test_a_waiver_of_what_is_waived_already_is_told_so():
    (said,) = [each for each in waived(waiver(), waiver(by="Board")) if each.code == "GKWAI003"]
    assert (said.path, said.edit) == ("/waivers/1", None)
    assert said.message.endswith("waives nothing: another waiver covers what it is of")


def test_a_waiver_kept_for_several_registers_is_told_how_to_say_which():
    shared = [PlacedWaiver(waiver(ref=ref), shared=True) for ref in ("R3", "p")]
    named = PlacedWaiver(waiver(ref="p", register="r"), shared=True)
    said = [each for each in waived(waivers=(*shared, named)) if each.code == "GKWAI003"]
    hint = "; if it is for another register, say which: register: ID"
    assert [each.message.endswith(hint) for each in said] == [True, True, False]
    assert [each.edit is not None for each in said] == [False, False, True]


def test_that_a_rule_broke_down_is_never_waived():
    raising.__doc__ = page("It breaks down.")
    broken = rule(code="ACMSTO001", name="storm", severity=Severity.NOTE, over=Over.RISK, message="m")(
        raising
    )
    kit = Toolkit.installed(plugin(broken))
    findings = waived(waiver(rule="GKPLG002"), kit=kit, only=["storm", "GKPLG002"])
    assert outcomes(findings) == [("GKPLG002", "R1", "fails")]
