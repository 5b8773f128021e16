"""The rules that every release carries, one to a file; this package is the plug-in that offers them."""

from govkit.hooks import hookimpl
from govkit.rules.engine import broken_plugin, rule_raised
from govkit.rules.rule import Rule
from govkit.rules.shipped.above_tolerance_unanswered import above_tolerance_unanswered
from govkit.rules.shipped.acceptance_ended_before_it_began import acceptance_ended_before_it_began
from govkit.rules.shipped.acceptance_incomplete import acceptance_incomplete
from govkit.rules.shipped.acceptance_lapsed import acceptance_lapsed
from govkit.rules.shipped.action_dates_out_of_order import action_dates_out_of_order
from govkit.rules.shipped.action_past_deadline import action_past_deadline
from govkit.rules.shipped.action_without_deadline import action_without_deadline
from govkit.rules.shipped.action_without_owner import action_without_owner
from govkit.rules.shipped.action_without_update import action_without_update
from govkit.rules.shipped.assurance_covers_no_control import assurance_covers_no_control
from govkit.rules.shipped.assurance_expired import assurance_expired
from govkit.rules.shipped.assurance_lapsed import assurance_lapsed
from govkit.rules.shipped.assurance_never_received import assurance_never_received
from govkit.rules.shipped.categories_left_out import categories_left_out
from govkit.rules.shipped.cause_or_consequence_unsaid import cause_or_consequence_unsaid
from govkit.rules.shipped.control_called_effective_without_evidence import (
    control_called_effective_without_evidence,
)
from govkit.rules.shipped.control_without_assurance import control_without_assurance
from govkit.rules.shipped.controls_without_effect import controls_without_effect
from govkit.rules.shipped.current_above_inherent import current_above_inherent
from govkit.rules.shipped.dangling_ref import dangling_ref
from govkit.rules.shipped.deadline_in_wording import deadline_in_wording
from govkit.rules.shipped.deadline_moved_repeatedly import deadline_moved_repeatedly
from govkit.rules.shipped.deadline_not_a_day import deadline_not_a_day
from govkit.rules.shipped.duplicate_ref import duplicate_ref
from govkit.rules.shipped.events_make_no_story import events_make_no_story
from govkit.rules.shipped.indicator_without_reading import indicator_without_reading
from govkit.rules.shipped.indicator_worsens_steadily import indicator_worsens_steadily
from govkit.rules.shipped.level_outside_scheme import level_outside_scheme
from govkit.rules.shipped.no_independent_assurance_above_tolerance import (
    no_independent_assurance_above_tolerance,
)
from govkit.rules.shipped.not_escalated import not_escalated
from govkit.rules.shipped.nothing_due_above_tolerance import nothing_due_above_tolerance
from govkit.rules.shipped.number_outside_group import number_outside_group
from govkit.rules.shipped.objective_without_risk import objective_without_risk
from govkit.rules.shipped.off_target_unanswered import off_target_unanswered
from govkit.rules.shipped.one_assurance_carries_everything import one_assurance_carries_everything
from govkit.rules.shipped.overall_level_differs import overall_level_differs
from govkit.rules.shipped.percentage_out_of_range import percentage_out_of_range
from govkit.rules.shipped.printed_rating_differs import printed_rating_differs
from govkit.rules.shipped.reduction_without_control import reduction_without_control
from govkit.rules.shipped.refs_of_mixed_form import refs_of_mixed_form
from govkit.rules.shipped.register_past_its_cycle import register_past_its_cycle
from govkit.rules.shipped.replaced_scheme_still_used import replaced_scheme_still_used
from govkit.rules.shipped.review_in_the_future import review_in_the_future
from govkit.rules.shipped.review_overdue import review_overdue
from govkit.rules.shipped.risk_not_assessed import risk_not_assessed
from govkit.rules.shipped.risk_without_control import risk_without_control
from govkit.rules.shipped.risk_without_objective import risk_without_objective
from govkit.rules.shipped.risk_without_owner import risk_without_owner
from govkit.rules.shipped.same_assurance_everywhere import same_assurance_everywhere
from govkit.rules.shipped.same_text_twice import same_text_twice
from govkit.rules.shipped.scheme_version_differs import scheme_version_differs
from govkit.rules.shipped.state_disagrees import state_disagrees
from govkit.rules.shipped.stray_blanks import stray_blanks
from govkit.rules.shipped.target_above_current import target_above_current
from govkit.rules.shipped.target_above_tolerance import target_above_tolerance
from govkit.rules.shipped.two_schemes_unsaid import two_schemes_unsaid
from govkit.rules.shipped.unreadable_date import unreadable_date
from govkit.rules.shipped.unreadable_period import unreadable_period
from govkit.rules.shipped.vague_owner import vague_owner
from govkit.rules.shipped.worsening_while_risk_stands_still import worsening_while_risk_stands_still
from govkit.rules.waiving import OF_WAIVERS


@hookimpl
def govkit_rules() -> list[Rule]:
    """Offer the rules."""
    return [
        duplicate_ref,
        dangling_ref,
        number_outside_group,
        refs_of_mixed_form,
        unreadable_date,
        unreadable_period,
        level_outside_scheme,
        printed_rating_differs,
        current_above_inherent,
        risk_not_assessed,
        target_above_current,
        categories_left_out,
        replaced_scheme_still_used,
        two_schemes_unsaid,
        overall_level_differs,
        scheme_version_differs,
        above_tolerance_unanswered,
        not_escalated,
        target_above_tolerance,
        nothing_due_above_tolerance,
        acceptance_incomplete,
        acceptance_ended_before_it_began,
        acceptance_lapsed,
        risk_without_owner,
        risk_without_control,
        controls_without_effect,
        reduction_without_control,
        objective_without_risk,
        risk_without_objective,
        control_without_assurance,
        assurance_expired,
        assurance_never_received,
        no_independent_assurance_above_tolerance,
        one_assurance_carries_everything,
        control_called_effective_without_evidence,
        assurance_lapsed,
        assurance_covers_no_control,
        same_assurance_everywhere,
        percentage_out_of_range,
        worsening_while_risk_stands_still,
        off_target_unanswered,
        indicator_without_reading,
        indicator_worsens_steadily,
        action_without_owner,
        deadline_not_a_day,
        action_without_deadline,
        state_disagrees,
        action_past_deadline,
        action_dates_out_of_order,
        deadline_moved_repeatedly,
        action_without_update,
        deadline_in_wording,
        review_overdue,
        register_past_its_cycle,
        review_in_the_future,
        events_make_no_story,
        cause_or_consequence_unsaid,
        vague_owner,
        same_text_twice,
        stray_blanks,
        *OF_WAIVERS,
        broken_plugin,
        rule_raised,
    ]
