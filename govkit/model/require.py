"""Arguments of another kind than a function takes, refused in one sentence that says what it takes."""

from collections.abc import Mapping
from datetime import date

from govkit.model.register import Register


def require(name: str, value: object, kinds: type | tuple[type, ...], way_out: str = "") -> None:
    """Refuse an argument that is of none of the kinds a function takes.

    Args:
        name: name of the argument.
        value: what was given.
        kinds: the class or classes it may be of.
        way_out: how to come by one of them, as a clause.

    Raises:
        TypeError: it is of none of them; the message says what it is, and the way out.
    """
    kinds = kinds if isinstance(kinds, tuple) else (kinds,)
    if not isinstance(value, kinds):
        first, *more = (f"{'an' if kind.__name__[0] in 'AEIO' else 'a'} {kind.__name__}" for kind in kinds)
        wanted = ", ".join([first, *more[:-1]]) + (f" or {more[-1]}" if more else "")
        said = f' ("{value}")' if isinstance(value, str) else ""
        hint = f": {way_out}" if way_out else ""
        raise TypeError(f"{name} takes {wanted}, not {type(value).__name__}{said}{hint}")


def require_day(value: object, name: str = "as_of") -> None:
    """Refuse what is no plain day.

    Args:
        value: what was given.
        name: name of the argument.

    Raises:
        TypeError: it is no ``datetime.date``, or one with a time of day.
    """
    # A datetime is a date to isinstance, and would be stored as something that is none.
    if type(value) is not date:
        raise TypeError(f"{name} takes a datetime.date, not {type(value).__name__} ({value})")


def require_register(value: object, name: str = "register") -> None:
    """Refuse what is no register, such as the name of its file.

    Args:
        value: what was given.
        name: name of the argument.

    Raises:
        TypeError: it is no register.
    """
    require(name, value, Register, "load it from its file, with kit.load(…)")


def require_schemes(value: object) -> None:
    """Refuse what holds no schemes by id, such as the toolkit that does.

    Args:
        value: what was given.

    Raises:
        TypeError: it is no mapping.
    """
    require("schemes", value, Mapping, "give them by id, as kit.schemes has them")
