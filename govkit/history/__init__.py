"""What changed between two editions of a register, and what changes under another scheme."""

from govkit.history.confirmation import (
    Confirmation,
    ConfirmationError,
    confirm,
    confirm_all,
    unconfirmed,
)
from govkit.history.decisions import Decision, Decisions, read_decisions, worksheet, written_levels
from govkit.history.diff import Cause, Diff, Move, Movement, RefMap, RefMapError, diff
from govkit.history.migration import Alternatives, Proposal, propose, rules_in_words, side_by_side
from govkit.history.versions import Rerated, Reratings, rerate

__all__ = [
    "Alternatives",
    "Cause",
    "Confirmation",
    "ConfirmationError",
    "Decision",
    "Decisions",
    "Diff",
    "Move",
    "Movement",
    "Proposal",
    "RefMap",
    "RefMapError",
    "Rerated",
    "Reratings",
    "confirm",
    "confirm_all",
    "diff",
    "propose",
    "read_decisions",
    "rerate",
    "rules_in_words",
    "side_by_side",
    "unconfirmed",
    "worksheet",
    "written_levels",
]
