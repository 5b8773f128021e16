"""What changed between two editions of a register, and what changes under another scheme or lifecycle."""

from govkit.history.arrows import ARROWS, Arrow, arrows, expected, happened, in_arrows, signs
from govkit.history.confirmation import (
    Confirmation,
    ConfirmationError,
    confirm,
    confirm_all,
    confirmed,
    unconfirmed,
)
from govkit.history.decisions import (
    Decision,
    Decisions,
    confirm_decisions,
    read_decisions,
    worksheet,
    written_levels,
)
from govkit.history.diff import Cause, Diff, Move, Movement, RefMap, RefMapError, diff, expectation
from govkit.history.editions import wrong_way_round
from govkit.history.lifecycle_change import LifecycleChange
from govkit.history.migration import (
    Alternatives,
    Proposal,
    check_continuing,
    propose,
    rules_in_words,
    side_by_side,
)
from govkit.history.standing_still import StandingStill, standing_still
from govkit.history.state_decisions import (
    StateDecision,
    StateDecisions,
    apply_state_decisions,
    state_worksheet,
)
from govkit.history.versions import Rerated, Reratings, rerate

__all__ = [
    "ARROWS",
    "Alternatives",
    "Arrow",
    "Cause",
    "Confirmation",
    "ConfirmationError",
    "Decision",
    "Decisions",
    "Diff",
    "LifecycleChange",
    "Move",
    "Movement",
    "Proposal",
    "RefMap",
    "RefMapError",
    "Rerated",
    "Reratings",
    "StandingStill",
    "StateDecision",
    "StateDecisions",
    "apply_state_decisions",
    "arrows",
    "check_continuing",
    "confirm",
    "confirm_all",
    "confirm_decisions",
    "confirmed",
    "diff",
    "expectation",
    "expected",
    "happened",
    "in_arrows",
    "propose",
    "read_decisions",
    "rerate",
    "rules_in_words",
    "side_by_side",
    "signs",
    "standing_still",
    "state_worksheet",
    "unconfirmed",
    "worksheet",
    "written_levels",
    "wrong_way_round",
]
