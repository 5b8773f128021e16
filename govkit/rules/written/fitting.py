"""Whether what a rule says fits the model: names, constants, the message, and the element it points at."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from string import Formatter
from typing import Any, Final, cast

from govkit.errors import Problem, did_you_mean
from govkit.formats.fault import shown
from govkit.model import WrittenDate
from govkit.rules.rule import FAULTS, Over
from govkit.rules.written.compiling import ORDER
from govkit.rules.written.match import Match, MatchOp
from govkit.rules.written.names import MAPPING, Read, a, read_of
from govkit.workflow import All, Any_, Compare, Field, Guard, Not, Present
from govkit.workflow.path import DAY, NUMBER, TEXT, TRUTH, Known, Lacking, sort_of

_COMPARED: Final = {TEXT, NUMBER, TRUTH, DAY}
_ORDERED: Final = {NUMBER, DAY}
_OWN: Final = "GK"
_IN_PYTHON: Final = "no rule in a file looks into one; write the rule in Python"


def misfits(draft: Mapping[str, Any]) -> Iterator[Problem]:
    """List what does not fit in a rule, or in what could be read of one.

    Args:
        draft: what could be read, by the names of ``WrittenRule``.

    Yields:
        Problems with paths from the rule.
    """
    for field in ("code", "name", "message", "page"):
        if field in draft:
            yield from (Problem(fault, f"/{field}") for fault in FAULTS[field](draft[field]))
    code = draft.get("code", "")
    if code.startswith(_OWN):
        yield Problem(
            f"codes that begin with {_OWN} are govkit's own; begin yours with your own letters", "/code"
        )
    over: Over | None = draft.get("over")
    if over is None:
        return
    for key in ("given", "when"):
        if draft.get(key) is not None:
            yield from _in_condition(draft[key], over, f"/{key}")
    if draft.get("at") is not None:
        yield from _in_place(draft["at"], over)
    if "message" in draft:
        yield from _in_message(draft["message"], over)


def _in_condition(guard: Guard, over: Over, path: str) -> Iterator[Problem]:
    match guard:
        case All(parts=parts) | Any_(parts=parts):
            key = "all" if isinstance(guard, All) else "any"
            for place, part in enumerate(parts):
                yield from _in_condition(part, over, f"{path}/{key}/{place}")
        case Not(part=part):
            yield from _in_condition(part, over, f"{path}/not")
        case Present(field=field):
            read = read_of(over, field.parts)
            if isinstance(read, Lacking):
                yield _lacking(read, f"{path}/present")
            elif tuple in read.types:
                count = f"compare {field.name}.count with 0"
                yield Problem(f"{field.name} is a list, which is always there; {count}", f"{path}/present")
        case _:  # a file holds no other form
            yield from _in_comparison(cast("Compare | Match", guard), over, f"{path}/compare")


def _in_comparison(guard: Compare | Match, over: Over, path: str) -> Iterator[Problem]:
    left = read_of(over, guard.left.parts)
    if isinstance(left, Lacking):
        yield _lacking(left, f"{path}/left")
    else:
        yield from _no_value(guard.left, left, f"{path}/left", entries=guard.op is MatchOp.CONTAINS)
    right = read_of(over, guard.right.parts) if isinstance(guard.right, Field) else None
    if isinstance(right, Lacking):
        yield _lacking(right, f"{path}/right")
    elif right is not None and isinstance(guard.right, Field):
        yield from _no_value(guard.right, right, f"{path}/right", entries=False)
    if isinstance(left, Read):
        fault = _wrong_op(guard, left)
        if fault:
            yield Problem(f"{guard.left.name} is {fault}", f"{path}/op")
        elif not isinstance(right, Lacking):
            yield from _unlike(guard, left, right, path)


def _no_value(field: Field, read: Read, path: str, *, entries: bool) -> Iterator[Problem]:
    """Say that a name stands for nothing that could be compared."""
    if _sorts(read.types) & _COMPARED or (entries and _sorts(read.items) & _COMPARED):
        return
    if WrittenDate in read.types:
        way = f"compare {field.name}.first or {field.name}.last"
    elif tuple in read.types:
        way = f"compare {field.name}.count"
    elif a(read.types[0]) == MAPPING:
        way = _IN_PYTHON
    else:
        way = f"compare a part of it, {field.name}.NAME"
    yield Problem(f"{field.name} is {a(read.types[0])}; {way}", path)


def _sorts_of(guard: Compare | Match, left: Read) -> set[str]:
    """Say what may stand on the left in so far as it can be compared; in a list its entries."""
    entries = _sorts(left.items) if guard.op is MatchOp.CONTAINS else set()
    return (_sorts(left.types) | entries) & _COMPARED


def _wrong_op(guard: Compare | Match, left: Read) -> str:
    sorts = _sorts_of(guard, left)
    if not sorts:
        return ""
    if guard.op.value in ORDER and not sorts & _ORDERED:
        return f'{_either(sorts)}, which has no order; "{guard.op}" is for numbers and days'
    if guard.op is MatchOp.STARTS_WITH and sorts != {TEXT}:
        return f'{_either(sorts)}; "{guard.op}" is for texts'
    if guard.op is MatchOp.CONTAINS and not left.items and sorts != {TEXT}:
        return f'{_either(sorts)}; "{guard.op}" is for texts and lists'
    return ""


def _unlike(guard: Compare | Match, left: Read, right: Read | None, path: str) -> Iterator[Problem]:
    """Say that two things are of different sorts."""
    sorts = _sorts_of(guard, left)
    name = guard.left.name
    if right is not None and isinstance(guard.right, Field):
        others = _sorts(right.types) & _COMPARED
        if sorts and others and not sorts & others:
            other = f"{guard.right.name} is {_either(others)}"
            yield Problem(f"{name} is {_either(sorts)}, and {other}", f"{path}/right")
    elif sorts:
        for value, place in _constants(guard, f"{path}/right"):
            yield from _no_constant(name, left, sorts, value, place)


def _constants(guard: Compare | Match, path: str) -> Iterator[tuple[object, str]]:
    if isinstance(guard.right, tuple):
        yield from ((value, f"{path}/{place}") for place, value in enumerate(guard.right))
    else:
        yield guard.right, path


def _no_constant(name: str, left: Read, sorts: set[str], value: object, path: str) -> Iterator[Problem]:
    sort = sort_of(value)
    if sort not in sorts:
        hint = "; write it as {day: YYYY-MM-DD}" if DAY in sorts else ""
        yield Problem(f"{name} is {_either(sorts)}, and {shown(value)} is {sort}{hint}", path)
        return
    if value == "":
        yield Problem("an empty text is compared; ask whether something is present", path)
    choices = [each.value for cls in left.types if issubclass(cls, StrEnum) for each in cls]
    if choices and value not in choices:
        yield Problem(f'{name} is never "{value}"{did_you_mean(value, choices)}', path)


def _sorts(types: tuple[type, ...]) -> set[str]:
    return {sort for each in types if (sort := Known((each,)).sort)}


def _either(sorts: set[str]) -> str:
    return " or ".join(sorted(sorts))


def _lacking(lacking: Lacking, path: str) -> Problem:
    if lacking.owner == MAPPING:
        return Problem(f'"{lacking.name}" is asked of a mapping; {_IN_PYTHON}', path)
    return Problem(
        f'{lacking.owner} has no "{lacking.name}"{did_you_mean(lacking.name, lacking.known)}', path
    )


def _in_place(name: str, over: Over) -> Iterator[Problem]:
    read = read_of(over, tuple(name.split(".")))
    if isinstance(read, Lacking):
        yield _lacking(read, "/at")
    elif not read.whole:
        yield Problem(f"{name} is no element of the {over} as it stands in the file; name one that is", "/at")


def _in_message(message: str, over: Over) -> Iterator[Problem]:
    for name, plain in names_in(message):
        if not plain:
            yield Problem(
                f"write the name alone in braces, without what stands behind it: {{{name}}}", "/message"
            )
            continue
        read = read_of(over, tuple(name.split(".")))
        if isinstance(read, Lacking):
            yield _lacking(read, "/message")
        elif not (_sorts(read.types) & _COMPARED or WrittenDate in read.types):
            way = f"write a part of it, {{{name}.NAME}}"
            if tuple in read.types:
                way = f"write {{{name}.count}}"
            elif a(read.types[0]) == MAPPING:
                way = _IN_PYTHON
            yield Problem(f"{name} is {a(read.types[0])}, which no sentence holds; {way}", "/message")


def names_in(message: str) -> Iterator[tuple[str, bool]]:
    """List the names in a message, and whether each stands there alone; none if it cannot be filled in."""
    try:
        parsed = list(Formatter().parse(message))
    except ValueError:
        return
    for _, name, form, conversion in parsed:
        if name is not None:
            yield name, not form and not conversion and "[" not in name
