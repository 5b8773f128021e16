"""Every way in which conditions can come out, by values for the fields they read.

Conditions can tell only so much apart: whether something is there, and in which order it stands to what it is
compared with. So a few values per field stand for all there are: each constant, enough between and around the
constants for all fields that are compared, nothing, and, for texts, a blank one. The guards themselves are
asked about them, so there is no second opinion on what a guard means.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from itertools import pairwise, product
from typing import Any, Final

import attrs

from govkit.model import WrittenDate
from govkit.workflow.field import BEFORE, Field, View
from govkit.workflow.guard import All, Any_, Compare, Guard, Not, Op, Present
from govkit.workflow.path import DAY, NUMBER, TEXT, TRUTH, Known, Parts, sort_of
from govkit.workflow.verify.names import Names

BOUND: Final = 2**16
"""How many ways of coming out are looked at, at most, in one place."""

_BLANK: Final = ""
_WRITTEN: Final = sort_of(WrittenDate(_BLANK))
_SAID_OF_BLANKS: Final = ("kind", "readable", "text")
_EPOCH: Final = date(2000, 1, 1)

Leaf = Present | Compare


class Occasion(Enum):
    """On which occasion conditions are asked."""

    FIRED = "fired"
    """Somebody fires a trigger, and may change the item along with it."""
    UNCHANGED = "unchanged"
    """Somebody fires a trigger, and nothing is changed."""
    SWEPT = "swept"
    """The calendar does: nobody acts, no reason is given, nothing is changed."""


class CannotTellError(Exception):
    """The ways in which conditions can come out cannot be listed; the reason is a clause."""


@attrs.define
class Valuation(View):
    """Values that stand for all items and occasions of which conditions say the same.

    Args:
        values: per name its value.
        occasion: the occasion; if nothing is changed, what was before is what is.
    """

    values: Mapping[Parts, object]
    occasion: Occasion

    def value(self, parts: Parts) -> Any:
        """Look a name up."""
        return self.values[_resolved(parts, self.occasion)]

    def undated(self, parts: Parts) -> str:  # noqa: ARG002 - nobody wrote anything: the values are made up
        """Nothing, since parts of a date as written stand for themselves here."""
        return ""

    def without(self, fields: Iterable[str]) -> "Valuation":
        """Take fields away, and with each what is part of it."""
        gone = set(fields)
        values = {parts: None if parts[0] in gone else value for parts, value in self.values.items()}
        return attrs.evolve(self, values=values)


def _resolved(parts: Parts, occasion: Occasion) -> Parts:
    unchanged = occasion is not Occasion.FIRED and parts[0] == BEFORE and len(parts) > 1
    return parts[1:] if unchanged else parts


def leaves(guards: Iterable[Guard]) -> tuple[Leaf, ...]:
    """List the presences and comparisons that conditions are made of, each once.

    Raises:
        CannotTellError: a condition is none of the five kinds.
    """
    return tuple(dict.fromkeys(leaf for guard in guards for leaf in _leaves(guard)))


def _leaves(guard: Guard) -> Iterator[Leaf]:
    if isinstance(guard, Present | Compare):
        yield guard
    elif isinstance(guard, Not):
        yield from _leaves(guard.part)
    elif isinstance(guard, All | Any_):
        for part in guard.parts:
            yield from _leaves(part)
    else:
        raise CannotTellError(f'"{guard.sentence()}" is decided by Python code, which is opaque')


def fields_of(leaf: Leaf) -> tuple[Field, ...]:
    """List the fields that a presence or a comparison reads."""
    if isinstance(leaf, Present):
        return (leaf.field,)
    return (leaf.left, leaf.right) if isinstance(leaf.right, Field) else (leaf.left,)


def in_words(guards: Iterable[Guard], valuation: Valuation) -> str:
    """Say how conditions come out, down to their parts.

    Args:
        guards: the conditions.
        valuation: the values.

    Returns:
        A clause that begins with "when", or "always" if there is no condition.
    """
    said = dict.fromkeys(_in_words(leaf, valuation) for leaf in leaves(guards))
    return f"when {' and '.join(said)}" if said else "always"


def _in_words(leaf: Leaf, valuation: Valuation) -> str:
    if isinstance(leaf, Compare):
        for field in fields_of(leaf):
            if valuation.value(field.parts) is None:
                return f"{field.label} is not known"
    return leaf.sentence(wanted=leaf(valuation))


def valuations(
    guards: Sequence[Guard], names: Names, occasion: Occasion, *, bound: int = BOUND
) -> tuple[Valuation, ...]:
    """List every way in which conditions can come out together.

    Args:
        guards: the conditions.
        names: what names stand for.
        occasion: the occasion.
        bound: how many ways there may be.

    Returns:
        Values for each; what is known comes before what is not.

    Raises:
        CannotTellError: there are too many, or the values cannot be told.
    """
    found = leaves(guards)
    read = {leaf: tuple(_resolved(field.parts, occasion) for field in fields_of(leaf)) for leaf in found}
    groups = [
        _Group(members, tuple(leaf for leaf in found if read[leaf][0] in members), names, occasion)
        for members in _families(read.values())
    ]
    parts = [group.outcomes(bound) for group in groups]
    _refuse_many(math.prod(len(part) for part in parts), bound)
    return tuple(
        Valuation(None, None, {}, {name: value for one in choice for name, value in one.items()}, occasion)
        for choice in product(*parts)
    )


def _refuse_many(count: int, bound: int) -> None:
    if count > bound:
        raise CannotTellError(f"the conditions can come out in more than {bound} ways")


def _families(read: Iterable[tuple[Parts, ...]]) -> list[tuple[Parts, ...]]:
    """Put together the names that have to do with each other: compared, or one a part of the other."""
    families: list[set[Parts]] = []
    for members in read:
        touching = [
            family
            for family in families
            if any(_within(one, other) or _within(other, one) for one in members for other in family)
        ]
        families = [family for family in families if family not in touching]
        families.append(set(members).union(*touching))
    return [tuple(sorted(family)) for family in families]


def _within(part: Parts, whole: Parts) -> bool:
    return part[: len(whole)] == whole


@attrs.frozen
class _Group:
    """Names that have to do with each other, and the leaves that read them."""

    members: tuple[Parts, ...]
    leaves: tuple[Leaf, ...]
    names: Names
    occasion: Occasion

    def outcomes(self, bound: int) -> list[dict[Parts, object]]:
        """Choose values name by name, and of those that nothing left to come can tell apart keep one."""
        read = {leaf: {self._parts(field) for field in fields_of(leaf)} for leaf in self.leaves}
        order = sorted(self.members, key=lambda parts: -sum(parts in names for names in read.values()))
        told: dict[object, tuple[tuple[bool, ...], dict[Parts, object]]] = {(): ((), {})}
        for place, parts in enumerate(order):
            left = set(order[place + 1 :])
            settled = [leaf for leaf in self.leaves if parts in read[leaf] and read[leaf].isdisjoint(left)]
            awaited = [name for name in order[: place + 1] if self._is_awaited(name, left, read.values())]
            fresh: dict[object, tuple[tuple[bool, ...], dict[Parts, object]]] = {}
            for (known, before), value in product(told.values(), self._domain(parts)):
                values = {**before, parts: value}
                if self._possible(parts, values):
                    way = Valuation(None, None, {}, values, self.occasion)
                    truths = (*known, *(leaf(way) for leaf in settled))
                    fresh.setdefault((truths, tuple(values[name] for name in awaited)), (truths, values))
            _refuse_many(len(fresh), bound)
            told = fresh
        return [values for _, values in told.values()]

    def _is_awaited(self, name: Parts, left: set[Parts], read: Iterable[set[Parts]]) -> bool:
        """Whether names still to come are compared with a name, or are a part or the whole of it."""
        compared = any(name in names and not names.isdisjoint(left) for names in read)
        return compared or any(_within(name, other) or _within(other, name) for other in left)

    def _possible(self, name: Parts, values: Mapping[Parts, object]) -> bool:
        """Whether nothing is known of a part of what is not there; a blank date has a text, and no days."""
        for other in values:
            whole, part = (other, name) if len(other) < len(name) else (name, other)
            if other == name or not _within(part, whole) or values[part] is None:
                continue
            if values[whole] is None or (values[whole] == _BLANK and part[-1] not in _SAID_OF_BLANKS):
                return False
        return True

    def _domain(self, parts: Parts) -> tuple[object, ...]:
        found = self.names.find(parts)
        known = found if isinstance(found, Known) else Known()
        said = parts in (("by",), ("why",))
        if self.occasion is Occasion.SWEPT and said:
            return (None,)
        compared = self._compared(parts)
        constants = {leaf.right for leaf in compared if not isinstance(leaf.right, Field)}
        rivals = {self._parts(field) for leaf in compared for field in fields_of(leaf)}
        sort = self._sort(parts, rivals, constants)
        self._refuse_strange(parts, sort, compared)
        values = [*_points(sort, constants, self._longest(compared))]
        # What nobody knows the sort of may be a text, and a text may be blank. Who and why are refused then.
        if not said and sort in (TEXT, _WRITTEN, None) and _BLANK not in values:
            values.append(_BLANK)
        return (*values, None) if known.optional else tuple(values)

    def _refuse_strange(self, parts: Parts, sort: str | None, compared: Iterable[Compare]) -> None:
        """Refuse what has no order, and constants that no values could be chosen around."""
        name = ".".join(parts)
        for leaf in compared:
            if not isinstance(leaf.right, Field | str | int | date) or isinstance(leaf.right, datetime):
                raise CannotTellError(f"{name} is compared with {leaf.right!r}")
            if sort not in (TRUTH, NUMBER, TEXT, DAY, None) and leaf.op not in (Op.EQ, Op.NE):
                raise CannotTellError(f"{name} is {sort}, which has no order")

    def _compared(self, parts: Parts) -> list[Compare]:
        """List the comparisons that a name takes part in, directly or by way of others."""
        near, found = {parts}, []
        left = [leaf for leaf in self.leaves if isinstance(leaf, Compare)]
        while touching := [
            leaf for leaf in left if not near.isdisjoint(self._parts(field) for field in fields_of(leaf))
        ]:
            found += touching
            left = [leaf for leaf in left if leaf not in touching]
            near |= {self._parts(field) for leaf in touching for field in fields_of(leaf)}
        return found

    def _longest(self, compared: Iterable[Compare]) -> int:
        """Bound how many names can come one before the other.

        A chain alternates, at best, between names that take part in all comparisons together and others.
        """
        pairs = [{self._parts(field) for field in fields_of(leaf)} for leaf in compared]
        pairs = [pair for pair in pairs if len(pair) > 1]
        most = len({name for pair in pairs for name in pair})
        cover = 0
        while pairs:
            busiest = max(
                (name for pair in pairs for name in pair),
                key=lambda name: sum(name in pair for pair in pairs),
            )
            pairs = [pair for pair in pairs if busiest not in pair]
            cover += 1
        return max(1, min(most, 2 * cover + 1))

    def _parts(self, field: Field) -> Parts:
        return _resolved(field.parts, self.occasion)

    def _sort(self, parts: Parts, rivals: Iterable[Parts], constants: Iterable[object]) -> str | None:
        found = [self.names.find(each) for each in (parts, *rivals)]
        sorts = {each.sort for each in found if isinstance(each, Known) and each.sort is not None}
        sorts |= {sort_of(constant) for constant in constants}
        if sorts == {TRUTH, NUMBER}:
            return NUMBER
        if len(sorts) > 1:
            raise CannotTellError(
                f"{'.'.join(parts)} is compared with another sort of thing: {' and '.join(sorted(sorts))}"
            )
        return sorts.pop() if sorts else None


def _points(sort: str | None, constants: Iterable[Any], count: int) -> Sequence[object]:
    """Choose values: the constants, and as many as there are names around and between them."""
    marks = sorted(set(constants))
    around = range(1, count + 1)
    if sort == TRUTH:
        return [True, False]
    if sort == DAY:
        if not marks:
            return [_EPOCH + timedelta(days=step) for step in around]
        days = [mark.toordinal() for mark in marks]
        # Between two days there are only so many others.
        near = {day + step for day in days for step in range(-count, count + 1)}
        return [date.fromordinal(day) for day in sorted(near) if 1 <= day <= date.max.toordinal()]
    if sort in (TEXT, None):
        low = ["\x01" * step for step in around]
        return sorted({*low, *marks, *(mark + "\0" * step for mark in marks for step in around)})
    if not marks:
        return list(around)
    between = [
        low + (high - low) * Fraction(step, count + 1) for low, high in pairwise(marks) for step in around
    ]
    return sorted(
        [*marks, *between, *(marks[0] - step for step in around), *(marks[-1] + step for step in around)]
    )
