"""What L. A. Cox asks of a risk matrix: that its colours mean something about risk.

Louis Anthony Cox Jr, "What's Wrong with Risk Matrices?", Risk Analysis 28(2), 2008, pages 497–512. Red is the
top band here, green the bottom band.
"""

from collections.abc import Iterator
from typing import Final

from govkit.scoring.coherence.check import Answer, Breach, Kind, Untold, check
from govkit.scoring.coherence.intervals import Assumption, assumptions, said
from govkit.scoring.coherence.survey import Survey

_TWO: Final = 2
Place = tuple[int, ...]


@check("weak-consistency", Kind.ADVICE)
def weak_consistency(survey: Survey) -> Iterator[Answer]:
    """No risk in a red cell is smaller than a risk in a green cell.

    What it does
    Multiplies probability and consequence, in exact arithmetic. The least product that a red cell can hold
    (of the lower ends of its intervals) is to be at least the greatest that a green cell can hold (of the
    upper ends). Red is the top band, green the bottom band. It is worked out with each factor cut into equal
    widths from 0 to 1; again with the scheme's own probabilities, if it states some; and again with
    the intervals that are given. What is found names what was assumed.

    Why it matters
    Where it does not hold, two risks exist of which the green one is the greater in expected loss, and the
    matrix sends money to the other.

    Example
    Likelihood times impact up to 4 each, Low 1–4 and High 9–16, with probabilities of 30 to 50 % for level 3
    and above 50 % for level 4, and impacts in quarters: likelihood 3 and impact 3 are High and may be as
    little as 0.15, likelihood 4 and impact 1 are Low and may be as much as 0.25.

    Instead
    Move cells into the middle band, or choose intervals whose products the bands follow.
    """
    found = _coloured(survey)
    if isinstance(found, str):
        yield Untold(found)
        return
    green, red = found
    for assumption in assumptions(survey):
        if isinstance(assumption, str):
            yield Untold(assumption)
        else:
            yield from _inconsistent(survey, assumption, green, red)


def assumed(survey: Survey) -> tuple[str, ...]:
    """Name the intervals under which weak consistency is worked out; none where it cannot be."""
    if isinstance(_coloured(survey), str):
        return ()
    return tuple(each.name for each in assumptions(survey) if isinstance(each, Assumption))


def _inconsistent(
    survey: Survey, assumption: Assumption, green: list[Place], red: list[Place]
) -> Iterator[Breach]:
    least = min(map(assumption.least, red))
    greatest = max(map(assumption.greatest, green))
    if least >= greatest:
        return
    reds = [cell for cell in red if assumption.least(cell) == least]
    greens = [cell for cell in green if assumption.greatest(cell) == greatest]
    bands = survey.scheme.bands
    yield Breach(
        f"{bands[-1].label} at {survey.named(reds[0])} may be as little as {said(least)}, and "
        f"{bands[0].label} at {survey.named(greens[0])} as much as {said(greatest)} ({assumption.name})",
        (*reds, *greens),
        assumption.name,
    )


@check("betweenness", Kind.ADVICE)
def betweenness(survey: Survey) -> Iterator[Answer]:
    """Between a green and a red cell lies another colour.

    What it does
    Reports each cell in the bottom band that has a cell in the top band next to it: above it, to its right,
    or diagonally between the two.

    Why it matters
    Every estimate is uncertain a little. Where green touches red, the smallest change of an estimate turns no
    response into the severest one.

    Example
    Likelihood times impact with Low 1–4 and High 9–16: likelihood 2 and impact 2 make 4, likelihood 3 and
    impact 3 make 9, and they touch at a corner.

    Instead
    Put one of the two cells into a middle band. A scheme of two bands cannot keep them apart; it needs a
    third.
    """
    found = _coloured(survey)
    if isinstance(found, str):
        yield Untold(found)
        return
    green, red = found
    bands = survey.scheme.bands
    for cell in green:
        for step in ((1, 0), (0, 1), (1, 1)):
            worse = (cell[0] + step[0], cell[1] + step[1])
            if worse in red:
                yield Breach(
                    f"{bands[0].label} at {survey.named(cell)} touches {bands[-1].label} at "
                    f"{survey.named(worse)}",
                    (cell, worse),
                )


def _coloured(survey: Survey) -> tuple[list[Place], list[Place]] | str:
    """Find the green and the red cells, or say why there are none to speak of."""
    bands = survey.scheme.bands
    if len(survey.factors) != _TWO:
        return f"it is about matrices of two factors, and this scheme has {len(survey.factors)}"
    if len(bands) < _TWO:
        return f"it takes a bottom and a top band, and this scheme has {len(bands) or 'none'}"
    if not survey.whole:
        return "it needs every cell, and only a sample was examined"
    if survey.failures:
        return "it needs every cell, and some have no rating"
    colours: tuple[list[Place], list[Place]] = ([], [])
    for cell, answer in survey.full.items():
        for colour, at_band in zip(colours, (0, len(bands) - 1), strict=True):
            if answer.band == at_band:
                colour.append(tuple(at for at in cell if at is not None))
    for cells, band in zip(colours, (bands[0], bands[-1]), strict=True):
        if not cells:
            return f"no cell is in the band {band.label}"
    return colours
