"""GKACT008 action-without-update."""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import Final

from govkit.model import Action, Located, Register, WrittenDate
from govkit.model.months import months_later
from govkit.model.written_date import written
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.telling import each_or_once

_QUARTER: Final = 3
"""Months."""


@rule(
    code="GKACT008",
    name="action-without-update",
    severity=Severity.NOTE,
    over=Over.REGISTER,
    message="nothing has been heard of {who} for a quarter{since}",
    source="ISO 31000:2018, 6.6",
)
def action_without_update(located: Located[Register], context: Context) -> Iterator[Result]:
    """Nothing has been heard of an action for a quarter.

    What it does
    Looks, at each action that is not done with and has begun, for the latest date of an update, of its start,
    of the day it was raised, of a revision of its deadline, or of an event. More than five actions without
    any in the last three months are told at once. A register that dates no update is not evaluated, which is
    said once, if it has updates, or an action that has stood for longer than a quarter.

    Why it matters
    An action that nobody reports on is done by nobody, and the board finds out when it is due.

    Example
    Last update on 19 April 2019, read in October.

    Instead
    Ask its owner, and record the answer under ``updates`` with its date, even if nothing has changed.
    """
    actions = located.item.all_actions
    asked = [
        each for each in actions if not context.done_with(each.item) and _begun(each.item, context.as_of)
    ]
    heard = {each.path: _heard(each.item) for each in asked}
    if not any(_dated(each.item) for each in actions):
        old = any(last is not None and _is_long_ago(last, context.as_of) for last in heard.values())
        if old or any(each.item.updates for each in asked):
            yield Unknown("when actions were last heard of: the register dates no update")
        return
    silent = [each for each in asked if _is_long_ago(heard[each.path], context.as_of)]
    for path, who in each_or_once(silent, len(asked), "actions still to be done"):
        last = heard.get(path)
        yield Fail(path, {"who": who, "since": f"; the last was {last.when}" if last else ""})


def _begun(action: Action, as_of: date) -> bool:
    return action.start is None or action.start.first is None or action.start.first <= as_of


def _dated(action: Action) -> bool:
    return any(update.date is not None and update.date.last is not None for update in action.updates)


def _heard(action: Action) -> WrittenDate | None:
    """The last date on which something was heard of an action, as far as its register dates it."""
    dates = [update.date for update in action.updates]
    dates += [written(revision.on) for revision in action.revisions]
    dates += [written(event.recorded) for event in action.events]
    dates += [action.start, _raised(action)]
    known = [(each.surely, each) for each in dates if each is not None and each.surely is not None]
    return max(known, key=itemgetter(0), default=(None, None))[1]


def _raised(action: Action) -> WrittenDate | None:
    return action.origin.raised if action.origin else None


def _is_long_ago(last: WrittenDate | None, as_of: date) -> bool:
    if last is None or last.surely is None:
        return True
    later = months_later(last.surely, _QUARTER)
    return later is not None and later < as_of
