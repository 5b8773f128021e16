"""Scoring schemes: how levels become a rating, a band and a side of tolerance."""

from govkit.scoring.band import Band, Cell, Tolerance, Value
from govkit.scoring.base import Aggregation, BaseScheme
from govkit.scoring.claims import Claims
from govkit.scoring.factor import Category, Factor, FactorLevel, Interval
from govkit.scoring.levels import Given, LevelFault
from govkit.scoring.rating import Rating
from govkit.scoring.scheme import Scheme

__all__ = [
    "Aggregation",
    "Band",
    "BaseScheme",
    "Category",
    "Cell",
    "Claims",
    "Factor",
    "FactorLevel",
    "Given",
    "Interval",
    "LevelFault",
    "Rating",
    "Scheme",
    "Tolerance",
    "Value",
]
