"""Checks for what works and yet surprises: tolerances, bands and labels that say less than they seem to."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from govkit.scoring.coherence.check import Answer, Breach, Kind, Untold, check
from govkit.scoring.coherence.intervals import exact, interval_faults, said
from govkit.scoring.coherence.survey import Survey
from govkit.scoring.factor import Factor, Interval


@check("tolerance-between-bands", Kind.ADVICE)
def tolerance_between_bands(survey: Survey) -> Iterator[Answer]:
    """The line of tolerance runs between bands, not through one.

    What it does
    Reports each band that has ratings within tolerance and ratings above it. The cells named are those
    above.

    Why it matters
    People remember colours. If a band is half tolerable, its colour no longer says whether anybody has to
    act.

    Example
    Bands Low 1–5, Medium 6–15 and High 16–25, and a tolerance of 9.

    Instead
    Move the boundary or the tolerance; or print the line of tolerance on every matrix.
    """
    for place, band in enumerate(survey.scheme.bands):
        inside = {cell: answer for cell, answer in survey.cells.items() if answer.band == place}
        within = [answer for answer in inside.values() if answer.within is True]
        above = {cell: answer for cell, answer in inside.items() if answer.within is False}
        if within and above:
            last = max(within, key=lambda answer: answer.rank).value
            first = min(above.values(), key=lambda answer: answer.rank).value
            yield Breach(
                f'the tolerance runs through the band {band.label}: "{last}" is within it, "{first}" above',
                tuple(above),
            )


@check("tolerance-has-cell", Kind.ADVICE)
def tolerance_has_cell(survey: Survey) -> Iterator[Answer]:
    """The tolerance is a value that some cell has.

    What it does
    Reports a tolerance whose value no cell has, with the value at which it really ends.

    Why it matters
    A tolerance of 13 in a scheme without a 13 is a tolerance of 12. Whoever argues about 13 or 14 argues
    about nothing.

    Example
    Likelihood times impact, up to 5 each, and a tolerance of 13.

    Instead
    Name the value at which it ends.
    """
    tolerance = survey.scheme.tolerance
    place = (
        None if tolerance is None or tolerance.value is None else survey.scheme.order.place(tolerance.value)
    )
    if tolerance is None or place is None:
        return
    if any(answer.rank == place for answer in survey.cells.values()):
        return
    if not survey.whole:
        yield Untold(f'no cell that was examined has the value "{tolerance.value}"; another may have it')
        return
    below = [answer.rank for answer in survey.cells.values() if answer.rank < place]
    if below:  # else nothing is within tolerance, which is a fault of its own
        value = survey.scheme.values[max(below)]
        yield Breach(f'no cell has the value "{tolerance.value}" of the tolerance; it acts as "{value}"')


@check("tolerance-follows-values", Kind.ADVICE)
def tolerance_follows_values(survey: Survey) -> Iterator[Answer]:
    """A value within tolerance is not higher than one above it.

    What it does
    Reports the least value above tolerance if a higher value is within. That can happen where the tolerance
    is marked cell by cell, or where bands do not follow values.

    Why it matters
    It may be meant: a body may bear frequent nuisances and not rare disasters. But then the value alone no
    longer says which of two risks needs an answer.

    Example
    Likelihood times impact, with every cell of impact 4 marked as above tolerance: likelihood 1 and impact 4
    make 4 and are above, likelihood 4 and impact 3 make 12 and are within.

    Instead
    Say in ``assumed`` or in the policy that impact outweighs the value, or let the values say so.
    """
    within = {cell: answer for cell, answer in survey.cells.items() if answer.within is True}
    above = {cell: answer for cell, answer in survey.cells.items() if answer.within is False}
    if not within or not above:
        return
    high = max(within.values(), key=lambda answer: answer.rank)
    low = min(above.values(), key=lambda answer: answer.rank)
    if high.rank > low.rank:
        cells = [cell for cell, answer in survey.cells.items() if answer in (high, low)]
        yield Breach(
            f'"{high.value}" is within tolerance, and "{low.value}", which is lower, above', (*cells,)
        )


@check("one-band-per-step", Kind.ADVICE)
def one_band_per_step(survey: Survey) -> Iterator[Answer]:
    """One level more in one factor changes the band by one at most.

    What it does
    Goes one level up in one factor at a time, and reports each step that skips a band.

    Why it matters
    An assessment is uncertain by a level at least. Where one level decides between the mildest and the
    severest response, the response hangs on the assessor's mood.

    Example
    Likelihood 2 and impact 4 are Low, likelihood 3 and impact 4 High.

    Instead
    Give the cells between them the band between them.
    """
    bands = survey.scheme.bands
    for cell, worse in survey.steps:
        before, after = survey.cells[cell].band, survey.cells[worse].band
        if before is not None and after is not None and abs(after - before) > 1:
            yield Breach(
                f"one level leads from {bands[before].label} ({survey.named(cell)}) to "
                f"{bands[after].label} ({survey.named(worse)})",
                (cell, worse),
            )


@check("every-band-reached", Kind.ADVICE)
def every_band_reached(survey: Survey) -> Iterator[Answer]:
    """Every band has a cell.

    What it does
    Reports each band in which there is no rating.

    Why it matters
    A band nobody can reach is a response nobody will ever see, and often a sign that the bands were made for
    another matrix.

    Example
    A band of exactly 7 where values are likelihood times impact, up to 4 each.

    Instead
    Drop the band or move its boundaries.
    """
    reached = {answer.band for answer in survey.cells.values()}
    for place, band in enumerate(survey.scheme.bands):
        if place not in reached:
            if survey.whole:
                yield Breach(f"no cell is in the band {band.label}")
            else:
                yield Untold(f"no cell that was examined is in the band {band.label}; another may be")


@check("probability-intervals", Kind.ADVICE)
def probability_intervals(survey: Survey) -> Iterator[Answer]:
    """Probability intervals meet, from 0 to 1.

    What it does
    In a factor whose levels state probabilities, reports gaps and overlaps between neighbouring levels, what
    lies below the first and above the last, and intervals that are no probabilities. A shared end is no
    overlap. Of intervals that are given for the examination, it reports gaps and overlaps.

    Why it matters
    A probability in a gap has no level, one in an overlap has two, and two people will choose differently.

    Example
    Unlikely up to 20 %, Possible from 25 %.

    Instead
    Let each interval begin where the one below it ends, and say to which of the two the end belongs.
    """
    for factor in survey.factors:
        having = [level for level in factor.levels if level.probability is not None]
        given = survey.intervals.get(factor.key)
        if given is not None:
            # They may be amounts in any unit, so nobody knows where they should begin and end.
            yield from (Breach(message) for message in _neighbours(factor, given, "amounts given"))
        elif len(having) == len(factor.levels):
            yield from (Breach(message) for message in _meeting(factor))
        elif having:
            yield Untold(
                f"{factor.key} has probabilities for {len(having)} of its {len(factor.levels)} levels"
            )


def _meeting(factor: Factor) -> Iterator[str]:
    intervals = [level.probability for level in factor.levels if level.probability is not None]
    faults = list(interval_faults(factor, intervals, most=1))
    if faults:
        yield from faults
        return
    first, last = exact(intervals[0].lower), exact(intervals[-1].upper)
    if first > 0:
        yield f"no level of {factor.key} covers probabilities below {said(first)}"
    yield from _neighbours(factor, intervals, "probabilities")
    if last < Fraction(1):
        yield f"no level of {factor.key} covers probabilities above {said(last)}"


def _neighbours(factor: Factor, intervals: Sequence[Interval], what: str) -> Iterator[str]:
    """Say where neighbouring levels leave something out, or share it."""
    pairs = zip(pairwise(factor.levels), pairwise(intervals), strict=True)
    for (level, worse), (interval, above) in pairs:
        end, begin = exact(interval.upper), exact(above.lower)
        names = f"{factor.key} {level} and {worse}"
        if end < begin:
            yield f"{names} leave out {what} from {said(end)} to {said(begin)}"
        if begin < end:
            yield f"{names} share {what} from {said(begin)} to {said(end)}"


@check("own-labels", Kind.ADVICE)
def own_labels(survey: Survey) -> Iterator[Answer]:
    """No two levels of a factor have the same label.

    What it does
    Reports each label that several levels of one factor have.

    Why it matters
    A register that records the label says nothing then; only number or key tell the levels apart, and people
    write labels.

    Example
    An impact scale with "High" for level 3 and for level 4.

    Instead
    Correct the labels. If the source prints them so, write numbers in registers.
    """
    for factor in survey.factors:
        for label in dict.fromkeys(level.label for level in factor.levels):
            numbers = [str(level.number) for level in factor.levels if level.label == label]
            if len(numbers) > 1:
                yield Breach(f'{factor.key} has the label "{label}" for the levels {" and ".join(numbers)}')
