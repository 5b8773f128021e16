"""Movement of ratings between two editions: new, closed and continuing risks, and which way each factor went.

A continuing risk is one the ref map says is the same: refs alone mislead, since a later register may give a
ref to another risk. Without a map, risks with the same ref continue.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from govkit.analysis import RatedRisk, rate_risk
from govkit.errors import GovkitError, Problem
from govkit.history.changes import Changes, changes
from govkit.model import Phase, Register, Risk, Source, pointer
from govkit.model.require import require, require_register, require_schemes
from govkit.scoring import BaseScheme, Rating

LIKELIHOOD: Final = "likelihood"
IMPACT: Final = "impact"
_SAYS_ASSESSED: Final = ("date", "by", "rationale")


class Move(StrEnum):
    """Which way a level went."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class Cause(StrEnum):
    """Why a rating is not what it was.

    ``LEVELS`` is what is left where other levels are recorded and nothing says that anybody assessed anew:
    no other date, name or reason, and no earlier assessment that was kept.
    """

    REASSESSED = "reassessed"
    LEVELS = "levels changed"
    SCHEME = "change of scheme"


@attrs.frozen(kw_only=True)
class Movement:
    """How a continuing risk moved.

    Args:
        ref: its ref in the later edition.
        before: its ref in the earlier edition.
        likelihood: which way its likelihood went; None where it cannot be told.
        impact: which way its impact went; None where it cannot be told.
        expected_likelihood: which way its target expects likelihood to go from here.
        expected_impact: which way its target expects impact to go from here.
        cause: why its rating is not what it was; None if nothing moved.
        not_compared: why its likelihood or impact cannot be told, in a clause; None if both can.
        was: its current rating in the earlier edition, None if it has none there.
        now: its current rating in the later edition, None if it has none there.
    """

    ref: str
    before: str
    likelihood: Move | None
    impact: Move | None
    expected_likelihood: Move | None
    expected_impact: Move | None
    cause: Cause | None
    not_compared: str | None
    was: Rating | None
    now: Rating | None


@attrs.frozen(kw_only=True)
class Diff:
    """What changed from one edition to the next.

    Args:
        new: refs of risks that only the later edition has.
        closed: refs of risks that only the earlier edition has.
        moved: every continuing risk with its movement, in the order of the later edition.
        changed: per continuing risk, by its later ref, the names of the fields that differ, of an assessment
            the part (``current.rationale``); a risk that is not named says the same in both, but for its ref.
        rewritten: the same of the fields that say the same, and are only written differently: a day in
            another spelling, a level by its number instead of its label.
        unmapped_in_both: refs that stand in both editions and that the map does not name on either side, so
            that the risks of that ref count as closed and new.
    """

    new: tuple[str, ...]
    closed: tuple[str, ...]
    moved: tuple[Movement, ...]
    changed: immutabledict[str, tuple[str, ...]]
    rewritten: immutabledict[str, tuple[str, ...]]
    unmapped_in_both: tuple[str, ...] = ()


