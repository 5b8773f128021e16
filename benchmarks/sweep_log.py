"""Sweeping a large log of frozen actions, against a plain loop over mutable ones.

Subject: ``govkit.workflow.sweep`` under the shipped lifecycle of actions. It leaves every action as it is,
gives new ones for those whose deadline has passed, and an Event for each, and would find a second lapse
behind the first.

Against: the loop that anybody would write: mutable objects with a state, a deadline that is a day already,
and a list that a tuple is put into. Its objects are put back before each turn; that is not counted.

``sweep-quiet`` is a day on which nothing lapses, as most days are; ``sweep-lapsing`` is a day on which some
do, so that most of the time goes into making new actions and events. ``sweep-index`` asks a ``DueIndex``,
made before, what lapses by that day; the loop has to go through the log.

``sweep-memory`` compares what the two logs take up, in bytes instead of seconds. Refs, titles and days are
made before and counted on neither side; a written date counts, which actions of the same day share.
"""

import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from time import process_time

from pairs import Result, Size, in_pairs, result, timed

from govkit import Action, Toolkit
from govkit.workflow import DueIndex
from govkit.workflow import sweep as sweep_in_workflow

FULL = Size(pairs=9, amount=1_000_000)
QUICK = Size(pairs=2, amount=200)

BEGIN = date(2019, 1, 1)
QUIET = BEGIN
LAPSING = BEGIN + timedelta(days=20)
DAYS = 1_000


class MutableAction:
    """The floor: what the loop needs of an action, and nothing else."""

    __slots__ = ("deadline", "events", "state")

    def __init__(self, state: str, deadline: date) -> None:
        self.state = state
        self.deadline = deadline
        self.events: list[tuple[str, str, str, date, date]] = []


def sweep(*, quick: bool) -> Iterator[Result]:
    """Measure a quiet day, a day with lapses, and the index."""
    size = QUICK if quick else FULL
    random = Random(2019)
    drawn = [
        (random.choice(("open", "ongoing", "closed")), BEGIN + timedelta(days=random.randrange(DAYS)))
        for _ in range(size.amount)
    ]
    items = [
        (Action(ref=str(at), title="T", state=state, deadline=deadline), str(at))
        for at, (state, deadline) in enumerate(drawn)
    ]
    workflow = Toolkit.installed().workflows["action"]
    sized = f"{size.amount} actions, deadlines over {DAYS} days, a third closed, seed 2019"
    floor = "a loop over mutable objects"
    for name, day in (("quiet", QUIET), ("lapsing", LAPSING)):
        lapsed = len(sweep_in_workflow(workflow, items, as_of=day)[1])
        pairs = in_pairs(
            size.pairs,
            lambda day=day: timed(lambda: sweep_in_workflow(workflow, items, as_of=day)),
            _loop(drawn, day),
        )
        note = f"{sized}; {lapsed} lapse"
        yield result(
            f"sweep-{name}", "govkit.workflow.sweep", "a loop over mutable objects", _two(pairs), note
        )
    index = DueIndex(workflow, items)
    index.over_by(QUIET)  # which sorts it
    pairs = in_pairs(size.pairs, lambda: timed(lambda: index.over_by(LAPSING)), _loop(drawn, LAPSING))
    yield result("sweep-index", "DueIndex.over_by, the index made before", floor, _two(pairs), sized)
    yield _memory(drawn)


def _memory(drawn: list[tuple[str, date]]) -> Result:
    refs = [str(at) for at in range(len(drawn))]
    ours, theirs = (
        _bytes(lambda: [Action(ref=ref, title="T", state=state, deadline=deadline)
                        for ref, (state, deadline) in zip(refs, drawn, strict=True)]),
        _bytes(lambda: [MutableAction(state, deadline) for state, deadline in drawn]),
    )  # fmt: skip
    each = f"{ours / len(drawn):.0f} and {theirs / len(drawn):.0f} bytes each"
    note = f"{len(drawn)} actions, traced once; {each}, the list that holds them included"
    return result("sweep-memory", "memory of frozen actions", "mutable objects", [(ours, theirs)], note)


def _bytes(make: Callable[[], object]) -> int:
    tracemalloc.start()
    made = make()
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del made
    return taken


def _two(pairs: list[tuple[float, ...]]) -> list[tuple[float, float]]:
    return [(ours, theirs) for ours, theirs in pairs]


def _loop(drawn: list[tuple[str, date]], day: date) -> Callable[[], float]:
    def measure() -> float:
        actions = [MutableAction(state, deadline) for state, deadline in drawn]
        start = process_time()
        for action in actions:
            if action.state in ("open", "ongoing") and action.deadline is not None and action.deadline < day:
                action.events.append(("lapse", action.state, "overdue", action.deadline, day))
                action.state = "overdue"
        return process_time() - start

    return measure
