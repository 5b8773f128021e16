"""The rules that every release carries, one to a file; this package is the plug-in that offers them."""

from govkit.hooks import hookimpl
from govkit.rules.engine import broken_plugin, rule_raised
from govkit.rules.rule import Rule
from govkit.rules.shipped.above_tolerance_unanswered import above_tolerance_unanswered
from govkit.rules.shipped.action_without_owner import action_without_owner
from govkit.rules.shipped.current_above_inherent import current_above_inherent
from govkit.rules.shipped.dangling_ref import dangling_ref
from govkit.rules.shipped.deadline_not_a_day import deadline_not_a_day
from govkit.rules.shipped.duplicate_ref import duplicate_ref
from govkit.rules.shipped.level_outside_scheme import level_outside_scheme
from govkit.rules.shipped.printed_rating_differs import printed_rating_differs
from govkit.rules.shipped.risk_without_owner import risk_without_owner
from govkit.rules.shipped.state_disagrees import state_disagrees
from govkit.rules.shipped.unreadable_date import unreadable_date


@hookimpl
def govkit_rules() -> list[Rule]:
    """Offer the rules."""
    return [
        duplicate_ref,
        dangling_ref,
        level_outside_scheme,
        printed_rating_differs,
        current_above_inherent,
        above_tolerance_unanswered,
        risk_without_owner,
        action_without_owner,
        deadline_not_a_day,
        state_disagrees,
        unreadable_date,
        broken_plugin,
        rule_raised,
    ]
