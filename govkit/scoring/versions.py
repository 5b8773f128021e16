"""What moved between two versions of a scheme: levels, cells, bands, tolerance, and all the rest.

Factors and bands go together by key, levels by number; a level whose number is gone goes together with the
one that has its key. So nothing counts twice, and looking from the other side finds as many changes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from govkit.scoring.band import Tolerance
from govkit.scoring.base import BaseScheme
from govkit.scoring.factor import Category, Factor, FactorLevel, Interval
from govkit.scoring.rating import Rating
from govkit.scoring.required import require_scheme
from govkit.scoring.scheme import Scheme

_PARTS: Final = {"factors", "bands", "tolerance", "claims", "table", "cell_bands"}
"""Fields of a scheme that are compared part by part."""
_SIDE: Final = {"origin"}
"""Fields of a scheme that are no part of what it says."""


@attrs.frozen
class SchemeChange:
    """One thing that is different.

    Args:
        subject: what it is about ("likelihood 3 Probable", "band medium"); empty for the scheme itself.
        what: which of its properties; None where the whole is new or gone.
        before: what the old version has, None if nothing.
        after: what the new version has, None if nothing.
    """

    subject: str
    what: str | None
    before: Any
    after: Any

    def __str__(self) -> str:
        """Render as ``likelihood 3 Probable: label was Probable, is Likely``."""
        if self.what is None:
            return f"{self.subject} is {'new' if self.before is None else 'gone'}"
        head = f"{self.subject}: " if self.subject else ""
        return f"{head}{self.what} was {said(self.before)}, is {said(self.after)}"


@attrs.frozen
class CellChange:
    """One cell that is different.

    Args:
        levels: per factor the number of the level.
        before: its rating in the old version, None where it has no such cell.
        after: its rating in the new version, None where it has no such cell.
    """

    levels: immutabledict[str, int]
    before: Rating | None
    after: Rating | None

    def __str__(self) -> str:
        """Render as ``likelihood 3, impact 4: 18, Medium-high, above tolerance → 13, Medium, …``."""
        cell = ", ".join(f"{factor} {number}" for factor, number in self.levels.items())
        return f"{cell}: {self.before or 'no such cell'} → {self.after or 'no such cell'}"


@attrs.frozen(kw_only=True)
class SchemeDiff:
    """What moved between two versions of a scheme.

    Args:
        old: the old version.
        new: the new version.
        factors: factors that are new, gone, or described in another way.
        levels: levels that are new, gone, renamed or renumbered, and factors whose levels have another order.
        cells: cells with another value, band or side of tolerance.
        bands: bands that are new, gone, or have other ends or consequences.
        tolerance: how the tolerance is different, None if it is not.
        others: everything else: id, version, title, source, what is assumed and claimed, the order of values.
        not_compared: why the cells were not compared, None if they were.
    """

    old: BaseScheme
    new: BaseScheme
    factors: tuple[SchemeChange, ...]
    levels: tuple[SchemeChange, ...]
    cells: tuple[CellChange, ...]
    bands: tuple[SchemeChange, ...]
    tolerance: SchemeChange | None
    others: tuple[SchemeChange, ...]
    not_compared: str | None

    @property
    def changes(self) -> tuple[SchemeChange | CellChange, ...]:
        """Every change, once."""
        tolerance = () if self.tolerance is None else (self.tolerance,)
        return (*self.others, *self.factors, *self.levels, *self.bands, *tolerance, *self.cells)


def scheme_diff(old: BaseScheme, new: BaseScheme) -> SchemeDiff:
    """Compare two versions of a scheme.

    Args:
        old: the old version.
        new: the new version; it may be any scheme.

    Returns:
        What moved. Two tables are equal exactly if nothing did; of a scheme that is no table the cells are
        not compared, which is said.

    Raises:
        TypeError: one of them is no scheme.
    """
    require_scheme(old, "old")
    require_scheme(new, "new")
    cells: tuple[CellChange, ...] = ()
    not_compared = None
    if isinstance(old, Scheme) and isinstance(new, Scheme):
        cells = tuple(_cells(old, new))
    else:
        computed = dict.fromkeys(
            f"{each.id} {each.version}" for each in (old, new) if not isinstance(each, Scheme)
        )
        not_compared = f"cells were not compared: {' and '.join(computed)} has no table of them"
    return SchemeDiff(
        old=old,
        new=new,
        factors=tuple(_keyed("factor", old.factors, new.factors, {"key", "levels"})),
        levels=tuple(change for was, now in _shared(old, new) for change in _levels(was, now)),
        cells=cells,
        bands=tuple(_keyed("band", old.bands, new.bands, {"key"})),
        tolerance=(
            SchemeChange("", "tolerance", old.tolerance, new.tolerance)
            if old.tolerance != new.tolerance
            else None
        ),
        others=(
            *_properties("", old, new, _PARTS | _SIDE),
            *_properties("claims", old.claims, new.claims, ()),
        ),
        not_compared=not_compared,
    )


def said(value: object) -> str:
    """Say a property in words.

    Args:
        value: whatever a field of a scheme, factor, level or band holds.

    Returns:
        A phrase; ``none`` where there is nothing.
    """
    match value:
        case None | () | "":
            text = "none"
        case bool():
            text = "yes" if value else "no"
        case Interval():
            text = str(value)
        case Category():
            text = value.label
        case Tolerance(cells=frozenset() as cells):
            text = f"{len(cells)} marked cells"
        case tuple():
            text = ", ".join(map(said, value))
        case Mapping():
            text = "; ".join(f"{key}: {item}" for key, item in value.items()) or "none"
        case _:
            text = str(value)
    return text


def _keyed(
    kind: str, old: Sequence[Any], new: Sequence[Any], apart: Collection[str]
) -> Iterator[SchemeChange]:
    """Compare factors or bands by key."""
    olds, news = ({item.key: item for item in items} for items in (old, new))
    for key in dict.fromkeys([*olds, *news]):
        was, now = olds.get(key), news.get(key)
        if was is None or now is None:
            yield SchemeChange(f"{kind} {key}", None, was and was.label, now and now.label)
        else:
            yield from _properties(f"{kind} {key}", was, now, apart)
    yield from _order(f"{kind}s", [key for key in olds if key in news], [key for key in news if key in olds])


def _shared(old: BaseScheme, new: BaseScheme) -> Iterator[tuple[Factor, Factor]]:
    news = {factor.key: factor for factor in new.factors}
    return ((factor, news[factor.key]) for factor in old.factors if factor.key in news)


def _levels(old: Factor, new: Factor) -> Iterator[SchemeChange]:
    both = _together(old, new)
    for was, now in both:
        yield from _properties(f"{old.key} {was}", was, now, ())
    kept_old, kept_new = (
        ({level.number for level in side} for side in zip(*both, strict=True)) if both else ((), ())
    )
    for level in old.levels:
        if level.number not in kept_old:
            yield SchemeChange(f"{old.key} {level}", None, str(level), None)
    for level in new.levels:
        if level.number not in kept_new:
            yield SchemeChange(f"{old.key} {level}", None, None, str(level))
    before = tuple(str(was) for was, _ in both)
    after = tuple(str(was) for was, _ in sorted(both, key=lambda pair: new.places[pair[1].number]))
    yield from _order(f"levels of {old.key}", before, after)


def _together(old: Factor, new: Factor) -> list[tuple[FactorLevel, FactorLevel]]:
    """Pair levels by number, and what is left by key; in the old order."""
    numbers = {level.number: level for level in new.levels}
    known = {level.number for level in old.levels}
    keys = {level.key: level for level in new.levels if level.number not in known}
    found = ((level, numbers.get(level.number) or keys.get(level.key)) for level in old.levels)
    return [(was, now) for was, now in found if now is not None]


def _order(subject: str, was: Sequence[str], now: Sequence[str]) -> Iterator[SchemeChange]:
    if was != now:
        yield SchemeChange(subject, "order", tuple(was), tuple(now))


def _properties(subject: str, old: Any, new: Any, apart: Collection[str]) -> Iterator[SchemeChange]:
    """Compare two things field by field, so that none is forgotten."""
    if type(old) is not type(new):
        yield SchemeChange(subject, "kind", type(old).__name__, type(new).__name__)
    fields: list[Any] = [field for each in (old, new) for field in attrs.fields(type(each))]
    for name in dict.fromkeys(field.name for field in fields):
        was, now = getattr(old, name, None), getattr(new, name, None)
        if name not in apart and was != now:
            yield SchemeChange(subject, name.replace("_", " "), was, now)


def _cells(old: Scheme, new: Scheme) -> Iterator[CellChange]:
    olds, news = _ratings(old), _ratings(new)
    for cell in dict.fromkeys([*olds, *news]):
        was, now = olds.get(cell), news.get(cell)
        if _result(was) != _result(now):
            levels = next(rating.levels for rating in (was, now) if rating is not None)
            yield CellChange(levels, was, now)


def _ratings(scheme: Scheme) -> dict[frozenset[tuple[str, int]], Rating]:
    rated = (
        scheme.rate(
            {factor.key: factor.levels[at].number for factor, at in zip(scheme.factors, cell, strict=True)}
        )
        for cell in scheme.table
    )
    return {frozenset(rating.levels.items()): rating for rating in rated}


def _result(rating: Rating | None) -> tuple[object, ...] | None:
    if rating is None:
        return None
    return rating.value, rating.band and rating.band.key, rating.within_tolerance
