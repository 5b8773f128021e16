"""Checks for what no scheme may be: silent, contradictory, or blind to what is worse."""

from collections.abc import Iterator

from govkit.scoring.band import Value
from govkit.scoring.coherence.check import Answer, Breach, Kind, Untold, check
from govkit.scoring.coherence.survey import Spot, Survey


@check("total", Kind.FAULT)
def total(survey: Survey) -> Iterator[Answer]:
    """Every combination of levels has a rating.

    What it does
    Rates every combination of levels that the scheme does not itself call impossible, with and without its
    optional factors, and reports each that raises an error or gives something that is no rating of the
    scheme: another type, a value that is not among its values, another rank than the value has, or a band
    that is not its own. What goes wrong in one way and at one line of its code is told once, with the number
    of combinations.

    Why it matters
    A register that assesses a risk in good faith is to get an answer. An error that surfaces in a report to
    a board comes too late.

    Example
    A scheme whose code looks a sum up in a dictionary that ends at 9, while the sum of the worst levels is
    10.

    Instead
    Give every combination a value; for levels that exclude each other, say so in ``combination_faults``.
    """
    for keys, together in survey.sets.items():
        if isinstance(together, str):
            given = ", ".join(keys) or "no factor"
            yield Breach(f"asking whether the factors {given} go together {together}")
    if not survey.cells and not survey.failures:
        yield Breach("no combination of levels can be rated at all")
    alike: dict[str, list[Spot]] = {}
    for cell, failure in survey.failures.items():
        alike.setdefault(failure.kind, []).append(cell)
    for cells in alike.values():
        rest = len(cells) - 1
        more = f"; so {'does one other' if rest == 1 else f'do {rest} other'} combination{'s' * (rest > 1)}"
        first = f"{survey.named(cells[0])} {survey.failures[cells[0]].why}"
        yield Breach(f"{first}{more if rest else ''}", tuple(cells))


@check("one-band-each", Kind.FAULT)
def one_band_each(survey: Survey) -> Iterator[Answer]:
    """Every rating is in exactly one band, if there are bands.

    What it does
    In a scheme with bands, looks for ratings in no band, and for values that lie between the ends of no band
    or of several.

    Why it matters
    The band says what is to be done. In no band nothing is to be done; in two, whatever the code finds
    first.

    Example
    Low 1–5 and High 7–9 in a scheme with the value 6.

    Instead
    Let each band begin where the one below it ends.
    """
    bands = survey.scheme.bands
    if not bands:
        return
    places: dict[Value, list[str]] = {}
    if all(band.by_value for band in bands):
        for value in survey.scheme.values:
            between = survey.scheme.order.between
            places[value] = [band.label for band in bands if between(band.first, value, band.last)]
    for value, labels in places.items():
        if len(labels) != 1:
            cells = tuple(cell for cell, answer in survey.cells.items() if answer.value == value)
            yield Breach(f'the value "{value}" is in {" and ".join(labels) or "no band"}', cells)
    for cell, answer in survey.cells.items():
        if answer.band is None and len(places.get(answer.value, "?")) == 1:
            yield Breach(f'{survey.named(cell)} has the value "{answer.value}" and no band', (cell,))


@check("weakly-monotone", Kind.FAULT)
def weakly_monotone(survey: Survey) -> Iterator[Answer]:
    """A worse level of any factor never gives a lower rating.

    What it does
    Goes one level up in one factor at a time, and reports each step on which the rating falls. What holds of
    every step holds of any two cells of which one is at least as bad in every factor.

    Why it matters
    Otherwise a risk could be brought down on paper by assessing it as worse.

    Example
    A matrix typed with two figures exchanged: likelihood 3 and impact 2 make 12, likelihood 4 and impact 2
    make 8.

    Instead
    Compare the figures with the source; almost always one was mistyped.
    """
    for cell, worse in survey.steps:
        before, after = survey.cells[cell], survey.cells[worse]
        if after.rank < before.rank:
            yield Breach(
                f'{survey.named(worse)} makes "{after.value}", '
                f'and {survey.named(cell)}, which is less bad, "{before.value}"',
                (cell, worse),
            )


