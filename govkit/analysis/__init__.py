"""What follows from a register: ratings, coverage, escalations, the calendar, trends."""

from govkit.analysis.acceptance import acceptance_on, lacking, lapsed_on, not_in_force
from govkit.analysis.blocked import why_not_register
from govkit.analysis.coverage import (
    Coverage,
    CoveredObjective,
    CoveredRisk,
    coverage,
)
from govkit.analysis.due import Deadline, deadline_after, next_time
from govkit.analysis.escalation import (
    NOBODY,
    Escalation,
    Escalations,
    assessed_on,
    assessment_date,
    escalations,
)
from govkit.analysis.evidence import CoveredControl, age_in_days, independent, lapse
from govkit.analysis.gap import Gap, GapKind
from govkit.analysis.lifecycles import (
    ABOVE_TOLERANCE,
    BAND,
    FACTS,
    REVIEW_HOLDS_UNTIL,
    Facts,
    facts_of,
    has_lifecycle,
    lifecycle_of,
    require_trigger,
    sweep_register,
    with_lifecycles,
)
from govkit.analysis.ratings import RatedRisk, Unrated, UnratedRisk, rate_assessment, rate_risk
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
from govkit.analysis.trend import Judgement, Trend, judge, wilson

__all__ = [
    "ABOVE_TOLERANCE",
    "BAND",
    "FACTS",
    "NOBODY",
    "REVIEW_HOLDS_UNTIL",
    "Agenda",
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
    "Gap",
    "GapKind",
    "Judgement",
    "RatedRisk",
    "Trend",
    "Undated",
    "Unrated",
    "UnratedRisk",
    "acceptance_on",
    "age_in_days",
    "agenda",
    "assessed_on",
    "assessment_date",
    "calendar",
    "coverage",
    "deadline_after",
    "escalations",
    "facts_of",
    "has_lifecycle",
    "independent",
    "judge",
    "lacking",
    "lapse",
    "lapsed_on",
    "lifecycle_of",
    "next_meeting",
    "next_time",
    "not_in_force",
    "rate_assessment",
    "rate_risk",
    "require_trigger",
    "review_cadence",
    "sweep_register",
    "why_not_register",
    "wilson",
    "with_lifecycles",
]
