"""Why not, for many items at once: who could fire a trigger, and what stands in the way of the others."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from govkit.errors import DefinitionError, UnknownNameError
from govkit.workflow.definition import Workflow
from govkit.workflow.engine import Subject, state_of
from govkit.workflow.in_turn import reasons_in_turn


@attrs.frozen
class Answer:
    """Whether a trigger can be fired of one item.

    Args:
        ref: the item's address.
        reasons: why it cannot, a sentence each, with the values that were found; empty if it can.
        kinds: the same without values, so that they read alike for every item.
        not_evaluated: why there is no telling, None where there is.
        broken: whether that is because a guard broke down, so that the definition has to be mended.
    """

    ref: str
    reasons: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    not_evaluated: str | None = None
    broken: bool = False


@attrs.frozen
class Obstacle:
    """One reason, and all the items it blocks.

    Args:
        reason: the reason, without the values of single items.
        refs: addresses of the items, in their order.
    """

    reason: str
    refs: tuple[str, ...]


@attrs.frozen
class Answers:
    """Whether a trigger can be fired of each of many items.

    Args:
        answers: an answer per item, in the order of the items.
    """

    answers: tuple[Answer, ...]

    @cached_property
    def ready(self) -> tuple[str, ...]:
        """Addresses of the items that it can be fired of."""
        return tuple(each.ref for each in self.answers if not each.reasons and each.not_evaluated is None)

    @cached_property
    def blocked(self) -> tuple[Answer, ...]:
        """The answers that say why not."""
        return tuple(each for each in self.answers if each.reasons)

    @cached_property
    def not_evaluated(self) -> tuple[Answer, ...]:
        """The answers that say why there is no telling."""
        return tuple(each for each in self.answers if each.not_evaluated is not None)

    @cached_property
    def broken(self) -> tuple[Answer, ...]:
        """The answers that a guard which broke down keeps from being given."""
        return tuple(each for each in self.answers if each.broken)

    @cached_property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """The reasons with all that they block, most first; an item stands under each of its reasons."""
        return _grouped((kind, each.ref) for each in self.blocked for kind in each.kinds)

    @cached_property
    def gaps(self) -> tuple[Obstacle, ...]:
        """Why there is no telling of some items, most first; said without the addresses of single items."""
        return _grouped(
            ((each.not_evaluated or "").replace(f" ({each.ref})", "", 1), each.ref)
            for each in self.not_evaluated
        )


def _grouped(pairs: Iterable[tuple[str, str]]) -> tuple[Obstacle, ...]:
    found: dict[str, list[str]] = {}
    for reason, ref in pairs:
        found.setdefault(reason, []).append(ref)
    most_first = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return tuple(Obstacle(reason, tuple(refs)) for reason, refs in most_first)


def answer(
    workflow: Workflow,
    item: Subject,
    trigger: str,
    *,
    as_of: date,
    ref: str | None = None,
    by: str | None = None,
    why: str | None = None,
    facts: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Answer:
    """Say whether a trigger can be fired of an item now, and never fail because of the item.

    Args:
        workflow: the item's lifecycle.
        item: the item.
        trigger: what would be fired.
        as_of: the day in question.
        ref: the item's address in its register; its own among its like unless given.
        by: who would fire it.
        why: the reason that would be given.
        facts: what the lifecycle declares beside the item; what is not supplied is not known.
        **changes: fields that would be changed along with it.

    Returns:
        The answer; a trigger or a state that the lifecycle lacks, and a guard that breaks down, are not
        evaluated.

    Raises:
        UnknownNameError: a changed field is unknown.
    """
    place = ref or item.address
    if trigger not in workflow.triggers:
        return Answer(place, not_evaluated=f'workflow {workflow.id} has no trigger "{trigger}"')
    try:
        state_of(workflow, item, ref=place)
    except UnknownNameError as error:
        return Answer(place, not_evaluated=str(error))
    occasion: dict[str, Any] = {"as_of": as_of, "by": by, "why": why, "ref": place, "facts": facts}
    try:
        said, kinds = (
            reasons_in_turn(workflow, item, trigger, **occasion, changes=changes, values=values)
            for values in (True, False)
        )
    except DefinitionError as error:
        cause = f"{error.subject} of workflow {workflow.id}: {'; '.join(error.problems)}"
        return Answer(place, not_evaluated=cause, broken=True)
    return Answer(place, said, kinds)
