"""What follows from a register: ratings, coverage, escalations, the calendar, trends."""

from govkit.analysis.acceptance import acceptance_on, acceptance_untold, incomplete, lapsed_on, not_in_force
from govkit.analysis.blocked import why_not_register
from govkit.analysis.coverage import (
    Coverage,
    CoveredObjective,
    CoveredRisk,
    coverage,
)
from govkit.analysis.done import done_on
from govkit.analysis.due import Deadline, deadline_after, next_time
from govkit.analysis.escalation import (
    NOBODY,
    Escalation,
    Escalations,
    escalations,
)
from govkit.analysis.evidence import CoveredControl, age_in_days, independent, lapse
from govkit.analysis.gap import Gap, GapKind
from govkit.analysis.in_force import with_deadline_on
from govkit.analysis.lifecycles import (
    ABOVE_TOLERANCE,
    BAND,
    FACTS,
    REVIEW_HOLDS_UNTIL,
    Facts,
    facts_of,
    require_trigger,
    with_lifecycles,
)
from govkit.analysis.numbering import Number, form_of, number_of, stands_within
from govkit.analysis.over import Stage, ends_ahead, live_risks, over_on, over_since, stage_on
from govkit.analysis.rated_on import (
    Begun,
    Following,
    RiskOn,
    assessment_date,
    rate_risk_on,
    register_on,
    risk_on,
)
from govkit.analysis.ratings import RatedRisk, Unrated, UnratedRisk, rate_assessment, rate_risk, rated_risk
from govkit.analysis.review import (
    Agenda,
    Due,
    DueKind,
    Undated,
    agenda,
    calendar,
    next_meeting,
    review_cadence,
)
from govkit.analysis.sequence import by_then
from govkit.analysis.swept import NotSwept, Swept, sweep_register
from govkit.analysis.trend import Judgement, Trend, judge, wilson
from govkit.analysis.which_lifecycle import has_lifecycle, lifecycle_of, require_lifecycle
from govkit.analysis.wording import deadline_in, is_vague, neat, unsaid

__all__ = [
    "ABOVE_TOLERANCE",
    "BAND",
    "FACTS",
    "NOBODY",
    "REVIEW_HOLDS_UNTIL",
    "Agenda",
    "Begun",
    "Coverage",
    "CoveredControl",
    "CoveredObjective",
    "CoveredRisk",
    "Deadline",
    "Due",
    "DueKind",
    "Escalation",
    "Escalations",
    "Facts",
    "Following",
    "Gap",
    "GapKind",
    "Judgement",
    "NotSwept",
    "Number",
    "RatedRisk",
    "RiskOn",
    "Stage",
    "Swept",
    "Trend",
    "Undated",
    "Unrated",
    "UnratedRisk",
    "acceptance_on",
    "acceptance_untold",
    "age_in_days",
    "agenda",
    "assessment_date",
    "by_then",
    "calendar",
    "coverage",
    "deadline_after",
    "deadline_in",
    "done_on",
    "ends_ahead",
    "escalations",
    "facts_of",
    "form_of",
    "has_lifecycle",
    "incomplete",
    "independent",
    "is_vague",
    "judge",
    "lapse",
    "lapsed_on",
    "lifecycle_of",
    "live_risks",
    "neat",
    "next_meeting",
    "next_time",
    "not_in_force",
    "number_of",
    "over_on",
    "over_since",
    "rate_assessment",
    "rate_risk",
    "rate_risk_on",
    "rated_risk",
    "register_on",
    "require_lifecycle",
    "require_trigger",
    "review_cadence",
    "risk_on",
    "stage_on",
    "stands_within",
    "sweep_register",
    "unsaid",
    "why_not_register",
    "wilson",
    "with_deadline_on",
    "with_lifecycles",
]
