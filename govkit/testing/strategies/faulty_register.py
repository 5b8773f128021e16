"""Registers with one seeded fault, and the rule that has to find it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import attrs
from hypothesis import strategies as st

from govkit.errors import DefinitionError, UnknownNameError
from govkit.model import Cadence, Register
from govkit.scoring import Aggregation, BaseScheme
from govkit.scoring.required import require_scheme
from govkit.testing.strategies.fault_of_control import OF_CONTROLS
from govkit.testing.strategies.fault_of_register import OF_REGISTERS
from govkit.testing.strategies.fault_of_risk import OF_RISKS
from govkit.testing.strategies.ground import Ground, Seed, Spots, spots_of
from govkit.testing.strategies.valid_register import valid_registers
from govkit.testing.strategies.written_date import AS_OF
from govkit.workflow import Workflow

_SEEDS: Final[Mapping[str, Seed]] = {**OF_RISKS, **OF_CONTROLS, **OF_REGISTERS}

FAULT_CODES: Final = tuple(sorted(_SEEDS))
"""Codes of the shipped rules for which ``faulty_registers`` seeds a fault."""

_WORSE: Final = ("GKSCO003", "GKSCO005", "GKCTL003")
_ABOVE: Final = ("GKTOL001", "GKTOL002", "GKTOL003", "GKTOL004", "GKACC003", "GKASR004")


@attrs.frozen
class FaultyRegister:
    """A register with one fault.

    Args:
        valid: the register before the fault, in which no shipped rule fails.
        register: the register with the fault.
        code: code of the rule that has to find it.
        path: JSON Pointer of the place at which it has to be found.
    """

    valid: Register
    register: Register
    code: str
    path: str


def faulty_registers(
    scheme: BaseScheme, code: str | None = None, *, workflow: Workflow | None = None, as_of: date = AS_OF
) -> st.SearchStrategy[FaultyRegister]:
    """Draw registers that are valid but for one fault, with the rule that has to find it and the place.

    Args:
        scheme: the scheme of the assessments; the toolkit that checks the register has to know it.
        code: the rule, one of ``FAULT_CODES``; any that the scheme allows unless given.
        workflow: the lifecycle of the actions, as ``valid_registers`` takes it.
        as_of: the day in question.

    Returns:
        A strategy for faulty registers. ``Toolkit.check(register, as_of=as_of)`` fails that rule at that
        path, and fails none for the valid register. Other rules may name what follows from
        the fault: levels that are not the scheme's have no rating that could be compared.

    Raises:
        UnknownNameError: no fault is seeded for that code.
        DefinitionError: the scheme gives all levels one rating, has none above tolerance, assesses in no
            categories, or counts reviews by lengths of its own, and the rule is about just that.
    """
    require_scheme(scheme)
    spots = spots_of(scheme)
    impossible = _impossible(scheme, spots)
    possible = [each for each in FAULT_CODES if each not in impossible]
    if code is not None:
        if code not in FAULT_CODES:
            raise UnknownNameError("rule", code, FAULT_CODES, where="with a seeded fault")
        if code in impossible:
            raise DefinitionError("faulty registers", [f"{code} cannot fail: {impossible[code]}"])
        possible = [code]

    def seeded(draw: st.DrawFn) -> FaultyRegister:
        valid = draw(valid_registers(scheme, workflow, as_of=as_of, sparse=False))
        chosen = draw(st.sampled_from(possible))
        register, path = _SEEDS[chosen](Ground(draw, valid, scheme, spots, as_of))
        return FaultyRegister(valid, register, chosen, path)

    return st.composite(seeded)()


def _impossible(scheme: BaseScheme, spots: Spots) -> dict[str, str]:
    reasons: dict[str, str] = {}
    if spots.worst is None:
        reasons |= dict.fromkeys(_WORSE, f"{scheme.id} gives all levels the same rating")
    if any(band.review is not None and not isinstance(band.review, Cadence) for band in scheme.bands):
        reasons["GKREV001"] = f"{scheme.id} has bands that are reviewed after lengths of their own"
    if spots.above is None:
        reasons |= dict.fromkeys(_ABOVE, f"{scheme.id} has nothing above tolerance")
    several = [factor.key for factor in scheme.factors if len(factor.categories) > 1]
    if not several or scheme.aggregation is not Aggregation.HIGHEST_LEVEL:
        reasons["GKSCO006"] = f"{scheme.id} asks for no level in several categories"
    return reasons
