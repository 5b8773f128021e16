"""Registers that the tests of all forms of the report share."""

from datetime import date
from importlib import metadata
from pathlib import Path

import pytest

from govkit import Action, Assessment, Factor, Register, Risk, Scheme, Toolkit

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
MARKUP = "<script>alert(1)</script> & </td> | a\nnew\u202eline [x](javascript:1) `c` *b* \x07"


@pytest.fixture(scope="session")
def kit():
    return Toolkit.installed()


@pytest.fixture(scope="session")
def at_hand(kit):
    """What every form takes beside the register, on the day of the board's meeting."""
    return {"as_of": date(2019, 10, 9), "schemes": kit.schemes, "workflows": kit.workflows}


@pytest.fixture(scope="session")
def made():
    """What every form ends with where nothing but govkit was used."""
    return f"Made by govkit {metadata.version('govkit')}."


@pytest.fixture(scope="session")
def august_2019(kit):
    return kit.load(REGISTERS / "cambs-2019.yaml")


@pytest.fixture(scope="session")
def paper():
    """The cells of the map on the second page of the register of August 2019."""
    return {
        (2, 4): {"SR3.4", "SR4.4"},
        (3, 4): {"SR1.1", "SR3.1", "SR3.2"},
        (2, 3): {"SR3.3", "SR4.2", "SR4.3", "SR4.5"},
        (1, 2): {"SR3.5"},
        (2, 2): {"SR2.1", "SR2.2", "SR2.3", "SR4.1"},
    }


@pytest.fixture(scope="session")
def markup():
    """A title that every form has something to escape in, and how a reader is to see it."""
    seen = r"<script>alert(1)</script> & </td> | a new\u202eline [x](javascript:1) `c` *b* \x07"
    return MARKUP, seen


@pytest.fixture(scope="session")
def hostile():
    top = Assessment(levels={"likelihood": 5, "impact": 5}, scheme="cambs-2019")
    action = Action(ref="A|1", title=MARKUP, owner=MARKUP, state=MARKUP)
    return Register(
        ref="h",
        title=MARKUP,
        organisation=MARKUP,
        risks=(
            Risk(ref="<b>|", title=MARKUP, current=top, actions=(action,)),
            Risk(ref="R2", title=MARKUP, current=Assessment(scheme=MARKUP)),
        ),
    )


@pytest.fixture(scope="session")
def three():
    """A scheme of three factors, so without a map, and with something assumed."""
    return Scheme.formula(
        "three",
        version="1",
        title="Three",
        source="test",
        factors=[Factor.numbered(key, ["Low", "High"]) for key in ("a", "b", "c")],
        formula=lambda a, b, c: a * b * c,
        tolerance=4,
        assumed=["That it is three."],
    )


@pytest.fixture(scope="session")
def of_three():
    level = Assessment(levels={"a": 2, "b": 2, "c": 2}, scheme="three")
    return Register(ref="t", title="Three", risks=(Risk(ref="R1", title="A", current=level),))
