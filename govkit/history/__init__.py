"""What changed between two editions of a register."""

from govkit.history.arrows import ARROWS, Arrow, arrows, expected, happened, signs
from govkit.history.diff import Cause, Diff, Move, Movement, RefMap, RefMapError, diff, expectation
from govkit.history.standing_still import StandingStill, standing_still

__all__ = [
    "ARROWS",
    "Arrow",
    "Cause",
    "Diff",
    "Move",
    "Movement",
    "RefMap",
    "RefMapError",
    "StandingStill",
    "arrows",
    "diff",
    "expectation",
    "expected",
    "happened",
    "signs",
    "standing_still",
]
