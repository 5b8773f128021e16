"""What changed between two editions of a register."""

from govkit.history.diff import Cause, Diff, Move, Movement, RefMap, RefMapError, diff

__all__ = ["Cause", "Diff", "Move", "Movement", "RefMap", "RefMapError", "diff"]
