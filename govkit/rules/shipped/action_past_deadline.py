"""GKACT005 action-past-deadline."""

from collections.abc import Iterator

from govkit.analysis import lifecycle_of, with_deadline_on
from govkit.model import Action, Located
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.workflow import disagreements


@rule(
    code="GKACT005",
    name="action-past-deadline",
    severity=Severity.WARNING,
    over=Over.ACTION,
    message="it was due {due}, {days} ago, and is not done",
    source="ISO 31000:2018, 6.5.3",
)
def action_past_deadline(located: Located[Action], context: Context) -> Iterator[Result]:
    """An action is overdue.

    What it does
    Looks at actions that have neither an end nor a final state, whose deadline in force on the day in
    question is over. Where the recorded state says otherwise, or none is recorded and the lifecycle has moved
    on, ``state-disagrees`` tells it, and this rule does not tell it again. Whether an action is done in a
    lifecycle or a state that is not known is not evaluated.

    Why it matters
    A state may well say "overdue" and agree with the dates; the action is late all the same.

    Example
    State overdue, deadline 28 February 2019, read in October.

    Instead
    Do it and record the ``end``; or move the deadline with ``govkit fire … extend``, which keeps the old one.
    """
    action = with_deadline_on(located.item, context.as_of)
    due = action.due
    if due is None or due.last is None or due.last >= context.as_of:
        return
    done = context.done_with(action)
    if done is not False:
        if done is None:
            place = "/workflow" if action.state is None else "/state"
            yield Unknown("whether it is done: its lifecycle or its state is not known", place)
        return
    workflow = context.workflows[lifecycle_of(action)]
    facts = context.facts.of(workflow, located)
    later = any(event.effective > context.as_of for event in action.events)
    if not later and disagreements(workflow, action, as_of=context.as_of, facts=facts):
        return
    days = (context.as_of - due.last).days
    path = "/deadline" if not action.revisions else f"/revisions/{len(action.revisions) - 1}/deadline"
    yield Fail(path, {"due": due.when, "days": f"{days} day{'' if days == 1 else 's'}"})
