"""The rules that every release carries, one to a file; this package is the plug-in that offers them."""

from govkit.hooks import hookimpl
from govkit.rules.engine import broken_plugin, rule_raised
from govkit.rules.rule import Rule
from govkit.rules.shipped.above_tolerance_unanswered import above_tolerance_unanswered
from govkit.rules.shipped.acceptance_ended_before_it_began import acceptance_ended_before_it_began
from govkit.rules.shipped.acceptance_incomplete import acceptance_incomplete
from govkit.rules.shipped.acceptance_lapsed import acceptance_lapsed
from govkit.rules.shipped.action_without_deadline import action_without_deadline
from govkit.rules.shipped.action_without_owner import action_without_owner
from govkit.rules.shipped.assurance_expired import assurance_expired
from govkit.rules.shipped.assurance_lapsed import assurance_lapsed
from govkit.rules.shipped.assurance_never_received import assurance_never_received
from govkit.rules.shipped.control_called_effective_without_evidence import (
    control_called_effective_without_evidence,
)
from govkit.rules.shipped.control_without_assurance import control_without_assurance
from govkit.rules.shipped.current_above_inherent import current_above_inherent
from govkit.rules.shipped.dangling_ref import dangling_ref
from govkit.rules.shipped.deadline_not_a_day import deadline_not_a_day
from govkit.rules.shipped.duplicate_ref import duplicate_ref
from govkit.rules.shipped.events_make_no_story import events_make_no_story
from govkit.rules.shipped.level_outside_scheme import level_outside_scheme
from govkit.rules.shipped.no_independent_assurance_above_tolerance import (
    no_independent_assurance_above_tolerance,
)
from govkit.rules.shipped.not_escalated import not_escalated
from govkit.rules.shipped.objective_without_risk import objective_without_risk
from govkit.rules.shipped.one_assurance_carries_everything import one_assurance_carries_everything
from govkit.rules.shipped.percentage_out_of_range import percentage_out_of_range
from govkit.rules.shipped.printed_rating_differs import printed_rating_differs
from govkit.rules.shipped.review_overdue import review_overdue
from govkit.rules.shipped.risk_not_assessed import risk_not_assessed
from govkit.rules.shipped.risk_without_control import risk_without_control
from govkit.rules.shipped.risk_without_owner import risk_without_owner
from govkit.rules.shipped.state_disagrees import state_disagrees
from govkit.rules.shipped.target_above_tolerance import target_above_tolerance
from govkit.rules.shipped.unreadable_date import unreadable_date
from govkit.rules.shipped.unreadable_period import unreadable_period
from govkit.rules.shipped.worsening_while_risk_stands_still import worsening_while_risk_stands_still
from govkit.rules.waiving import OF_WAIVERS


@hookimpl
def govkit_rules() -> list[Rule]:
    """Offer the rules."""
    return [
        duplicate_ref,
        dangling_ref,
        unreadable_date,
        unreadable_period,
        level_outside_scheme,
        printed_rating_differs,
        current_above_inherent,
        risk_not_assessed,
        above_tolerance_unanswered,
        not_escalated,
        target_above_tolerance,
        acceptance_incomplete,
        acceptance_ended_before_it_began,
        acceptance_lapsed,
        risk_without_owner,
        risk_without_control,
        objective_without_risk,
        control_without_assurance,
        assurance_expired,
        assurance_never_received,
        no_independent_assurance_above_tolerance,
        one_assurance_carries_everything,
        control_called_effective_without_evidence,
        assurance_lapsed,
        percentage_out_of_range,
        worsening_while_risk_stands_still,
        action_without_owner,
        deadline_not_a_day,
        action_without_deadline,
        state_disagrees,
        review_overdue,
        events_make_no_story,
        *OF_WAIVERS,
        broken_plugin,
        rule_raised,
    ]
