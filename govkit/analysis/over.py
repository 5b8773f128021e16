"""Whether a risk, an assurance or an action is over on a day: in a final state of its lifecycle."""

from collections.abc import Mapping
from datetime import date

import attrs

from govkit.analysis.which_lifecycle import has_lifecycle, lifecycle_of
from govkit.model import Action, Item, Located, Register, Risk
from govkit.workflow import State, Workflow, events_until, state_on


@attrs.frozen
class Stage:
    """Where an item stands in its lifecycle on a day.

    Args:
        workflow: its lifecycle.
        state: the state it is in.
        since: the day from which it is in it, as its events say; None where they say nothing.
    """

    workflow: Workflow
    state: State
    since: date | None

    @property
    def name(self) -> str:
        """What the state is called within a sentence."""
        return self.state.title.lower()


def stage_on(item: Item, workflows: Mapping[str, Workflow], as_of: date) -> Stage | None:
    """Say where an item stands in its lifecycle on a day.

    Args:
        item: a risk, assurance, action or review.
        workflows: lifecycles at hand, by id.
        as_of: the day in question.

    Returns:
        Its stage; None where its lifecycle is not at hand, or not one of such items, or lacks its state.
    """
    workflow = workflows.get(lifecycle_of(item))
    if workflow is None or workflow.kind != item.KIND or item.state not in (None, *workflow.state):
        return None
    state = workflow.state.get(state_on(workflow, item, as_of))
    happened = events_until(item, as_of)
    return None if state is None else Stage(workflow, state, happened[-1].effective if happened else None)


def ends_ahead(item: Item, as_of: date) -> bool:
    """Whether an action is recorded with an end that lies ahead, and no event says when it was closed.

    Args:
        item: an action; of anything else there is no end.
        as_of: the day in question.

    Returns:
        True where the first day of its end comes after that day, so that it was not done with by then.
    """
    end = item.end if isinstance(item, Action) and not item.events else None
    return end is not None and end.first is not None and end.first > as_of


def over_on(item: Item, workflows: Mapping[str, Workflow], as_of: date) -> bool | None:
    """Say whether an item is over on a day.

    Args:
        item: a risk, assurance, action or review.
        workflows: lifecycles at hand, by id.
        as_of: the day in question.

    Returns:
        True in a final state of its lifecycle, by its events or, if it has none, by the state that is
        recorded; an action whose recorded end lies ahead is not over. False for what has no lifecycle. None
        where its lifecycle or its state is not known.
    """
    if not has_lifecycle(item):
        return False
    stage = stage_on(item, workflows, as_of)
    return None if stage is None else stage.state.final and not ends_ahead(item, as_of)


def over_since(risk: Risk, workflows: Mapping[str, Workflow], as_of: date) -> str | None:
    """Say that a risk is over on a day.

    Args:
        risk: the risk.
        workflows: lifecycles at hand, by id.
        as_of: the day in question.

    Returns:
        A phrase, "closed since 2019-05-01", without the day where no event tells it; None where the risk is
        not over, or nobody can tell.
    """
    stage = stage_on(risk, workflows, as_of)
    if stage is None or not over_on(risk, workflows, as_of):
        return None
    return f"{stage.name} since {stage.since}" if stage.since else stage.name


def live_risks(
    register: Register, workflows: Mapping[str, Workflow] | None, as_of: date
) -> tuple[Located[Risk], ...]:
    """List the risks of a register that are not over on a day.

    Args:
        register: the register.
        workflows: lifecycles at hand, by id; None lets every risk be live.
        as_of: the day in question.

    Returns:
        The risks with their places; those of which nobody can tell are among them.
    """
    return tuple(each for each in register.all_risks if not over_on(each.item, workflows or {}, as_of))
