"""Rules made up by tests, and a run of them."""

from datetime import date

from govkit import Context, Finding, Over, Register, Risk, Severity, Toolkit
from govkit.rules import HEADINGS, Rule, check

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)
PAGE = "It shows.\n\n" + "\n\n".join(f"{heading}\nSomething." for heading in HEADINGS)
REGISTER = Register(ref="r", title="T", risks=(Risk(ref="SR3.1", title="A"), Risk(ref="SR3.2", title="B")))


def make(function, **changes) -> Rule:
    """Make a rule of a function, over risks unless the changes say otherwise."""
    defaults = {
        "code": "ACMXXX001",
        "name": "shows",
        "severity": Severity.NOTE,
        "over": Over.RISK,
        "message": "{what} is wrong",
        "page": PAGE,
    }
    return Rule(check=function, **(defaults | changes))


def run(*rules: Rule, register: Register = REGISTER) -> list[Finding]:
    """Run rules over a register, as those of a plug-in."""
    context = Context(register=register, as_of=DAY, schemes=KIT.schemes, workflows=KIT.workflows)
    return check([(each, "acme-rules 2.0") for each in rules], context)


def says(*results):
    """Make a check that yields the same results for every item."""
    return lambda _, __: iter(results)
