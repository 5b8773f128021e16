"""Scoring schemes: how levels become a rating, a band and a side of tolerance."""

from govkit.scoring.band import Band, Cell, Tolerance, Value
from govkit.scoring.base import Aggregation, BaseScheme
from govkit.scoring.claims import Claims
from govkit.scoring.factor import Category, Factor, FactorLevel, Interval
from govkit.scoring.level_rule import (
    Basis,
    Explicit,
    Intervals,
    LevelRule,
    MappingError,
    MappingFault,
    level_rule,
)
from govkit.scoring.levels import Given, LevelFault
from govkit.scoring.mapping import MappedFactor, MappedLevel, MappedScheme, map_factor, map_scheme
from govkit.scoring.rating import Rating
from govkit.scoring.scheme import Scheme
from govkit.scoring.versions import CellChange, SchemeChange, SchemeDiff, scheme_diff

__all__ = [
    "Aggregation",
    "Band",
    "BaseScheme",
    "Basis",
    "Category",
    "Cell",
    "CellChange",
    "Claims",
    "Explicit",
    "Factor",
    "FactorLevel",
    "Given",
    "Interval",
    "Intervals",
    "LevelFault",
    "LevelRule",
    "MappedFactor",
    "MappedLevel",
    "MappedScheme",
    "MappingError",
    "MappingFault",
    "Rating",
    "Scheme",
    "SchemeChange",
    "SchemeDiff",
    "Tolerance",
    "Value",
    "level_rule",
    "map_factor",
    "map_scheme",
    "scheme_diff",
]
