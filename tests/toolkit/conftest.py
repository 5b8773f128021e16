"""A register and plug-ins for the tests of the toolkit."""

import types

import pytest

from govkit import Action, Assessment, Register, Risk, hookimpl

REGISTER = Register(
    ref="r",
    title="T",
    scheme="cambs-2019",
    risks=(
        Risk(
            ref="SR3.1",
            title="A",
            inherent=Assessment(levels={"likelihood": 2}),
            current=Assessment(levels={"likelihood": 2, "impact": 4}),
            actions=(
                Action(ref="A1", title="A", deadline="31/12/2018"),
                Action(ref="A2", title="B", state="ongoing", deadline="Mar-19"),
            ),
        ),
    ),
    actions=(Action(ref="1.0", title="C", deadline="31/10/2019"),),
)


@pytest.fixture
def register():
    return REGISTER


@pytest.fixture
def plugin():
    """Make a plug-in of hooks by name."""
    return lambda **hooks: types.SimpleNamespace(**{name: hookimpl(hook) for name, hook in hooks.items()})
