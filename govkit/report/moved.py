"""What moved since an earlier edition: new, closed and continuing risks, and the arrows on the map."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import attrs
from immutabledict import immutabledict

from govkit.analysis import RatedRisk, rate_risk
from govkit.history import (
    Arrow,
    Cause,
    Diff,
    Movement,
    RefMap,
    StandingStill,
    arrows,
    diff,
    expectation,
    expected,
    happened,
    signs,
    standing_still,
)
from govkit.model import Register
from govkit.report.table import Table
from govkit.scoring import BaseScheme, Rating

NEW: Final = "new"
"""What stands behind a risk on the map that the earlier edition does not have."""

_NOT_RATED: Final = "not rated"
_NOT_COMPARED: Final = "not compared"
_STAYED: Final = "stayed"
_OUTCOMES: Final[Mapping[Cause | None, str]] = {Cause.REASSESSED: "reassessed", Cause.LEVELS: "moved"}
_TOLD: Final = ("current.levels", "current.scheme", "current.printed", "current.printed_levels")
"""What the columns Then, Now and Moved tell of a rating that is not what it was."""


@attrs.frozen(kw_only=True)
class Line:
    """A risk in one edition or in both.

    Args:
        ref: its ref in the later edition, or in the earlier if it is closed.
        title: its title there.
        before: its earlier ref, where that is another one.
        then: its current rating in the earlier edition, in words.
        now: its current rating, in words.
        moved: how it moved, in words; for a continuing risk never empty.
        expected: where its target expects it to go, in words.
        changed: which of its fields are not what they were, but for the rating where ``moved`` tells that;
            None if none.
    """

    ref: str
    title: str
    before: str | None = None
    then: str | None = None
    now: str | None = None
    moved: str | None = None
    expected: str | None = None
    changed: str | None = None


_COLUMNS: Final[Mapping[str, Callable[[Line], object]]] = {
    "Ref": lambda each: each.ref,
    "Risk": lambda each: each.title,
    "Earlier ref": lambda each: each.before,
    "Then": lambda each: each.then,
    "Now": lambda each: each.now,
    "Moved": lambda each: each.moved,
    "Expected": lambda each: each.expected,
}

_CHANGED: Final[Mapping[str, Callable[[Line], object]]] = {
    "Ref": lambda each: each.ref,
    "Risk": lambda each: each.title,
    "Changed": lambda each: each.changed,
}


_STILL: Final[Mapping[str, Callable[[StandingStill], object]]] = {
    "Ref": lambda each: each.ref,
    "Indicator": lambda each: each.title,
    "Why": lambda each: each.explanation,
}


@attrs.frozen(kw_only=True)
class Moved:
    """What moved since an earlier edition.

    Args:
        since: the edition as written, or its title where it names none.
        new: risks that only the later edition has.
        closed: risks that only the earlier edition has, by their refs there.
        continuing: risks of both; those whose levels changed come first.
        outcomes: how many of the continuing risks were reassessed, moved, stayed, or are not compared.
        unmapped_in_both: refs that stand in both editions and not in the map.
        still: likelihoods that are what they were although an indicator worsens.
    """

    since: str
    new: tuple[Line, ...]
    closed: tuple[Line, ...]
    continuing: tuple[Line, ...]
    outcomes: tuple[tuple[str, int], ...]
    unmapped_in_both: tuple[str, ...] = ()
    still: tuple[StandingStill, ...] = ()

    @property
    def title(self) -> str:
        """Heading of the section."""
        return f"What moved since {self.since}"

    @property
    def summary(self) -> str:
        """How many there are of each: ``New: none. Closed: 5. Continuing: 14, of which 14 not compared``."""
        counts = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes)
        continuing = f"{len(self.continuing)}, of which {counts}" if counts else "none"
        return (
            f"New: {len(self.new) or 'none'}. Closed: {len(self.closed) or 'none'}. Continuing: {continuing}."
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """New, closed and continuing risks, other changes, likelihoods that stand still; none is empty."""
        kinds = (("New", self.new), ("Closed", self.closed), ("Continuing", self.continuing))
        tables = [Table.of(f"{kind} ({len(lines)})", _COLUMNS, lines) for kind, lines in kinds if lines]
        changed = [each for each in self.continuing if each.changed]
        if changed:
            tables.append(Table.of(f"Other fields that changed ({len(changed)})", _CHANGED, changed))
        if self.still:
            title = f"Likelihood stands still while an indicator worsens ({len(self.still)})"
            tables.append(Table.of(title, _STILL, self.still))
        return tuple(tables)


def compared(
    before: Register,
    after: Register,
    rated: Sequence[RatedRisk],
    schemes: Mapping[str, BaseScheme],
    ref_map: RefMap | Mapping[str, str] | None,
) -> tuple[Moved, Diff]:
    """Find out what moved.

    Args:
        before: the earlier edition.
        after: the later edition.
        rated: the risks of the later edition, in its order, with their ratings.
        schemes: scoring schemes at hand, by id.
        ref_map: which risks continue; the same refs unless given.

    Returns:
        What moved in words, and the comparison it was read from.

    Raises:
        RefMapError: nobody can tell which risks continue.
    """
    found = diff(before, after, schemes, ref_map=ref_map)
    titles = {each.risk.ref: each.risk.title for each in rated}
    own = frozenset((each.current.scheme, each.current.version) for each in rated if each.current is not None)
    movements = sorted(found.moved, key=lambda each: each.cause not in _OUTCOMES)
    moved = Moved(
        since=str(before.edition or before.title),
        new=tuple(_new(each, schemes) for each in rated if each.risk.ref in found.new),
        closed=tuple(
            Line(ref=risk.ref, title=risk.title, then=_then(rate_risk(risk, schemes).current, own))
            for risk in before.risks
            if risk.ref in found.closed
        ),
        continuing=tuple(_continuing(each, titles[each.ref], own, found) for each in movements),
        outcomes=tuple(Counter(map(_outcome, movements)).items()),
        unmapped_in_both=found.unmapped_in_both,
        still=standing_still(found, after),
    )
    return moved, found


def marks(
    rated: Iterable[RatedRisk], schemes: Mapping[str, BaseScheme], found: Diff | None
) -> immutabledict[str, str]:
    """Say what is to stand behind each risk on the map.

    Args:
        rated: the risks with their ratings.
        schemes: scoring schemes at hand, by id.
        found: what changed since an earlier edition, None if there is none to compare with.

    Returns:
        Per ref ``new`` and the arrows: what happened and, by the target, what is expected. Nobody could tell
        whose the arrows of a ref are that several risks share, so there it says how many share it.
    """
    rated = tuple(rated)
    counts = Counter(each.risk.ref for each in rated)
    new = frozenset(found.new if found else ())
    before = {each.ref: signs(happened(each)) for each in found.moved} if found else {}
    marked: dict[str, str] = {}
    for each in rated:
        ref = each.risk.ref
        to_come = signs(arrows(*expectation(each, schemes), expected=True))
        parts = (NEW if ref in new else "", before.get(ref, ""), to_come)
        alone = " ".join(part for part in parts if part)
        marked[ref] = alone if counts[ref] == 1 else f"(one of {counts[ref]})"
    return immutabledict((ref, text) for ref, text in marked.items() if text)


def _new(each: RatedRisk, schemes: Mapping[str, BaseScheme]) -> Line:
    return Line(
        ref=each.risk.ref,
        title=each.risk.title,
        now=_rating(each.current),
        expected=_words(arrows(*expectation(each, schemes), expected=True)),
    )


def _continuing(each: Movement, title: str, own: frozenset[tuple[str, str]], found: Diff) -> Line:
    return Line(
        ref=each.ref,
        title=title,
        before=None if each.before == each.ref else each.before,
        then=_then(each.was, own if each.cause is not Cause.SCHEME else frozenset()),
        now=_rating(each.now),
        moved=_moved(each),
        expected=_words(expected(each)),
        changed=", ".join(_fields(each, found.changed.get(each.ref, ()))) or None,
    )


def _fields(each: Movement, changed: Iterable[str]) -> Iterable[str]:
    told = () if each.cause is None else _TOLD
    return (name.replace("_", " ").replace(".", " ") for name in changed if name not in told)


def _rating(rating: Rating | None) -> str:
    return _NOT_RATED if rating is None else str(rating)


def _then(rating: Rating | None, own: frozenset[tuple[str, str]]) -> str:
    """Write a rating of the earlier edition, with its scheme unless the later edition uses it too."""
    if rating is None or (rating.scheme, rating.version) in own:
        return _rating(rating)
    return f"{rating} under {rating.scheme} {rating.version}"


def _outcome(each: Movement) -> str:
    if each.cause in _OUTCOMES:
        return _OUTCOMES[each.cause]
    return _NOT_COMPARED if each.cause is Cause.SCHEME or each.was is None or each.now is None else _STAYED


def _moved(each: Movement) -> str:
    outcome = _outcome(each)
    details = "; ".join(part for part in (_words(happened(each)), each.not_compared) if part)
    return f"{outcome} ({details})" if details else outcome


def _words(found: Iterable[Arrow]) -> str:
    return ", ".join(map(str, found))
