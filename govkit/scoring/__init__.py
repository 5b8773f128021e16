"""Scoring schemes: how levels become a rating, a band and a side of tolerance."""

from govkit.scoring.factor import Category, Factor, FactorLevel, Interval
from govkit.scoring.rating import Band, Rating, Tolerance, Value
from govkit.scoring.scheme import LevelFault, Scheme

__all__ = [
    "Band",
    "Category",
    "Factor",
    "FactorLevel",
    "Interval",
    "LevelFault",
    "Rating",
    "Scheme",
    "Tolerance",
    "Value",
]
