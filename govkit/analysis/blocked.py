"""Why not, over a register: of which items a trigger can be fired, and what stands in the way elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from govkit.analysis.lifecycles import Facts, WorkflowOf
from govkit.analysis.which_lifecycle import has_lifecycle
from govkit.errors import AmbiguousRefError, UnknownNameError
from govkit.model import KINDS, Located, Register
from govkit.scoring import BaseScheme
from govkit.workflow import Answer, Answers, answer


def why_not_register(
    register: Register,
    workflow_of: WorkflowOf,
    schemes: Mapping[str, BaseScheme],
    trigger: str,
    *,
    as_of: date,
    by: str | None = None,
    why: str | None = None,
    kind: str | None = None,
    refs: Iterable[str] | None = None,
    facts: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Answers:
    """Say of every item of a register whether a trigger can be fired now, and what stands in the way.

    Args:
        register: the register.
        workflow_of: finds the lifecycle of an item.
        schemes: scoring schemes at hand, by id.
        trigger: what would be fired.
        as_of: the day in question.
        by: who would fire it.
        why: the reason that would be given.
        kind: kind of the items to ask; every kind with a lifecycle unless given.
        refs: addresses of the items to ask; all that have a lifecycle unless given.
        facts: what lifecycles declare beside the items and the register does not tell.
        **changes: fields that would be changed along with it, the same of each item.

    Returns:
        An answer per item, kind by kind, or in the order of ``refs``. What cannot be told is listed: an item
        whose lifecycle or state nobody knows, and a ref that stands for no item or for several.

    Raises:
        SuppliedFactError: a fact is given that follows from the register.
        UnknownNameError: there is no such kind, or no item's lifecycle has the trigger, takes the changes or
            declares a fact.
    """
    told_facts = Facts(register, schemes, as_of)
    given = facts or {}
    declared: dict[str, None] = {}
    known: dict[str, None] = {}
    answers: list[Answer] = []
    refused: UnknownNameError | None = None
    for located in _asked(register, kind, refs):
        if isinstance(located, Answer):
            answers.append(located)
            continue
        try:
            workflow = workflow_of(located.item, located.address)
        except UnknownNameError as error:
            answers.append(Answer(located.address, not_evaluated=str(error)))
            continue
        known |= dict.fromkeys(workflow.triggers)
        declared |= {fact.name: None for fact in workflow.facts}
        its = {name: value for name, value in given.items() if name in {each.name for each in workflow.facts}}
        occasion: dict[str, Any] = {
            "by": by,
            "why": why,
            "facts": told_facts.of(workflow, located, its),
            **changes,
        }
        try:
            told = answer(workflow, located.item, trigger, as_of=as_of, ref=located.address, **occasion)
        except UnknownNameError as error:
            refused = error
            told = Answer(located.address, not_evaluated=str(error))
        answers.append(told)
    if known and trigger not in known:
        raise UnknownNameError("trigger", trigger, known, where="in the workflows of this register")
    for name in given:
        if declared and name not in declared:
            raise UnknownNameError("fact", name, declared, where="that a workflow of this register declares")
    # One kind may lack a field that another has; if nothing takes it, it is a slip of the pen.
    if refused is not None and all(each.not_evaluated for each in answers):
        raise refused
    return Answers(tuple(answers))


def _asked(
    register: Register, kind: str | None, refs: Iterable[str] | None
) -> Iterator[Located[Any] | Answer]:
    """List the items to ask; a ref that names not just one is answered at once."""
    items = [each for one in (KINDS if kind is None else (kind,)) for each in register.all_of(one)]
    if refs is None:
        yield from (each for each in items if has_lifecycle(each.item))
        return
    named: dict[str, list[Located[Any]]] = {}
    for each in items:
        named.setdefault(each.address, []).append(each)
    for ref in dict.fromkeys(refs):
        found = named.get(ref, [])
        try:
            yield found[0] if len(found) == 1 else register.located(ref, kind=kind)
        except (AmbiguousRefError, UnknownNameError) as error:
            yield Answer(ref, not_evaluated=str(error))
