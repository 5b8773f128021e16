"""Every problem of a file, gathered from the groups of errors that cattrs raises."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from govkit.errors import Problem, did_you_mean
from govkit.formats.fault import Fault, Path, cut
from govkit.formats.keys import keys_of
from govkit.model import pointer

_SUGGESTIONS: Final = 100
_POINTER: Final = 1000


def problems_of(error: BaseException) -> list[Problem]:
    """List what is wrong.

    Args:
        error: what structuring raised.

    Returns:
        Every problem with its path.
    """
    problems: list[Problem] = []
    for path, message, hint in _found(error, ()):
        # Suggestions cost more than all the rest, so a file that is wrong throughout gets them at its head.
        said = message + hint() if len(problems) < _SUGGESTIONS else message
        problems.append(Problem(said, _pointer(path)))
    return problems


def _pointer(path: Path) -> str:
    # A long key with many children would fill the memory with its copies: name the element around it.
    length = 0
    for depth, part in enumerate(path):
        length += len(str(part)) + 1
        if length > _POINTER:
            return pointer(*path[:depth])
    return pointer(*path)


def _found(error: BaseException, path: Path) -> Iterator[tuple[Path, str, Callable[[], str]]]:
    match error:
        case ClassValidationError():
            keys = keys_of(error.cl)
            noted, others = error.group_exceptions()
            for inner, attribute in noted:
                yield from _found_in_key(inner, path, keys[attribute.name])
        case IterableValidationError():
            items, others = error.group_exceptions()
            for inner, item in items:
                yield from _found(inner, (*path, item.index))
        case ExceptionGroup():
            others = list(error.exceptions)
        case ForbiddenExtraKeysError():
            others = []
            known = keys_of(error.cl).values()
            for key in sorted(error.extra_fields, key=str):
                name = cut(str(key))
                yield (*path, key), f'there is no key "{name}" here', partial(did_you_mean, name, known)
        case Fault():
            others = []
            yield (*path, *error.path), error.message, str
        case _:
            raise error
    for inner in others:
        yield from _found(inner, path)


def missing(key: str) -> str:
    """Say that a key that has to be there is not."""
    return f'the key "{key}" is missing'


def _found_in_key(error: Exception, path: Path, key: str) -> Iterator[tuple[Path, str, Callable[[], str]]]:
    if isinstance(error, KeyError):
        yield path, missing(key), str
    else:
        yield from _found(error, (*path, key))
