"""Registers that the tests of all forms of the report share."""

from datetime import date
from decimal import Decimal
from importlib import metadata
from pathlib import Path

import attrs
import pytest

from govkit import (
    Action,
    Assessment,
    Assurance,
    Control,
    DeliveryActivity,
    Factor,
    Indicator,
    Objective,
    PriorityAction,
    Reading,
    Register,
    Risk,
    Scheme,
    Toolkit,
)

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
            Risk(
                ref="R2",
                title=MARKUP,
                current=Assessment(scheme=MARKUP),
                controls=(Control(ref="C1", title=MARKUP),),
                assurances=(Assurance(ref="S1", title=MARKUP, covers=("C1",), line=1, received="May 2019"),),
            ),
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


@pytest.fixture(scope="session")
def november_2019(august_2019):
    """An invented later edition: risks go both ways, one is closed, two are new, one of them not rated."""

    def assessed(likelihood, impact):
        return Assessment(levels={"likelihood": likelihood, "impact": impact}, scheme="cambs-2019")

    now = {"SR1.1": (4, 3), "SR2.1": (1, 3), "SR3.1": (2, 4), "SR4.2": (2, 4), "SR4.4": (3, 5)}
    aims = {"SR4.2": (3, 5)}
    risks = [
        attrs.evolve(
            risk,
            current=assessed(*now[risk.ref]) if risk.ref in now else risk.current,
            target=assessed(*aims[risk.ref]) if risk.ref in aims else risk.target,
        )
        for risk in august_2019.risks
        if risk.ref != "SR3.5"
    ]
    new = Risk(ref="SR5.1", title="Invented", current=assessed(2, 4), target=assessed(1, 3))
    bare = Risk(ref="SR5.2", title="Invented, not assessed")
    return attrs.evolve(
        august_2019, edition="2019-11-13", risks=(*risks, new, bare), title="Register, November 2019"
    )


@pytest.fixture(scope="session")
def measured():
    """Every status, with and without targets, and activities with and without theirs."""

    def indicator(ref, *values, **more):
        readings = [
            Reading(period=f"{month} 2019", value=value)
            for month, value in zip(("May", "June"), values, strict=False)
        ]
        return Indicator(ref=ref, title=f"Measure {ref}", unit="%", readings=tuple(readings), **more)

    target = {"direction": "up", "target": Decimal(90), "tolerance": Decimal(5)}
    activities = [
        DeliveryActivity(ref=f"A{n}", title=f"Activity {n}", rag=rag)
        for n, rag in enumerate(("green", "amber", "red", None), start=1)
    ]
    return Register(
        ref="m",
        title="Measured",
        indicators=(
            indicator("M1", Decimal(80), Decimal(92), **target),
            indicator("M2", Decimal(90), Decimal(86), **target, assumed=("direction", "target")),
            indicator(
                "M3", Decimal(90), Decimal("70.5"), **target, notes="Told twice.", assumed=("direction",)
            ),
            indicator("M4", Decimal(1), Decimal(2)),
            indicator("M5", assumed=("what it means",)),
        ),
        objectives=(
            Objective(
                ref="o1",
                title="First",
                priorities=(
                    PriorityAction(ref="01", title="Answer calls", activities=tuple(activities)),
                    PriorityAction(ref="02", title="Nothing yet"),
                ),
            ),
            Objective(ref="o2", title="Second"),
        ),
    )