@check("bands-follow-rank", Kind.FAULT)
def bands_follow_rank(survey: Survey) -> Iterator[Answer]:
    """A higher rating is never in a lower band.

    What it does
    Puts the values in order and reports each that is in a lower band than a value below it. Ratings of one
    value may be in different bands only where the bands are given cell by cell.

    Why it matters
    Value and band are read side by side. If they disagree, a board cannot know which of two risks comes
    first.

    Example
    Cells coloured by hand, of which a 6 is red and an 8 amber.

    Instead
    Colour the 8 red or the 6 amber; if the colours are right, the numbers are wrong.
    """
    bands = survey.scheme.bands
    by_cell = not any(band.by_value for band in bands)
    by_rank: dict[int, dict[Spot, int | None]] = {}
    for cell, answer in survey.cells.items():
        by_rank.setdefault(answer.rank, {})[cell] = answer.band
    worst: tuple[int, object] | None = None  # the worst band below, and a value in it
    for rank in sorted(by_rank):
        value, here = survey.scheme.values[rank], by_rank[rank]
        found = sorted({band for band in here.values() if band is not None})
        if len(found) > 1 and not by_cell:
            labels = " and ".join(bands[band].label for band in found)
            yield Breach(f'the value "{value}" is in {labels}, though bands go by value', tuple(here))
        if worst is not None and found and found[0] < worst[0]:
            low = bands[found[0]].label
            cells = tuple(cell for cell, band in here.items() if band == found[0])
            yield Breach(
                f'"{value}" is in {low}, and "{worst[1]}", which is lower, in {bands[worst[0]].label}', cells
            )
        if found and (worst is None or found[-1] > worst[0]):
            worst = (found[-1], value)


@check("tolerance-follows-levels", Kind.FAULT)
def tolerance_follows_levels(survey: Survey) -> Iterator[Answer]:
    """What is worse than a cell above tolerance is above tolerance too.

    What it does
    In a scheme with a tolerance, goes one level up in one factor at a time, and reports each step that leads
    from above tolerance to within. It reports ratings that are on no side, too.

    Why it matters
    Otherwise a risk comes back within tolerance by becoming worse.

    Example
    A matrix in which impact 3 is above tolerance and impact 4, in the same column, is marked as within.

    Instead
    Draw the line of tolerance as one staircase through the matrix.
    """
    if survey.scheme.tolerance is None:
        return
    for cell, answer in survey.cells.items():
        if not isinstance(answer.within, bool):
            yield Breach(f"{survey.named(cell)} is neither within nor above tolerance", (cell,))
    for cell, worse in survey.steps:
        if survey.cells[cell].within is False and survey.cells[worse].within is True:
            yield Breach(
                f"{survey.named(cell)} is above tolerance, and {survey.named(worse)}, which is worse, within",
                (cell, worse),
            )


@check("tolerance-separates", Kind.FAULT)
def tolerance_separates(survey: Survey) -> Iterator[Answer]:
    """Some ratings are within tolerance and some above.

    What it does
    In a scheme with a tolerance, reports it if every rating is on the same side.

    Why it matters
    Such a tolerance sends everything to the board, or nothing, and looks like a decision.

    Example
    A tolerance of 25 in a scheme whose values end at 16.

    Instead
    Choose a tolerance among the values that the scheme gives, or set none.
    """
    sides = {answer.within for answer in survey.cells.values()} & {True, False}
    if survey.scheme.tolerance is None or len(sides) != 1:
        return
    side = "within" if sides == {True} else "above"
    if not survey.whole:
        yield Untold(f"every combination that was examined is {side} tolerance; others may not be")
        return
    ranks = [answer.rank for answer in survey.cells.values()]
    least, worst = (survey.scheme.values[pick(ranks)] for pick in (min, max))
    yield Breach(
        f'the tolerance ({survey.scheme.tolerance}) separates nothing: every rating, from "{least}" to '
        f'"{worst}", is {side} it'
    )
