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
    _require_mapping("levels", levels)
    return immutabledict(
        (factor, immutabledict(level) if isinstance(level, Mapping) else level)
        for factor, level in levels.items()
    )


def _frozen_printed(levels: Mapping[str, Level]) -> immutabledict[str, Level]:
    """Copy printed levels so that nobody can change them later.

    Raises:
        TypeError: they are no mapping.
    """
    _require_mapping("printed_levels", levels)
    return immutabledict(levels)


def _require_mapping(name: str, given: object) -> None:
    if not isinstance(given, Mapping):
        wanted = "levels by factor, such as {'likelihood': 2}"
        raise TypeError(f"Assessment.{name} takes {wanted}, not {type(given).__name__}")


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Assessment:
    """One assessment of one risk.

    Args:
        levels: per factor of the scheme a level (``{"likelihood": 2, "impact": 4}``), or per category of
            the factor a level (``{"impact": {"political": 2, "economic": 4}}``).
        scheme: id of the scoring scheme; in a register it defaults to the register's.
        scheme_version: version of the scheme that it was made under, None where nobody says it.
        printed: the rating as the paper prints it, None if it prints none.
        printed_levels: per factor the overall level as the paper prints it beside levels per category.
        date: when it was assessed.
        by: who assessed it.
        rationale: why these levels.
    """

    levels: Levels = attrs.field(default=immutabledict(), converter=frozen_levels)
    scheme: Ref | None = None
    scheme_version: Text | None = None
    printed: Level | None = None
    printed_levels: immutabledict[str, Level] = attrs.field(
        default=immutabledict(), converter=_frozen_printed
    )
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
