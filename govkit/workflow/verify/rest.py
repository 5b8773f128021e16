"""The check that a sweep comes to rest."""

from collections.abc import Iterator
from typing import Final

from govkit.workflow.verify.check import Answer, Breach, Kind, check
from govkit.workflow.verify.survey import Survey, Untold, holds, quoted
from govkit.workflow.verify.valuation import Occasion, Valuation, in_words

_REST: Final = ()


@check("comes-to-rest", Kind.FAULT)
def comes_to_rest(survey: Survey) -> Iterator[Answer]:
    """Rows that fire by themselves do not go round in a circle.

    What it does
    Takes the states between which rows that fire by themselves can go round, and goes through a sweep from
    each of them, for every way in which the conditions of those rows can come out; what a row clears is taken
    away. Reports each circle that is never left, and says when.

    Why it matters
    On that day the sweep of the whole register ends with an error.

    Example
    A row that fires by itself from "quiet" to "watched" while a score is high, and one back while it is high.

    Instead
    Let the guards of the way there and of the way back exclude each other.
    """
    for circle in _circles(survey):
        rows = [survey.rows[place] for state in circle for place in _automatic(survey, state)]
        guards = [guard for row in rows for guard in row.conditions]
        cleared = [name for row in rows for name in row.clears]
        if survey.may_shift(guards, cleared):
            yield Untold(
                f"between {quoted(circle)} rows that fire by themselves clear "
                f"{', '.join(dict.fromkeys(cleared))}, and what that changes besides is not known"
            )
            continue
        ways = survey.ways(f"what fires by itself between {quoted(circle)}", guards, Occasion.SWEPT)
        if isinstance(ways, Untold):
            yield ways
            continue
        told: set[frozenset[int]] = set()
        for start in circle:
            for way in ways:
                places = _round(survey, circle, start, way)
                if places and frozenset(places) not in told:
                    told.add(frozenset(places))
                    yield _breach(survey, start, places, way)


def _breach(survey: Survey, start: str, places: tuple[int, ...], way: Valuation) -> Breach:
    rows = [survey.rows[place] for place in places]
    guards = [guard for row in rows for guard in row.conditions]
    states = dict.fromkeys([start, *(row.target for row in rows if row.target is not None)])
    return Breach(
        f'a sweep never comes to rest from "{start}", {in_words(guards, way)}: '
        f"{', then '.join(survey.row(place) for place in places)}, and so on",
        tuple(states),
        tuple(dict.fromkeys(row.trigger for row in rows)),
    )


def _automatic(survey: Survey, state: str) -> tuple[int, ...]:
    return tuple(place for place, row in enumerate(survey.rows) if row.automatic and state in row.sources)


def _circles(survey: Survey) -> list[tuple[str, ...]]:
    """Collect states that rows which fire by themselves lead from each to each, each set once."""
    states = tuple(survey.workflow.state)
    beyond = {
        state: {survey.rows[place].target or state for place in _automatic(survey, state)} for state in states
    }
    # Warshall's closure: afterwards it holds all that can be reached in one step or more.
    for middle in states:
        for state in states:
            if middle in beyond[state]:
                beyond[state] |= beyond[middle]
    sets = [
        tuple(other for other in states if other in beyond[state] and state in beyond[other])
        for state in states
    ]
    return [circle for circle in dict.fromkeys(sets) if circle]


def _round(survey: Survey, circle: tuple[str, ...], state: str, way: Valuation) -> tuple[int, ...]:
    """Sweep from a state of a circle: the rows that were taken, if there was no rest; none if there was."""
    taken: list[int] = []
    # A sweep gives up after as many steps; circles that clear something could take one more.
    for _ in range(len(survey.workflow.states) + 1):
        place = next(
            (each for each in _automatic(survey, state) if holds(survey.rows[each].conditions, way)), None
        )
        if place is None:
            return _REST
        row = survey.rows[place]
        taken.append(place)
        state, way = row.target or state, way.without(row.clears)
        if state not in circle:
            return _REST
    return tuple(dict.fromkeys(taken))
