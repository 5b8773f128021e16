"""Registers as plain data, and plain data as registers."""

from typing import Any, Final

from cattrs import ClassValidationError

from govkit.errors import Problem
from govkit.formats.collect import problems_of
from govkit.formats.collector import collector_paused
from govkit.formats.converter import make_converter
from govkit.formats.fault import Fault
from govkit.io.kinds import POAM, RESULTS
from govkit.model import PHASES, Action, Assurance, Register, Review, Risk

_CONVERTER: Final = make_converter()
NOTHING: Final = "there is nothing in it; a register has at least the keys register and title"
"""What is wrong with a file that holds nothing."""


def structure(data: object) -> Register | list[Problem]:
    """Turn plain data into a register.

    Args:
        data: what a reader found in a file.

    Returns:
        The register, or every problem with its path.
    """
    if data is None or data == {}:
        return [Problem(NOTHING)]
    if isinstance(data, dict) and "factors" in data and "register" not in data:
        return [Problem("this is a scheme, not a register; govkit schemes show and verify read it")]
    if isinstance(data, dict) and data.keys() & {POAM, RESULTS}:
        return [Problem("this is an OSCAL document, not a register; govkit import makes one of it")]
    try:
        with collector_paused():
            register: Register = _CONVERTER.structure(data, Register)
    except (Fault, ClassValidationError) as error:
        return problems_of(error)
    return register


def unstructure(register: Register) -> dict[str, Any]:
    """Turn a register into plain data, leaving out what equals a default or the register's own default.

    Args:
        register: any register.

    Returns:
        Mappings, lists, texts and numbers, in the order people write them.
    """
    data: dict[str, Any] = _CONVERTER.unstructure(register)
    inherited: list[tuple[str, dict[str, Any]]] = [(Action.KIND, each) for each in data.get("actions", ())]
    for risk in data.get("risks", ()):
        inherited.append((Risk.KIND, risk))
        inherited += [(Review.KIND, risk["review"])] if "review" in risk else []
        inherited += [(Assurance.KIND, each) for each in risk.get("assurances", ())]
        inherited += [(Action.KIND, each) for each in risk.get("actions", ())]
        for phase in PHASES:
            assessment = risk.get(phase)
            if assessment and register.scheme is not None and assessment["scheme"] == register.scheme:
                del assessment["scheme"]
    for kind, item in inherited:
        if kind in register.workflows and item["workflow"] == register.workflows[kind]:
            del item["workflow"]
    return data
