"""Checks of what a scheme claims about itself; each is silent where nothing is claimed."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from govkit.scoring.band import Value
from govkit.scoring.coherence.check import Answer, Breach, Kind, Untold, check
from govkit.scoring.coherence.survey import Answered, Spot, Survey
from govkit.scoring.expression import Expression, ExpressionError, name_of

_TWO: Final = 2


@check("injective", Kind.CLAIM)
def injective(survey: Survey) -> Iterator[Answer]:
    """No two cells have the same value, where that is claimed.

    What it does
    Reports each value that several cells have, with the cells.

    Why it matters
    A scheme that gives every cell a number of its own says which of any two risks comes first. One number
    twice is a slip, and another is then missing.

    Example
    A grid of the ranks 1 to 25 in which 12 stands twice and 13 nowhere.

    Instead
    Correct the grid, or drop the claim.
    """
    if not survey.scheme.claims.injective:
        return
    having: dict[Value, list[Spot]] = {}
    for cell, answer in survey.cells.items():
        having.setdefault(answer.value, []).append(cell)
    for value, cells in having.items():
        if len(cells) > 1:
            places = "; ".join(map(survey.named, cells[:_TWO]))
            rest = f", {len(cells) - _TWO} more" if len(cells) > _TWO else ""
            yield Breach(f'the value "{value}" stands {len(cells)} times: {places}{rest}', tuple(cells))


@check("symmetric", Kind.CLAIM)
def symmetric(survey: Survey) -> Iterator[Answer]:
    """Exchanging the levels of the two factors changes nothing, where that is claimed.

    What it does
    Compares each cell with the one on the other side of the diagonal. A scheme that has not two factors with
    equally many levels cannot be symmetric, and is told so.

    Why it matters
    Symmetry says that likelihood and impact weigh the same. Many papers say so in words and then print a
    matrix that says otherwise.

    Example
    A matrix in which likelihood 1 and impact 4 make 10, and likelihood 4 and impact 1 make 7.

    Instead
    Correct the matrix, or drop the claim: weighing impact more is a choice that may well be meant.
    """
    if not survey.scheme.claims.symmetric:
        return
    sizes = [len(factor.levels) for factor in survey.factors]
    if len(sizes) != _TWO or sizes[0] != sizes[1]:
        shape = " and ".join(map(str, sizes))
        yield Breach(f"it claims to be symmetric, which takes two factors of one size; it has {shape} levels")
        return
    done: set[Spot] = set()
    for cell, answer in survey.full.items():
        mirror = cell[::-1]
        other = survey.answer(mirror)
        if mirror not in done and isinstance(other, Answered) and answer.value != other.value:
            yield Breach(
                f'{survey.named(cell)} makes "{answer.value}", and {survey.named(mirror)} "{other.value}"',
                (cell, mirror),
            )
        done.add(cell)


@check("strictly-monotone", Kind.CLAIM)
def strictly_monotone(survey: Survey) -> Iterator[Answer]:
    """A worse level of any factor always gives a higher rating, where that is claimed.

    What it does
    Goes one level up in one factor at a time, and reports each step on which the rating stays or falls.

    Why it matters
    A scheme that claims it promises that every change of an assessment shows in the rating.

    Example
    A scheme that takes the worse of likelihood and impact: at impact 4 it does not matter whether the
    likelihood is 1 or 3.

    Instead
    Drop the claim, or let the cells differ.
    """
    if not survey.scheme.claims.strictly_monotone:
        return
    for cell, worse in survey.steps:
        before, after = survey.cells[cell], survey.cells[worse]
        if after.rank <= before.rank:
            yield Breach(
                f'{survey.named(worse)} makes "{after.value}", '
                f'no more than {survey.named(cell)}, which makes "{before.value}"',
                (cell, worse),
            )


@check("ranked-by", Kind.CLAIM)
def ranked_by(survey: Survey) -> Iterator[Answer]:
    """The values are the ranks of the cells by the rule the scheme names, where it names one.

    What it does
    Works out the expressions for each cell, orders the cells by the first, those alike in it by the second,
    and so on, and numbers them from 1; cells alike in all expressions share a number, and the next number
    follows without a gap. It reports each cell that has another value, and says which number is missing.

    Why it matters
    A rule of one line is easier to check than a grid of 25 figures, and it tells readers what the figures
    mean.

    Example
    ``ranked_by = ["likelihood + impact", "impact"]`` over a grid in which two figures were exchanged.

    Instead
    Correct the grid if the source states the rule; drop the claim if it does not.
    """
    rules = survey.scheme.claims.ranked_by
    if not rules:
        return
    if not survey.whole:
        yield Untold("ranks need every combination of levels, and only a sample was examined")
        return
    if survey.failures or len(survey.full) != len(survey.cells):
        yield Untold("ranks need a rating for every cell, with every factor given")
        return
    if _of_texts(survey):
        yield Breach(
            f"it claims to be ranked by {', then '.join(rules)}, and its values are texts; drop the claim"
        )
        return
    keys = {}
    for cell in survey.full:
        results = [_worked_out(survey, rule, cell) for rule in rules]
        errors = [result for result in results if isinstance(result, ExpressionError)]
        if errors:
            yield Breach(f"{errors[0]}", (cell,))
            return
        keys[cell] = tuple(Fraction(result) for result in results if not isinstance(result, ExpressionError))
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys.values())), start=1)}
    rule = ", then ".join(rules)
    present = {answer.value for answer in survey.full.values()}
    for cell, answer in survey.full.items():
        rank = ranks[keys[cell]]
        if answer.value != rank:
            missing = "" if rank in present else f"; no cell has {rank}"
            message = f'{survey.named(cell)} makes "{answer.value}", and is number {rank} by {rule}{missing}'
            yield Breach(message, (cell,))


@check("equals", Kind.CLAIM)
def equals(survey: Survey) -> Iterator[Answer]:
    """The value of each cell is what the formula gives, where the scheme names one.

    What it does
    Works the formula out for each cell in which every factor is given, exactly, and reports each cell that
    has another value.

    Why it matters
    Papers print a formula and a grid side by side. Where they disagree, one of them is not what people use.

    Example
    ``equals = "likelihood * impact"`` over a grid in which likelihood 3 and impact 4 make 13.

    Instead
    Correct the grid or the formula, whichever the source shows to be wrong.
    """
    formula = survey.scheme.claims.equals
    if formula is None:
        return
    if _of_texts(survey):
        yield Breach(f"it claims to equal {formula}, and its values are texts; drop the claim")
        return
    if len(survey.full) != len(survey.cells):
        yield Untold("a formula needs every factor; cells that leave one out were passed over")
    for cell, answer in survey.full.items():
        result = _worked_out(survey, formula, cell)
        if isinstance(result, ExpressionError):
            yield Breach(f"{result}", (cell,))
        elif answer.value != result:
            message = f'{survey.named(cell)} makes "{answer.value}", and {formula} is {result}'
            yield Breach(message, (cell,))


def _of_texts(survey: Survey) -> bool:
    """Whether values are texts, of which no formula gives any."""
    return any(isinstance(answer.value, str) for answer in survey.full.values())


def _worked_out(survey: Survey, text: str, cell: Spot) -> Value | ExpressionError:
    names = tuple(name_of(factor.key) for factor in survey.factors)
    numbers = {name_of(key): number for key, number in survey.levels(cell).items()}
    try:
        return Expression(text, names)(numbers)
    except ExpressionError as error:
        return error
