"""What changed between two editions of a register."""

from govkit.history.arrows import ARROWS, Arrow, arrows, expected, happened, signs
from govkit.history.diff import Cause, Diff, Move, Movement, RefMap, RefMapError, diff, expectation

__all__ = [
    "ARROWS",
    "Arrow",
    "Cause",
    "Diff",
    "Move",
    "Movement",
    "RefMap",
    "RefMapError",
    "arrows",
    "diff",
    "expectation",
    "expected",
    "happened",
    "signs",
]
