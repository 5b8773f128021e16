"""Rating a risk, against the look-up that it comes down to.

Subject: ``Scheme.rate({"likelihood": 2, "impact": 4})`` under cambs-2019, the mapping built anew in every
call as the expression says. It refuses unknown factors and levels, understands numbers, keys and labels, and
answers a Rating with band, rank, side of tolerance and explanation.

Against: ``table[likelihood, impact]``, a dict of the same 25 cells with the tuple built anew in every call.
That is the floor: no program that rates from a table can do less, and one that has tidy level numbers in two
variables and wants nothing but the value would write just that. So the ratio is the price of all that is
checked and answered beyond the number.

The second row does the same with the impact assessed in two PESTELO categories, of which the worst counts;
the floor then is ``table[likelihood, max(categories.values())]``.

Both sides run in a loop of their own in this process. An empty loop of as many turns is measured in the same
pair and taken off both, since it would otherwise be a good part of the look-up and flatter the ratio.
"""

from collections.abc import Iterator
from itertools import product, repeat
from time import process_time

from pairs import Result, Size, in_pairs, loop_cost, result

from govkit import Rating, Scheme, Toolkit

FULL = Size(pairs=31, amount=500_000)
QUICK = Size(pairs=2, amount=5_000)


def rate(*, quick: bool) -> Iterator[Result]:
    """Measure both rows."""
    size = QUICK if quick else FULL
    scheme = Toolkit.installed().schemes["cambs-2019"]
    ratings = {cell: _rating(scheme, *cell) for cell in product(range(1, 6), repeat=2)}
    table = {cell: rating.value for cell, rating in ratings.items()}

    def rate_levels() -> float:
        start = process_time()
        for _ in repeat(None, size.amount):
            scheme.rate({"likelihood": 2, "impact": 4})
        return process_time() - start

    def look_up() -> float:
        likelihood, impact = 2, 4
        start = process_time()
        for _ in repeat(None, size.amount):
            table[likelihood, impact]
        return process_time() - start

    yield result(
        "rate",
        'Scheme.rate({"likelihood": 2, "impact": 4}) under cambs-2019',
        "table[likelihood, impact], a dict with a tuple key",
        _without_loop(in_pairs(size.pairs, rate_levels, look_up, lambda: loop_cost(size.amount))),
        f"{size.amount} calls a side and pair, the cost of the empty loop taken off both",
    )

    def rate_categories() -> float:
        start = process_time()
        for _ in repeat(None, size.amount // 10):
            scheme.rate({"likelihood": 2, "impact": {"political": 2, "economic": 4}})
        return process_time() - start

    def look_up_worst() -> float:
        likelihood = 2
        start = process_time()
        for _ in repeat(None, size.amount // 10):
            table[likelihood, max({"political": 2, "economic": 4}.values())]
        return process_time() - start

    yield result(
        "rate-categories",
        'Scheme.rate({"likelihood": 2, "impact": {"political": 2, "economic": 4}}) under cambs-2019',
        "table[likelihood, max(categories.values())]",
        _without_loop(
            in_pairs(size.pairs, rate_categories, look_up_worst, lambda: loop_cost(size.amount // 10))
        ),
        f"{size.amount // 10} calls a side and pair, the cost of the empty loop taken off both",
    )


def _rating(scheme: Scheme, likelihood: int, impact: int) -> Rating:
    return scheme.rate({"likelihood": likelihood, "impact": impact})


def _without_loop(turns: list[tuple[float, ...]]) -> list[tuple[float, float]]:
    return [(one - empty, other - empty) for one, other, empty in turns]
