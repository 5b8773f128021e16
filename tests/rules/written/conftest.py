"""Files of rules for tests, made of one that is right."""

import json
from datetime import date

import pytest

from govkit import Toolkit
from govkit.rules import HEADINGS, Context, read_rules

PAGE = "It shows.\n\n" + "\n\n".join(f"{heading}\nSomething." for heading in HEADINGS)
KIT = Toolkit.installed(strict=True)
DAY = date(2019, 10, 9)


def _one(**changes):
    whole = {
        "code": "ACMRSK001",
        "name": "shows",
        "severity": "note",
        "over": "risk",
        "when": {"not": {"present": "senior_lead"}},
        "message": "{ref} shows",
        "page": PAGE,
    }
    return {key: value for key, value in (whole | changes).items() if value is not None}


@pytest.fixture
def one():
    """Give the data of a rule that differs so; what is None is left out."""
    return _one


@pytest.fixture
def write(tmp_path):
    """Write a file of rules and give its path."""

    def written(*rules, name="acme.json", data=None):
        path = tmp_path / name
        path.write_text(json.dumps({"rules": rules} if data is None else data), encoding="utf-8")
        return path

    return written


@pytest.fixture
def made(write):
    """Make the one rule that differs so."""

    def make(**changes):
        (rule,) = read_rules(write(_one(**changes)))
        return rule

    return make


@pytest.fixture
def asked(made):
    """Ask a rule of all items of a register: per address what it says, None for nothing."""

    def ask(register, **changes):
        rule = made(**changes)
        context = Context(register=register, as_of=DAY, schemes=KIT.schemes, workflows=KIT.workflows)
        return {at.address: next(iter(rule.check(at, context)), None) for at in rule.items(register)}

    return ask
