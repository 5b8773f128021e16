"""What a drawing of a lifecycle says: an arrow per row and source, with the row in words."""

from collections.abc import Iterator

import attrs

from govkit.workflow import Row, State, Workflow


@attrs.frozen
class Clause:
    """One thing that a row asks for, or that is special about it.

    Args:
        mark: the word for it: "by itself", "if", "reopens".
        rest: what comes after the mark: a condition, or "the day after …"; empty where the mark says all.
    """

    mark: str
    rest: str = ""

    def __str__(self) -> str:
        """Say it."""
        return f"{self.mark} {self.rest}" if self.rest else self.mark


@attrs.frozen
class Arrow:
    """One way from a state to a state.

    Args:
        source: name of the state it starts from.
        target: name of the state it leads to, the same one for a row that stays.
        trigger: what is fired; of several rows of one trigger that start there, which one this is.
        clauses: what the row asks for.
        automatic: whether nobody has to fire it.
    """

    source: str
    target: str
    trigger: str
    clauses: tuple[Clause, ...]
    automatic: bool


def arrows(workflow: Workflow) -> Iterator[Arrow]:
    """Draw the rows of a lifecycle.

    Args:
        workflow: the lifecycle.

    Yields:
        An arrow per row and source, in the order of the rows.
    """
    for at, row in enumerate(workflow.rows):
        for source in row.sources:
            trigger = _trigger(workflow, at, source)
            yield Arrow(source, row.target or source, trigger, tuple(clauses(row)), row.automatic)


def clauses(row: Row) -> Iterator[Clause]:
    """Say what a row asks for, and what is special about it.

    Args:
        row: the row.

    Yields:
        What becomes "by itself, the day after the deadline" or "if an end date is recorded".
    """
    if row.after is not None:
        yield Clause("by itself,", f"the day after {row.after.label}")
    elif row.by_itself:
        yield Clause("by itself")
    if row.guard is not None:
        yield Clause("if", row.guard.sentence())
    if row.reopens:
        yield Clause("reopens")


def named(state: State) -> str:
    """Name a state for people: its title, or its name where the title says nothing."""
    return state.title.strip() or state.name


def _trigger(workflow: Workflow, at: int, source: str) -> str:
    """Name the trigger of a row, and which it is of several: the first whose condition holds is taken."""
    trigger = workflow.rows[at].trigger
    like = [
        place for place, row in enumerate(workflow.rows) if row.trigger == trigger and source in row.sources
    ]
    return trigger if len(like) == 1 else f"{trigger} ({like.index(at) + 1} of {len(like)})"
