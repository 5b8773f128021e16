"""A rule of a file finds what the same rule in Python finds, whatever the register."""

import pytest
from attrs import evolve
from effort import examples
from hypothesis import given, settings

from govkit import Action, Assessment, Fail, Register, Risk, Toolkit, Unknown, hookimpl
from govkit.errors import did_you_mean
from govkit.rules import HEADINGS, read_rules
from govkit.testing.strategies import AS_OF, registers, valid_registers

KIT = Toolkit.installed(strict=True)
SCHEME = KIT.scheme("cambs-2019")
PAGE = "It shows.\n\n" + "\n\n".join(f"{heading}\nSomething." for heading in HEADINGS)
FILE = """
rules:
  - code: ACMRSK001
    name: led
    severity: warning
    over: risk
    given: {any: [{compare: {left: band, op: in, right: [medium-high, high, critical]}}, {compare: {left: above_tolerance, op: ==, right: true}}]}
    when: {not: {present: senior_lead}}
    at: senior_lead
    message: "{ref} is {band_label} with {controls.count} controls"
    page: &
  - code: ACMACT001
    name: old
    severity: note
    over: action
    given: {not: {compare: {left: title, op: contains, right: a}}}
    when:
      all:
        - {compare: {left: due.last, op: <, right: {name: as_of}}}
        - {compare: {left: due.last.days_since, op: "!=", right: 3}}
    at: deadline
    message: "due {due}"
    page: &
""".replace("page: &", f"page: {PAGE!r}".replace("'", '"'))


def led(at, context):
    risk = at.item
    if risk.senior_lead is not None and risk.senior_lead.strip():
        return
    if risk.current is None:
        yield Unknown("band is not recorded; above tolerance is not recorded", "/current")
        return
    rated = context.risk_on(risk).rated
    rating = rated.current
    if rating is None:
        reason = rated.unrated["current"]
        yield Unknown(f"band is not known: {reason}; above tolerance is not known: {reason}", "/current")
        return
    missing = []
    keys = [band.key for band in context.schemes[rating.scheme].bands]
    if rating.band is None:
        missing.append(f"band is not known: {rating.scheme} has no bands")
    elif rating.band.key in ("medium-high", "high", "critical"):
        yield _fail(risk, rating)
        return
    elif gone := [each for each in ("medium-high", "high", "critical") if each not in keys]:
        said = (f'"{each}"{did_you_mean(each, keys)}' for each in gone)
        missing.append(f"{rating.scheme} has no band {'; nor '.join(said)}")
    if rating.within_tolerance is None:
        missing.append(f"above tolerance is not known: {rating.scheme} sets no tolerance")
    elif not rating.within_tolerance:
        yield _fail(risk, rating)
        return
    if missing:
        yield Unknown("; ".join(missing), "/current")


def _fail(risk, rating):
    values = {
        "ref": risk.ref,
        "band_label": rating.band.label if rating.band else "(not known)",
        "controls_count": len(risk.controls),
    }
    why = (
        'It fails because (either band is one of "medium-high", "high", "critical" or above tolerance is true) '
        "and senior lead is not recorded."
    )
    return Fail("/senior_lead", values, why)


def old(at, context):
    action = at.item
    if "a" in action.title:
        return
    due = action.due
    if due is None or due.last is None:
        said = "is not recorded"
        if due is not None and due.text.strip():
            what = "has no last day" if due.readable else "is no date"
            said = f'is not known: "{due}" {what}; write it as 31/03/2020, March 2020, Q4 2019-20 or 2019/20'
        yield Unknown(f"due last {said}; due last days since {said}", "")
    elif due.last < context.as_of and (context.as_of - due.last).days != 3:
        why = (
            'It fails because title does not contain "a", due last comes before the day in question, and '
            "due last days since is not 3."
        )
        yield Fail("/deadline", {"due": due}, why)


@pytest.fixture(scope="module")
def kits(tmp_path_factory):
    path = tmp_path_factory.mktemp("rules") / "acme.yaml"
    path.write_text(FILE, encoding="utf-8")
    rules = read_rules(path)
    return offering(rules), offering(
        [evolve(each, check=check) for each, check in zip(rules, (led, old), strict=True)]
    )


def offering(rules):
    class Plugin:
        @hookimpl
        def govkit_rules(self):
            return rules

    return Toolkit.installed(Plugin(), strict=True)


def found(kit, register):
    return kit.check(register, as_of=AS_OF, only=["ACMRSK001", "ACMACT001"])


@given(register=registers() | valid_registers(SCHEME))
@settings(max_examples=examples(60))
def test_both_find_the_same(kits, register):
    of_file, of_python = (found(kit, register) for kit in kits)
    assert of_file == of_python
    assert [str(each) for each in of_file] == [str(each) for each in of_python]


def test_each_of_them_fails_and_cannot_tell_somewhere(kits):
    high = Assessment(levels={"likelihood": 5, "impact": 5})
    register = Register(
        ref="r",
        title="T",
        scheme="cambs-2019",
        risks=(Risk(ref="R1", title="A", current=high), Risk(ref="R2", title="B")),
        actions=(
            Action(ref="1", title="Do", deadline="2019-01-01"),
            Action(ref="2", title="Do", deadline="soon"),
        ),
    )
    of_file, of_python = (found(kit, register) for kit in kits)
    assert of_file == of_python
    assert {(each.code, str(each.outcome), each.ref) for each in of_file} == {
        ("ACMRSK001", "fails", "R1"),
        ("ACMRSK001", "not evaluated", "R2"),
        ("ACMACT001", "fails", "1"),
        ("ACMACT001", "not evaluated", "2"),
    }
