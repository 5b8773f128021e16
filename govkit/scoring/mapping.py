"""The levels of one scheme as candidate levels of another, under a rule that somebody chose for each factor.

A rule proposes and never decides: it gives every level it finds, none where it finds none, and says which
facts it lacks where it cannot be evaluated. Nothing is rounded, clamped or taken for the nearest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
from immutabledict import immutabledict

from govkit.errors import did_you_mean
from govkit.model import Level, pointer
from govkit.scoring.base import BaseScheme
from govkit.scoring.factor import Factor, FactorLevel, Interval
from govkit.scoring.level_rule import (
    Basis,
    Explicit,
    Intervals,
    LevelRule,
    MappingError,
    MappingFault,
    level_rule,
)
from govkit.scoring.levels import PLAIN


@attrs.frozen(kw_only=True)
class MappedLevel:
    """An old level with its candidates.

    Args:
        level: the old level.
        candidates: new levels, least first; empty where the rule finds none.
        evaluated: False where the rule lacks the facts it needs.
        note: what a person should know about it in a sentence, None if there is exactly one candidate.
    """

    level: FactorLevel
    candidates: tuple[FactorLevel, ...] = ()
    evaluated: bool = True
    note: str | None = None


@attrs.frozen(kw_only=True)
class MappedFactor:
    """All levels of an old factor with their candidates.

    Args:
        factor: the new factor.
        source: key of the old factor.
        rule: the rule.
        levels: per number of an old level what the rule makes of it, least first.
        notes: what a person should know about the rule itself: which levels it puts the other way round, and
            whether probabilities were supplied.
    """

    factor: Factor
    source: str
    rule: LevelRule
    levels: immutabledict[int, MappedLevel]
    notes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class MappedScheme:
    """Every factor of a new scheme, with the candidates for its levels.

    Args:
        old: the scheme that is left.
        new: the scheme that is proposed.
        factors: per factor of the new scheme for which the old one has one, its mapped levels.
        missing: factors that the new scheme needs and the old one lacks, so that nothing can be proposed.
        notes: what a person should know about factors that one scheme has and the other has not.
    """

    old: BaseScheme
    new: BaseScheme
    factors: immutabledict[str, MappedFactor]
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def map_scheme(
    old: BaseScheme,
    new: BaseScheme,
    mapping: Mapping[str, LevelRule],
    *,
    intervals: Intervals | None = None,
    renamed: Mapping[str, str] | None = None,
) -> MappedScheme:
    """Map the levels of one scheme to another; factors go together by their keys, unless somebody says how.

    Args:
        old: the scheme that is left.
        new: the scheme that is proposed.
        mapping: per factor of the new scheme a rule.
        intervals: probabilities to be used in place of those that a scheme states, or does not.
        renamed: per factor of the new scheme the factor of the old one whose place it takes; where the old
            scheme has no such factor, its own key counts.

    Returns:
        The candidates for every level of every factor.

    Raises:
        MappingError: a factor has no rule, or the mapping, the probabilities or ``renamed`` name what is not
            there; it lists every fault.
    """
    given = intervals or {}
    problems: list[str | MappingFault] = []
    both, unknown = _sources(old, new, renamed or {})
    problems += unknown
    news = [factor.key for factor in new.factors]
    problems += [
        f'{new.id} has no factor "{key}"{did_you_mean(key, news)}' for key in mapping if key not in news
    ]
    for factor in new.factors:
        if factor.key not in mapping:
            problems.append(f"no rule is given for {factor.key}")
        elif factor.key in both:
            problems += _faults(
                both[factor.key],
                factor,
                mapping[factor.key],
                [
                    (given.get(name, {}).get(key, {}), pointer(name, key))
                    for name, key in ((old.id, both[factor.key].key), (new.id, factor.key))
                ],
            )
    for scheme in (old, new):
        keys = [factor.key for factor in scheme.factors]
        problems += [
            MappingFault(
                f'probabilities are given for "{key}", no factor of {scheme.id}{did_you_mean(key, keys)}',
                path=pointer(scheme.id, key),
            )
            for key in given.get(scheme.id, {})
            if key not in keys
        ]
    if problems:
        raise MappingError(problems)
    factors = {
        factor.key: map_factor(
            both[factor.key],
            factor,
            mapping[factor.key],
            old_intervals=given.get(old.id, {}).get(both[factor.key].key),
            new_intervals=given.get(new.id, {}).get(factor.key),
        )
        for factor in new.factors
        if factor.key in both
    }
    taken = {factor.key for factor in both.values()}
    lost = [factor.key for factor in old.factors if factor.key not in taken]
    added = [factor for factor in new.factors if factor.key not in both]
    return MappedScheme(
        old=old,
        new=new,
        factors=immutabledict(factors),
        missing=tuple(factor.key for factor in added if not factor.optional),
        notes=(
            *(f"{key} takes the levels of {each.key}" for key, each in both.items() if key != each.key),
            *(f"{key} is no factor of {new.id}, so its level is left out" for key in lost),
            *(f"{factor.key} is no factor of {old.id}, so {_without(factor)}" for factor in added),
        ),
    )


def _sources(
    old: BaseScheme, new: BaseScheme, renamed: Mapping[str, str]
) -> tuple[dict[str, Factor], list[str]]:
    """Find the old factor of each new one, and say which of those that are named are not there."""
    olds = {factor.key: factor for factor in old.factors}
    news = [factor.key for factor in new.factors]
    problems = [
        f'{new.id} has no factor "{key}"{did_you_mean(key, news)}' for key in renamed if key not in news
    ]
    found = {}
    for key in news:
        source = olds.get(renamed.get(key, key), olds.get(key))
        if source is not None:
            found[key] = source
        elif key in renamed:
            problems.append(f'{old.id} has no factor "{renamed[key]}"{did_you_mean(renamed[key], olds)}')
    return found, problems


def _without(factor: Factor) -> str:
    return "it is left out" if factor.optional else "nothing can be proposed"


def map_factor(
    old: Factor,
    new: Factor,
    rule: LevelRule,
    *,
    old_intervals: Mapping[Level, Interval] | None = None,
    new_intervals: Mapping[Level, Interval] | None = None,
) -> MappedFactor:
    """Map every level of an old factor to candidate levels of a new one.

    Args:
        old: the old factor.
        new: the new factor.
        rule: what old and new level are to have in common, or a table that says it.
        old_intervals: probabilities of old levels, in place of what the factor states.
        new_intervals: probabilities of new levels, in place of what the factor states.

    Returns:
        Per old level its candidates.

    Raises:
        MappingError: the table or the probabilities name levels that are not there.
    """
    old_intervals, new_intervals = old_intervals or {}, new_intervals or {}
    faults = [*_faults(old, new, rule, [(old_intervals, ""), (new_intervals, "")])]
    if faults:
        raise MappingError(faults)
    rule = level_rule(rule)
    old, new = _with(old, old_intervals), _with(new, new_intervals)
    levels = immutabledict((level.number, _map(old, level, new, rule)) for level in old.levels)
    notes = [*_reversed(levels.values(), new, f"{new.key} by {rule}")]
    if rule is Basis.PROBABILITY:
        notes += [
            f"{new.key} by {rule}: probabilities of {which} levels are supplied, not taken from their scheme"
            for which, supplied in (("old", old_intervals), ("new", new_intervals))
            if supplied
        ]
    return MappedFactor(factor=new, source=old.key, rule=rule, levels=levels, notes=tuple(notes))


def _faults(
    old: Factor,
    new: Factor,
    rule: LevelRule,
    intervals: Sequence[tuple[Mapping[Level, Interval], str]],
) -> Iterator[MappingFault]:
    """Say what is wrong with a rule, and with the probabilities of old and new levels below their paths."""
    for factor, (given, path), which in zip((old, new), intervals, ("old", "new"), strict=True):
        yield from _interval_faults(factor, given, which, path)
    try:
        rule = level_rule(rule)
    except MappingError as error:
        yield from error.faults
    if isinstance(rule, Explicit):
        for name in rule.pairs:
            if not _is_level(old, name):
                yield MappingFault(f"the old {old.unknown(name)}", pointer(str(name)), rule)
        for name, levels in rule.pairs.items():
            for at, level in enumerate(levels):
                if not _is_level(new, level):
                    yield MappingFault(f"the new {new.unknown(level)}", pointer(str(name), at), rule)


def _is_level(factor: Factor, name: object) -> bool:
    return type(name) in PLAIN and name in factor.places


def _interval_faults(
    factor: Factor, intervals: Mapping[Level, Interval], which: str, path: str
) -> Iterator[MappingFault]:
    seen: dict[int, Level] = {}
    for name, interval in intervals.items():
        place = path + pointer(str(name))
        if not _is_level(factor, name):
            yield MappingFault(f"the {which} {factor.unknown(name)}", place)
        elif seen.setdefault(factor.places[name], name) != name:
            first = seen[factor.places[name]]
            message = (
                f'the {which} {factor.key} "{name}" is the level "{first}", which has a probability already'
            )
            yield MappingFault(message, place)
        if not _usable(interval):
            ends = f"{interval}, not within 0 to 1"
            yield MappingFault(
                f'the probability of the {which} {factor.key} "{name}" runs from {ends}', place
            )


def _with(factor: Factor, intervals: Mapping[Level, Interval]) -> Factor:
    supplied = {factor.places[name]: interval for name, interval in intervals.items()}
    levels = (
        attrs.evolve(level, probability=supplied.get(at, level.probability))
        for at, level in enumerate(factor.levels)
    )
    return attrs.evolve(factor, levels=tuple(levels))


def _map(old: Factor, level: FactorLevel, new: Factor, rule: LevelRule) -> MappedLevel:
    head = f"{new.key} by {rule}"
    if rule is Basis.PROBABILITY:
        missing = _without_probability(level, new)
        if missing:
            return MappedLevel(level=level, evaluated=False, note=f"{head}: not evaluated, {missing}")
    found = tuple(other for other in new.levels if _alike(old, level, new, other, rule))
    note = None
    if not found:
        note = f"{head}: {level} has no candidate, {_why_none(level, rule)}"
    elif len(found) > 1:
        note = f"{head}: {level} could be {' or '.join(map(str, found))}"
    return MappedLevel(level=level, candidates=found, note=note)


def _alike(old: Factor, level: FactorLevel, new: Factor, other: FactorLevel, rule: LevelRule) -> bool:
    if isinstance(rule, Explicit):
        return any(
            new.places[name] == new.places[other.number]
            for which, given in rule.pairs.items()
            if old.places[which] == old.places[level.number]
            for name in given
        )
    return {
        Basis.LABEL: level.label.casefold() == other.label.casefold(),
        Basis.NUMBER: level.number == other.number,
        Basis.KEY: level.key == other.key,
        Basis.PROBABILITY: _overlap(level.probability, other.probability),
    }[rule]


def _overlap(one: Interval | None, other: Interval | None) -> bool:
    # A single point inside an interval overlaps it; ends that only touch do not.
    return (
        one is not None
        and other is not None
        and (one == other or (one.lower < other.upper and other.lower < one.upper))
    )


def _without_probability(level: FactorLevel, new: Factor) -> str | None:
    """Say which probabilities are missing: with some of the new ones unknown, candidates would be missed."""
    if not _usable(level.probability):
        return f"no usable probability is stated for the old level {level}"
    unknown = [str(other) for other in new.levels if not _usable(other.probability)]
    if len(unknown) == len(new.levels):
        return "no usable probability is stated for any new level"
    return f"no usable probability is stated for the new {' and '.join(unknown)}" if unknown else None


def _usable(interval: Interval | None) -> bool:
    return interval is not None and interval.lower >= 0 and interval.upper <= 1


def _why_none(level: FactorLevel, rule: LevelRule) -> str:
    if isinstance(rule, Explicit):
        return f"{rule} does not say what becomes of it"
    return {
        Basis.LABEL: f'no new level is called "{level.label}"',
        Basis.NUMBER: f"no new level has the number {level.number}",
        Basis.KEY: f'no new level has the key "{level.key}"',
        Basis.PROBABILITY: "no new level shares any of its probability",
    }[rule]


def _reversed(levels: Iterable[MappedLevel], new: Factor, head: str) -> Iterator[str]:
    """Say which levels a rule puts the other way round; old levels come least first."""
    mapped = [(each, [new.places[level.number] for level in each.candidates]) for each in levels]
    for at, (less, here) in enumerate(mapped):
        for more, there in mapped[at + 1 :]:
            if here and there and min(here) > max(there):
                pairs = (f"{each.level} becomes {_or(each)}" for each in (less, more))
                yield f"{head}: {' and '.join(pairs)}, which is the other way round"


def _or(each: MappedLevel) -> str:
    return " or ".join(map(str, each.candidates))
