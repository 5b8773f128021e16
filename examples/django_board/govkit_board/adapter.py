"""Rows into govkit's registers and actions, and back, so that nothing a file says is lost on the way.

Both ways go through a register's JSON, which govkit reads strictly and writes completely.
"""

import json
import re
from collections.abc import Iterable
from copy import deepcopy
from datetime import date
from typing import Any

from django.db import transaction

import govkit
from govkit.io import dumps, loads
from govkit_board.models import Action, Event, Register

Plain = dict[str, Any]
COLUMNS = ("title", "state", "owner", "organisation", "start", "deadline", "end", "notes")
EVENT_COLUMNS = {"from": "from_state", "to": "to_state"} | {
    each: each for each in ("trigger", "effective", "recorded", "by", "why")
}
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


@transaction.atomic
def create(register: govkit.Register) -> Register:
    """Store a register that is not there yet, with its actions and their history.

    Raises:
        GovkitError: a text holds a character that not every database can keep.
        IntegrityError: a register with that ref is there already.
    """
    document, items = _split(register)
    row = Register.objects.create(ref=register.ref, title=register.title, document=document)
    for located in register.all_actions:
        plain = items[located.path]
        place = {"path": located.path, "address": located.address}
        action = Action.objects.create(register=row, **place, **_values(plain, located.item))
        _add_events(action, plain.get("events", ()), 0)
    return row


def read(row: Register) -> tuple[list[Action], govkit.Register]:
    """Read a register with all its actions.

    Returns:
        The rows of the actions, each with the version it had then; and govkit's register made of them.

    Raises:
        LoadError: the rows are no register (any more).
    """
    actions = list(row.actions.prefetch_related("events"))
    document = deepcopy(row.document)
    for action in actions:
        _holder(document, action.path).setdefault("actions", []).append(_plain(action))
    return actions, loads(json.dumps(document), f"{row.ref}.json")


def write(row: Register, actions: Iterable[Action], register: govkit.Register) -> None:
    """Store what changed since ``read`` gave these rows; call it inside a transaction.

    Raises:
        GovkitError: a text holds a character that not every database can keep.
        StaleError: somebody else stored something that would be lost.
    """
    document, items = _split(register)
    if document != row.document:
        row.replace(document=document)
    found = {located.path: located.item for located in register.all_actions}
    for action in actions:
        before, after = _plain(action), items[action.path]
        if before != after:
            action.replace(**_values(after, found[action.path]))
            _add_events(action, after.get("events", ()), len(before.get("events", ())))


def _split(register: govkit.Register) -> tuple[Plain, dict[str, Plain]]:
    """Take a register's plain data apart: all but the actions, and the actions by their place."""
    text = dumps(register, "register.json").decode()
    if NUL.search(text):
        raise govkit.GovkitError(f"{register.ref}: a text holds a NUL character; take it out")
    document = json.loads(text)
    items: dict[str, Plain] = {}
    for located in register.all_actions:
        items[located.path] = _holder(document, located.path)["actions"][int(located.path.split("/")[-1])]
    for each in (document, *document.get("risks", ())):
        each.pop("actions", None)
    return document, items


def _holder(document: Plain, path: str) -> Plain:
    """Find what holds an action: a risk for ``/risks/0/actions/2``, the register for ``/actions/2``."""
    parts = path.split("/")[1:-2]
    return document[parts[0]][int(parts[1])] if parts else document


def _values(plain: Plain, item: govkit.Action) -> Plain:
    more = {key: value for key, value in plain.items() if key not in (*COLUMNS, "events")}
    due = None if item.due is None else str(item.due)
    return {**{name: plain.get(name) for name in COLUMNS}, "due": due, "more": more}


def _plain(action: Action) -> Plain:
    events = [_plain_event(each) for each in action.events.all()]
    said = {name: value for name in COLUMNS if (value := getattr(action, name)) is not None}
    return {**action.more, **said, **({"events": events} if events else {})}


def _add_events(action: Action, events: Iterable[Plain], known: int) -> None:
    for number, plain in enumerate(events):
        if number >= known:
            more = {key: value for key, value in plain.items() if key not in EVENT_COLUMNS}
            columns = {column: plain.get(key) for key, column in EVENT_COLUMNS.items()}
            Event.objects.create(action=action, number=number, more=more, **columns)


def _plain_event(event: Event) -> Plain:
    said = {key: getattr(event, column) for key, column in EVENT_COLUMNS.items()}
    texts = {key: each.isoformat() if isinstance(each, date) else each for key, each in said.items()}
    return {**event.more, **{key: each for key, each in texts.items() if each is not None}}
