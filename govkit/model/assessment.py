"""How a risk was assessed, with the rating as the paper printed it."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import attrs
from immutabledict import immutabledict

from govkit.model.constraint import Ref, Text, with_texts
from govkit.model.written_date import WrittenDate, written

Level = int | str
"""A level by its number, its key or its label."""

Levels = immutabledict[str, Level | immutabledict[str, Level]]
"""Per factor a level, or per category of that factor a level."""


class Phase(StrEnum):
    """Which of a risk's three assessments: before controls, with controls, or aimed at."""

    INHERENT = "inherent"
    CURRENT = "current"
    TARGET = "target"


def frozen_levels(levels: Mapping[str, Level | Mapping[str, Level]]) -> Levels:
    """Copy a mapping of levels so that nobody can change it later; what nobody can change is not copied.

    Raises:
        TypeError: it is no mapping.
    """
    if isinstance(levels, immutabledict) and not any(
        isinstance(level, Mapping) and not isinstance(level, immutabledict) for level in levels.values()
    ):
        return levels  # pyright: ignore[reportReturnType] - the line above has looked at every level
    given: object = levels
    if not isinstance(given, Mapping):
        wanted = "levels by factor, such as {'likelihood': 2}"
        raise TypeError(f"Assessment.levels takes {wanted}, not {type(given).__name__}")
    return immutabledict(
        (factor, immutabledict(level) if isinstance(level, Mapping) else level)
        for factor, level in levels.items()
    )


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Assessment:
    """One assessment of one risk.

    Args:
        levels: per factor of the scheme a level (``{"likelihood": 2, "impact": 4}``), or per category of
            the factor a level (``{"impact": {"political": 2, "economic": 4}}``).
        scheme: id of the scoring scheme; in a register it defaults to the register's.
        printed: the rating as the paper prints it, None if it prints none.
        date: when it was assessed.
        by: who assessed it.
        rationale: why these levels.
    """

    levels: Levels = attrs.field(default=immutabledict(), converter=frozen_levels)
    scheme: Ref | None = None
    printed: Level | None = None
    date: WrittenDate | None = attrs.field(default=None, converter=written)
    by: Text | None = None
    rationale: Text | None = None


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class EarlierAssessment:
    """An assessment that another one has replaced, as it stood.

    Args:
        phase: which assessment of the risk it was.
        until: the day it was replaced.
        assessment: what it said; it names its own scheme and inherits none.
    """

    phase: Phase = attrs.field(converter=Phase)
    until: dt.date | None = None
    assessment: Assessment
