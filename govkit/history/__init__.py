"""What changed between two editions of a register."""

from govkit.history.diff import Cause, Diff, Move, Movement, RefMap, RefMapError, diff
from govkit.history.standing_still import StandingStill, standing_still

__all__ = [
    "Cause",
    "Diff",
    "Move",
    "Movement",
    "RefMap",
    "RefMapError",
    "StandingStill",
    "diff",
    "standing_still",
]
