"""Checks of rows that share a trigger and a state, of which the first that can be taken is."""

from collections.abc import Iterator
from itertools import combinations

from govkit.workflow.verify.check import Answer, Breach, Kind, check
from govkit.workflow.verify.survey import Survey, Untold, holds, quoted
from govkit.workflow.verify.valuation import Occasion, in_words

Pair = tuple[int, int]


def _rivals(survey: Survey) -> Iterator[tuple[str, tuple[int, ...]]]:
    """List states with the rows of one trigger that start there, where there are several."""
    for trigger in survey.workflow.triggers:
        for state in survey.workflow.state:
            places = tuple(
                place
                for place, row in enumerate(survey.rows)
                if row.trigger == trigger and state in row.sources
            )
            if len(places) > 1:
                yield state, places


def _covers(survey: Survey, one: int, other: int) -> bool:
    """Whether all that may be changed along with one row may be with another."""
    changes, more = survey.rows[one].changes, survey.rows[other].changes
    return more is None or (changes is not None and set(changes) <= set(more))


def _first_comers(survey: Survey, place: int, earlier: tuple[int, ...]) -> tuple[int, ...] | Untold:
    """Name the earlier rows that leave nothing to a row; none if something is left to it."""
    before = [each for each in earlier if _covers(survey, place, each)]
    if not before or survey.can_hold(place) is False:
        return ()
    own = survey.rows[place].conditions
    guards = [guard for each in before for guard in survey.rows[each].conditions]
    about = " and ".join(survey.row(each) for each in (place, *before))
    ways = survey.ways(about, [*own, *guards], survey.occasion(place))
    if isinstance(ways, Untold):
        return ways
    comers: set[int] = set()
    for way in (way for way in ways if holds(own, way)):
        first = next((each for each in before if holds(survey.rows[each].conditions, way)), None)
        if first is None:
            return ()
        comers.add(first)
    return tuple(sorted(comers))


@check("no-row-shadowed", Kind.FAULT)
def no_row_shadowed(survey: Survey) -> Iterator[Answer]:
    """Every row is taken sometimes, although earlier ones of its trigger come first.

    What it does
    Of the rows of one trigger that start from one state, reports each that could only be taken when an
    earlier one is. An earlier row that allows fewer changes leaves something to a later one.

    Why it matters
    The row reads as if it did something. Whoever moves it up or takes it for granted is surprised.

    Example
    A row ``close`` without a guard, and after it a row ``close`` that asks for an end.

    Instead
    Put the row that asks for more first, and let the guards exclude each other.
    """
    found: dict[tuple[int, tuple[int, ...]], list[str]] = {}
    for state, places in _rivals(survey):
        for at, place in enumerate(places):
            comers = _first_comers(survey, place, places[:at])
            if isinstance(comers, Untold):
                yield comers
            elif comers:
                found.setdefault((place, comers), []).append(state)
    for (place, comers), states in found.items():
        firsts = " or ".join(survey.row(each) for each in comers)
        yield Breach(
            f"{survey.row(place)} is never taken from {quoted(states)}: whenever it could be, "
            f"{firsts} comes first",
            tuple(states),
            (survey.rows[place].trigger,),
        )


def _together(survey: Survey) -> Iterator[tuple[Pair, str, str] | Untold]:
    """List pairs of rows that can be taken at once, with a state and when."""
    for state, places in _rivals(survey):
        comers = {place: _first_comers(survey, place, places[:at]) for at, place in enumerate(places)}
        for one, other in combinations(places, 2):
            if isinstance(comers[other], tuple) and comers[other]:
                continue
            guards = [*survey.rows[one].conditions, *survey.rows[other].conditions]
            about = f"{survey.row(one)} and {survey.row(other)}"
            ways = survey.ways(about, guards, _shared_occasion(survey, one, other))
            if isinstance(ways, Untold):
                yield ways
                continue
            both = next((way for way in ways if holds(guards, way)), None)
            if both is not None:
                yield (one, other), state, in_words(guards, both)


def _shared_occasion(survey: Survey, one: int, other: int) -> Occasion:
    """Say what may be changed if both rows are to stand open."""
    changes = [survey.rows[place].changes for place in (one, other)]
    sets = [set(each) for each in changes if each is not None]
    return Occasion.UNCHANGED if sets and not set.intersection(*sets) else Occasion.FIRED


def _same_effect(survey: Survey, pair: Pair, state: str) -> bool:
    one, other = (
        (row.target or state, set(row.clears), row.after, row.since)
        for row in (survey.rows[at] for at in pair)
    )
    return one == other


@check("one-row-at-a-time", Kind.FAULT)
def one_row_at_a_time(survey: Survey) -> Iterator[Answer]:
    """No two rows of one trigger that do different things can be taken at once.

    What it does
    Of the rows of one trigger that start from one state, reports each pair that can be taken at the same time
    and that differs in where it leads, in what it clears or in the day it takes effect; and says when.

    Why it matters
    Which of the two is taken then depends on their order alone, and the words for a blocked trigger do not
    say it.

    Example
    A row ``assess`` to "tolerated" when the score is at most 9, and one to "treated" when it is at least 9.

    Instead
    Let the guards exclude each other: ``Not`` of the one, or the opposite comparison.
    """
    found: dict[Pair, tuple[list[str], str]] = {}
    for each in _together(survey):
        if isinstance(each, Untold):
            yield each
            continue
        pair, state, when = each
        if not _same_effect(survey, pair, state):
            found.setdefault(pair, ([], when))[0].append(state)
    for (one, other), (states, when) in found.items():
        yield Breach(
            f"from {quoted(states)} {survey.row(one)} and {survey.row(other)} can both be taken, {when}",
            tuple(states),
            (survey.rows[one].trigger,),
        )


@check("alike-rows-are-one", Kind.ADVICE)
def alike_rows_are_one(survey: Survey) -> Iterator[Answer]:
    """Rows that do the same and can be taken at once are one row.

    What it does
    Of the rows of one trigger that start from one state, reports each pair that can be taken at the same time
    and does the same; and says when.

    Why it matters
    Two rows say "or" where readers may see "and"; and a blocked trigger gives the reasons of both.

    Example
    A row ``finish`` that asks for an owner, and one to the same state that asks for an engineer.

    Instead
    One row whose guard joins both with ``Any_``; or leave them, if each allows other changes.
    """
    found: dict[Pair, tuple[list[str], str]] = {}
    for each in _together(survey):
        if isinstance(each, Untold):
            yield each
            continue
        pair, state, when = each
        if _same_effect(survey, pair, state):
            found.setdefault(pair, ([], when))[0].append(state)
    for (one, other), (states, when) in found.items():
        yield Breach(
            f"from {quoted(states)} {survey.row(one)} and {survey.row(other)} do the same and can both be "
            f"taken, {when}",
            tuple(states),
            (survey.rows[one].trigger,),
        )
