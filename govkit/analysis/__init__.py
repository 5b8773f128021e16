"""What follows from a register: ratings, coverage, escalations, the calendar, trends."""

from govkit.analysis.coverage import (
    Coverage,
    CoveredControl,
    CoveredObjective,
    CoveredRisk,
    Gap,
    GapKind,
    age_in_days,
    coverage,
    independent,
)
from govkit.analysis.escalation import (
    Escalation,
    acceptance_on,
    assessed_on,
    assessment_date,
    escalations,
    lacking,
    lapsed_on,
)
from govkit.analysis.ratings import RatedRisk, Unrated, rate_assessment, rate_risk
from govkit.analysis.review import Due, DueKind, calendar, next_meeting, review_cadence
from govkit.analysis.trend import Judgement, Trend, judge, wilson

__all__ = [
    "Coverage",
    "CoveredControl",
    "CoveredObjective",
    "CoveredRisk",
    "Due",
    "DueKind",
    "Escalation",
    "Gap",
    "GapKind",
    "Judgement",
    "RatedRisk",
    "Trend",
    "Unrated",
    "acceptance_on",
    "age_in_days",
    "assessed_on",
    "assessment_date",
    "calendar",
    "coverage",
    "escalations",
    "independent",
    "judge",
    "lacking",
    "lapsed_on",
    "next_meeting",
    "rate_assessment",
    "rate_risk",
    "review_cadence",
    "wilson",
]
