"""Conditions as plain functions of an item and a context, which answer yes, no, or what is missing."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from govkit.errors import did_you_mean
from govkit.formats.fault import shown
from govkit.model import Located
from govkit.rules.rule import Context, Over, Unknown
from govkit.rules.written.match import Match
from govkit.rules.written.names import Read, Untold, first_missing, read_of
from govkit.scoring import BaseScheme
from govkit.workflow import All, Any_, Compare, Field, Guard, Not, Present, View
from govkit.workflow.guard import recorded
from govkit.workflow.path import sort_of

Answer = bool | tuple[Unknown, ...]
Holds = Callable[[Located[Any], Context], Answer]
"""Whether a condition holds; or what is missing to tell, which is never nothing."""


SchemeOf = Callable[[Located[Any], Context], BaseScheme]

ORDER: Final = ("<", "<=", ">=", ">")
"""The relations that numbers and days have, and texts have not."""


def compiled(guard: Guard, over: Over) -> Holds:
    """Turn a condition into a function.

    Args:
        guard: the condition; its names are known to stand for something.
        over: what its rule looks at.

    Returns:
        A function that makes nothing but its answer.
    """
    match guard:
        case All(parts=parts):
            return _many([compiled(part, over) for part in parts], decisive=False)
        case Any_(parts=parts):
            return _many([compiled(part, over) for part in parts], decisive=True)
        case Not(part=part):
            return _not(compiled(part, over))
        case Present(field=field):
            return _present(field, found(over, field))
        case Compare() | Match():
            return _compare(guard, over)
        case _:
            raise TypeError(f"no file of rules holds a {type(guard).__name__}")


def found(over: Over, field: Field) -> Read:
    """Give what a field stands for that is known to stand for something."""
    read = read_of(over, field.parts)
    if not isinstance(read, Read):
        raise TypeError(f"{field.name} was not looked up before it was compiled")
    return read


def _many(parts: Sequence[Holds], *, decisive: bool) -> Holds:
    """Join conditions; one part with the decisive answer decides, whatever is missing for the others."""

    def holds(at: Located[Any], context: Context) -> Answer:
        missing: tuple[Unknown, ...] = ()
        for part in parts:
            answer = part(at, context)
            if answer is decisive:
                return decisive
            if isinstance(answer, tuple):
                missing += answer
        return missing or not decisive

    return holds


def _not(part: Holds) -> Holds:
    def holds(at: Located[Any], context: Context) -> Answer:
        answer = part(at, context)
        return answer if isinstance(answer, tuple) else not answer

    return holds


def _present(field: Field, read: Read) -> Holds:
    get = read.get

    def holds(at: Located[Any], context: Context) -> Answer:
        value = get(at, context)
        return _missing(field, read, value, at, context) if isinstance(value, Untold) else recorded(value)

    return holds


def _compare(guard: Compare | Match, over: Over) -> Holds:
    left, test = guard.left, guard.op.test
    read = found(over, left)
    get = read.get
    if isinstance(guard.right, Field):
        return _two_fields(guard, guard.right, read, found(over, guard.right))
    right = guard.right

    def holds(at: Located[Any], context: Context) -> Answer:
        value = get(at, context)
        if value is None or isinstance(value, Untold):
            return _missing(left, read, value, at, context)
        return test(value, right)

    constants = right if isinstance(right, tuple) else (right,)
    if read.scheme is not None and guard.op.value in ("==", "!=", "in"):
        return _offered(holds, read, read.scheme, constants)
    return _alike(holds, left, read, constants) if len(read.types) > 1 else holds


def _two_fields(guard: Compare | Match, right: Field, first: Read, second: Read) -> Holds:
    left, test, get, other = guard.left, guard.op.test, first.get, second.get
    mixed = len(first.types) > 1 or len(second.types) > 1
    ordered = guard.op.value in ORDER

    def holds(at: Located[Any], context: Context) -> Answer:
        one, two = get(at, context), other(at, context)
        missing: tuple[Unknown, ...] = ()
        if one is None or isinstance(one, Untold):
            missing += _missing(left, first, one, at, context)
        if two is None or isinstance(two, Untold):
            missing += _missing(right, second, two, at, context)
        if missing:
            return missing
        if mixed and (sort_of(one) != sort_of(two) or (ordered and isinstance(one, str))):
            return _unlike(left, first, one, f"{right.label} is {shown(two)}")
        return test(one, two)

    return holds


def _offered(holds: Holds, read: Read, scheme_of: SchemeOf, constants: Sequence[Any]) -> Holds:
    """Say that there is no telling where the scheme lacks a band that another one is compared with."""
    get = read.get
    known: tuple[BaseScheme | None, tuple[Unknown, ...]] = (None, ())

    def lacking(scheme: BaseScheme) -> tuple[Unknown, ...]:
        there = [getattr(band, read.of_band) for band in scheme.bands]
        gone = [each for each in constants if each not in there]
        hints = (f'"{each}"{did_you_mean(each, there)}' for each in gone)
        return (Unknown(f"{scheme.id} has no band {'; nor '.join(hints)}", read.path),) if gone else ()

    def asked(at: Located[Any], context: Context) -> Answer:
        nonlocal known
        answer = holds(at, context)
        if isinstance(answer, tuple) or get(at, context) in constants:
            return answer
        scheme = scheme_of(at, context)
        # One scheme rates most of a register, so what was found of the last one is found at once.
        found = known if known[0] is scheme else (scheme, lacking(scheme))
        known = found
        return found[1] or answer

    return asked


def _alike(holds: Holds, field: Field, read: Read, constants: Sequence[Any]) -> Holds:
    """Say that there is no telling where a value is of another sort than what it is compared with."""
    get = read.get
    sorts = {sort_of(each) for each in constants}

    def asked(at: Located[Any], context: Context) -> Answer:
        value = get(at, context)
        if value is None or isinstance(value, Untold) or sort_of(value) in sorts:
            return holds(at, context)
        return _unlike(field, read, value, f"it is compared with {shown(constants[0])}")

    return asked


def _unlike(field: Field, read: Read, value: object, other: str) -> tuple[Unknown, ...]:
    return (Unknown(f"{field.label} is {shown(value)}, and {other}", read.path),)


def _missing(
    field: Field, read: Read, value: object, at: Located[Any], context: Context
) -> tuple[Unknown, ...]:
    if isinstance(value, Untold):
        return (Unknown(f"{field.label} is not known: {value.reason}", read.path),)
    first = first_missing(read, at, context)
    undated = ""
    if first.parent is not None and first.parent.parent is not None:
        holder = first.parent.parent.get(at, context)
        undated = View(holder, holder, {}).undated(first.parts[-2:])
    what = f"is not known{undated}" if undated else "is not recorded"
    return (Unknown(f"{field.label} {what}", first.path),)
