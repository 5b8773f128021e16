"""Made-up findings that the tests of all forms share."""

from datetime import date
from pathlib import Path

import pytest

from govkit import Register, Toolkit
from govkit.io import loads
from govkit.model import Waiver
from govkit.report.findings import Checked, Results
from govkit.rules import Finding, Outcome, Severity

REGISTERS = Path(__file__).parents[3] / "examples" / "registers"


WAIVER = Waiver(rule="GKACT001", ref="SR1/A1", reason="as printed", by="Board", until="31 March 2020")


def found(message="nobody is named to do it", **more):
    """A finding that says just this, whatever braces are in it."""
    known = {
        "code": "GKACT001", "name": "action-without-owner", "severity": Severity.WARNING,
        "outcome": Outcome.FAILS, "ref": "SR1/A1", "path": "/actions/0", "element": "", "template": "{said}",
    }  # fmt: skip
    if more.get("outcome") is Outcome.WAIVED:
        more.setdefault("waiver", WAIVER)
    return Finding(**(known | {"values": {"said": message}} | more))


def results_of(*findings, register=None, **more):
    register = register or Register(ref="r", title="T")
    return Results(checked=(Checked(register, findings),), **more)


@pytest.fixture(scope="session")
def kit():
    return Toolkit.installed()


@pytest.fixture(scope="session")
def make():
    return found


@pytest.fixture(scope="session")
def of():
    return results_of


@pytest.fixture(scope="session")
def loaded():
    """A register read from a text."""

    def load(text, name="r.yaml"):
        return loads(text, name)

    return load


@pytest.fixture(scope="session")
def checked_files(kit):
    """What a check of sample registers comes to, as the command hands it over."""

    def check(*names, day=date(2019, 10, 9), folder=REGISTERS):
        checked = []
        rules = tuple((rule, kit.origin(rule)) for rule in kit.rules.values())
        for name in names:
            register = kit.load(folder / name)
            checked.append(Checked(register, tuple(kit.check(register, as_of=day)), rules=rules))
        return Results(checked=tuple(checked), plugins=kit.plugins)

    return check
