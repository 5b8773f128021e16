"""What follows from a register: for now, the ratings of its risks."""

from govkit.analysis.ratings import RatedRisk, Unrated, rate_assessment, rate_risk

__all__ = ["RatedRisk", "Unrated", "rate_assessment", "rate_risk"]