class RefMapError(GovkitError):
    """A ref map cannot be used.

    Attributes:
        problems: every fault, a sentence each.
        places: the same with file, line and column, if the map was read from a file.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.places = tuple(problems)
        self.problems = tuple(each.message for each in problems)
        file = problems[0].file
        if file is None:
            said = "the ref map cannot be used: " + "; ".join(self.problems)
        else:
            count = len(problems)
            head = f"the ref map {file} cannot be used: {count} problem{'' if count == 1 else 's'}"
            said = "\n".join([head, *(f"  {each}" for each in problems)])
        super().__init__(said)


def _pairs(given: Mapping[str, str]) -> immutabledict[str, str]:
    require("pairs", given, Mapping)
    items: Mapping[Any, Any] = given
    problems = [
        Problem(f"{which} is a text, not {value!r}; put a number in quotes")
        for old, new in items.items()
        for which, value in (("an earlier ref", old), (f'the later ref of "{old}"', new))
        if not isinstance(value, str)
    ]
    if problems:
        raise RefMapError(problems)
    return immutabledict(given)


@attrs.frozen
class RefMap:
    """Which risk of the earlier edition continues as which of the later.

    Args:
        pairs: later refs by earlier refs.
        source: the text it was read from, if it was; takes no part in equality.

    Raises:
        RefMapError: a ref is no text; it lists every one.
        TypeError: the pairs are no mapping.
    """

    pairs: immutabledict[str, str] = attrs.field(converter=_pairs)
    source: Source | None = attrs.field(default=None, eq=False, repr=False)

    @classmethod
    def of(cls, given: "RefMap | Mapping[str, str]") -> "RefMap":
        """Take a ref map, or make one of a plain mapping.

        Args:
            given: a ref map, or later refs by earlier refs.

        Returns:
            The ref map.

        Raises:
            RefMapError: a ref is no text.
            TypeError: it is neither.
        """
        require("ref_map", given, (RefMap, Mapping))
        return given if isinstance(given, RefMap) else cls(immutabledict(given))

    def check(self, before: Register, after: Register) -> None:
        """Refuse a map that is not one-to-one, or names risks that are not there or not the only ones.

        Args:
            before: the earlier edition.
            after: the later edition.

        Raises:
            RefMapError: it lists every fault.
        """
        known = [Counter(risk.ref for risk in register.risks) for register in (before, after)]
        problems = [
            self._problem(f'the earlier edition has no risk "{old}"', old)
            for old in self.pairs
            if old not in known[0]
        ]
        problems += [
            self._problem(f'the later edition has no risk "{new}"', old)
            for old, new in self.pairs.items()
            if new not in known[1]
        ]
        for which, counts, named in (
            ("earlier", known[0], [(old, old) for old in self.pairs]),
            ("later", known[1], [(new, old) for old, new in self.pairs.items()]),
        ):
            problems += [
                self._problem(
                    f'the {which} edition has {counts[ref]} risks "{ref}", so it is unknown which continues',
                    old,
                )
                for ref, old in dict(named).items()
                if counts[ref] > 1
            ]
        earlier: dict[str, list[str]] = {}
        for old, new in self.pairs.items():
            earlier.setdefault(new, []).append(old)
        problems += [
            self._problem(f'"{new}" continues {" and ".join(olds)}', olds[1])
            for new, olds in earlier.items()
            if len(olds) > 1
        ]
        if problems:
            raise RefMapError(sorted(problems, key=lambda each: (each.line or 0, each.column or 0)))

    def _problem(self, message: str, old: str) -> Problem:
        at = self.source.locate(pointer(old)) if self.source else None
        return Problem(
            message,
            file=self.source.name if self.source else None,
            line=at.line if at else None,
            column=at.column if at else None,
        )


def diff(
    before: Register,
    after: Register,
    schemes: Mapping[str, BaseScheme],
    *,
    ref_map: RefMap | Mapping[str, str] | None = None,
) -> Diff:
    """Compare two editions.

    Args:
        before: the earlier edition.
        after: the later edition.
        schemes: scoring schemes at hand, by id.
        ref_map: which risks continue; the same refs unless given.

    Returns:
        New, closed and continuing risks. Levels of different schemes are not compared: a likelihood of 3 of 4
        is neither more nor less than one of 3 of 5.

    Raises:
        RefMapError: the map is not one-to-one, or names risks that are not there; or two risks of an edition
            share a ref that continues, so that nobody knows which of them does.
        TypeError: an argument is of another kind.
    """
    require_register(before, "before")
    require_register(after, "after")
    require_schemes(schemes)
    if ref_map is None:
        shared = {risk.ref for risk in before.risks} & {risk.ref for risk in after.risks}
        ref_map = RefMap({ref: ref for ref in sorted(shared)})
    ref_map = RefMap.of(ref_map)
    ref_map.check(before, after)
    earlier = {risk.ref: risk for risk in before.risks}
    later = {new: earlier[old] for old, new in ref_map.pairs.items()}
    continuing = [(later[risk.ref], risk) for risk in after.risks if risk.ref in later]
    new = tuple(risk.ref for risk in after.risks if risk.ref not in later)
    closed = tuple(risk.ref for risk in before.risks if risk.ref not in ref_map.pairs)
    found = {new.ref: changes(old, new, schemes) for old, new in continuing}
    return Diff(
        new=new,
        closed=closed,
        unmapped_in_both=tuple(dict.fromkeys(ref for ref in new if ref in closed)),
        moved=tuple(_movement(old, new, schemes) for old, new in continuing),
        changed=_named(found, lambda each: each[0]),
        rewritten=_named(found, lambda each: each[1]),
    )


def expectation(rated: RatedRisk, schemes: Mapping[str, BaseScheme]) -> tuple[Move | None, Move | None]:
    """Say which way its target expects a risk to go from here.

    Args:
        rated: the risk with its ratings.
        schemes: scoring schemes at hand, by id.

    Returns:
        Which way likelihood and impact are to go; None where there is no target to tell it by, or one of
        another scheme.
    """
    now, aim = rated.current, rated.target
    return _move(now, aim, LIKELIHOOD, schemes), _move(now, aim, IMPACT, schemes)


def _movement(old: Risk, new: Risk, schemes: Mapping[str, BaseScheme]) -> Movement:
    earlier, rated = rate_risk(old, schemes), rate_risk(new, schemes)
    was, now = earlier.current, rated.current
    expected_likelihood, expected_impact = expectation(rated, schemes)
    return Movement(
        ref=new.ref,
        before=old.ref,
        likelihood=_move(was, now, LIKELIHOOD, schemes),
        impact=_move(was, now, IMPACT, schemes),
        expected_likelihood=expected_likelihood,
        expected_impact=expected_impact,
        cause=_cause(old, new, was, now),
        not_compared=_not_compared(earlier, rated, schemes),
        was=was,
        now=now,
    )


def _move(
    was: Rating | None, is_: Rating | None, factor: str, schemes: Mapping[str, BaseScheme]
) -> Move | None:
    if was is None or is_ is None or _other_scheme(was, is_):
        return None
    places = _places(schemes[is_.scheme], factor)
    if places is None:
        return None
    step = places[is_.levels[factor]] - places[was.levels[factor]]
    return Move.UP if step > 0 else Move.DOWN if step < 0 else Move.SAME


def _places(scheme: BaseScheme, factor: str) -> Mapping[Any, int] | None:
    return next((each.places for each in scheme.factors if each.key == factor), None)


def _not_compared(earlier: RatedRisk, later: RatedRisk, schemes: Mapping[str, BaseScheme]) -> str | None:
    """Say why likelihood or impact cannot be told, or None if both can."""
    whys = [
        f"{which}: {each.unrated.get('current', 'not assessed')}"
        for which, each in (("in the earlier edition", earlier), ("in the later", later))
        if each.current is None
    ]
    if earlier.current is None or later.current is None:
        return "; ".join(whys)
    if _other_scheme(earlier.current, later.current):
        return Cause.SCHEME.value
    scheme = schemes[later.current.scheme]
    lacking = [factor for factor in (LIKELIHOOD, IMPACT) if _places(scheme, factor) is None]
    return f"{scheme.id} has no factor {' or '.join(lacking)}" if lacking else None


def _other_scheme(was: Rating, is_: Rating) -> bool:
    return (was.scheme, was.version) != (is_.scheme, is_.version)


def _cause(old: Risk, new: Risk, was: Rating | None, is_: Rating | None) -> Cause | None:
    if was is None or is_ is None:
        return None
    if _other_scheme(was, is_):
        return Cause.SCHEME
    if was.levels == is_.levels:
        return None
    return Cause.REASSESSED if _assessed_anew(old, new) else Cause.LEVELS


def _assessed_anew(old: Risk, new: Risk) -> bool:
    """Whether the later edition says who assessed it anew, when or why, or keeps what it was before."""
    said = any(
        getattr(new.current, name) not in (None, getattr(old.current, name)) for name in _SAYS_ASSESSED
    )
    kept = [each for each in new.earlier if each not in old.earlier]
    return said or any(each.phase is Phase.CURRENT for each in kept)


def _named(
    found: Mapping[str, Changes], which: Callable[[Changes], tuple[str, ...]]
) -> immutabledict[str, tuple[str, ...]]:
    return immutabledict((ref, fields) for ref, each in found.items() if (fields := which(each)))
