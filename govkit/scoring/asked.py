"""Asking a scheme's own code, which may be a stranger's: whatever it raises or gives instead is one error."""

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import Protocol, TypeVar

from govkit.blame import said, where
from govkit.errors import RatingError, SchemeRaisedError
from govkit.formats.due import shown
from govkit.scoring.band import Value
from govkit.scoring.factor import FactorLevel
from govkit.scoring.levels import Given, LevelFault
from govkit.scoring.order import Order
from govkit.scoring.rating import Rating

T = TypeVar("T")
Levels = Mapping[str, FactorLevel]

_MANY = 12


class Asked(Protocol):
    """What is asked of a scheme, and the names its answers go by."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def version(self) -> str:
        """Its version."""
        ...

    @property
    def origin(self) -> str:
        """The plug-in it came from."""
        ...

    def rate(self, levels: Given) -> Rating:
        """Rate levels."""
        ...

    def value_of(self, levels: Levels) -> Value:
        """Say what levels make."""
        ...

    def steps(self, levels: Levels, value: Value) -> Iterable[str]:
        """Say how."""
        ...

    def combination_faults(self, given: Collection[str]) -> Iterable[LevelFault]:
        """Say what does not go together."""
        ...


def value_of(scheme: Asked, order: Order, levels: Levels) -> Value:
    """Ask for the value that levels make.

    Args:
        scheme: the scheme.
        order: its values.
        levels: per factor its level.

    Returns:
        One of the scheme's values.

    Raises:
        SchemeRaisedError: its code raised an error, or gave what is none of its values.
    """
    value: object = _ask(scheme, "value_of", lambda: _named(levels), lambda: scheme.value_of(levels))
    if not isinstance(value, (int, Decimal, str)) or isinstance(value, bool):
        due = f"returns {shown(value)}, where a whole number, a Decimal or a text is due"
        raise _error(scheme, "value_of", due, type(value).__name__, _named(levels))
    nowhere = isinstance(value, Decimal) and not value.is_finite()  # it may not even be hashed
    if nowhere or value not in order.ranks:
        known = ", ".join(map(str, order.values[:_MANY])) + (", …" if len(order.values) > _MANY else "")
        due = f"returns {shown(value)}, which is none of its values: {known}"
        raise _error(scheme, "value_of", due, "a value of none", _named(levels))
    return value


def steps(scheme: Asked, levels: Levels, value: Value) -> tuple[str, ...]:
    """Ask how levels made a value.

    Args:
        scheme: the scheme.
        levels: per factor its level.
        value: the value.

    Returns:
        Sentences.

    Raises:
        SchemeRaisedError: its code raised an error, or gave something else than sentences.
    """
    return _many(scheme, "steps", lambda: _named(levels), str, lambda: scheme.steps(levels, value))


def combination_faults(scheme: Asked, given: Collection[str]) -> tuple[LevelFault, ...]:
    """Ask which factors do not go together.

    Args:
        scheme: the scheme.
        given: keys of the factors that have a level.

    Returns:
        A fault each.

    Raises:
        SchemeRaisedError: its code raised an error, or gave something else than faults.
    """

    def keys() -> str:
        return f"the factors {', '.join(given)}" if given else "no factor"

    return _many(scheme, "combination_faults", keys, LevelFault, lambda: scheme.combination_faults(given))


def rating(scheme: Asked, levels: Given) -> Rating:
    """Ask for the rating of levels; a class may have a ``rate`` of its own.

    Args:
        scheme: the scheme.
        levels: the levels, as an assessment gives them.

    Returns:
        The rating.

    Raises:
        RatingError: the levels cannot be rated; a SchemeRaisedError if its code raised an error.
    """
    return _ask(
        scheme, "rate", lambda: f"levels of {', '.join(map(str, levels))}", lambda: scheme.rate(levels)
    )


def _many(
    scheme: Asked, part: str, given: Callable[[], str], kind: type[T], call: Callable[[], object]
) -> tuple[T, ...]:
    name = "text" if kind is str else kind.__name__
    found = _ask(scheme, part, given, call)
    if isinstance(found, (str, bytes)) or not isinstance(found, Iterable):
        due = f"returns {shown(found)}, where a list of {name} is due"
        raise _error(scheme, part, due, type(found).__name__, given())
    items = _ask(scheme, part, given, lambda: tuple(found))
    for item in items:
        if not isinstance(item, kind):
            due = f"returns {shown(item)} in a list, where a {name} is due"
            raise _error(scheme, part, due, f"{type(item).__name__} in a list", given())
    return items


def _ask(scheme: Asked, part: str, given: Callable[[], str], call: Callable[[], T]) -> T:
    try:
        return call()
    except RatingError:
        raise  # it says on purpose that these levels cannot be rated
    except (Exception, SystemExit) as error:
        kind = f"{type(error).__name__} {where(error)}"
        raise _error(scheme, part, f"raises {said(error)}", kind, given()) from error


def _error(scheme: Asked, part: str, what: str, kind: str, given: str) -> SchemeRaisedError:
    return SchemeRaisedError(
        scheme.id, scheme.version, scheme.origin, part=part, what=what, kind=kind, given=given
    )


def _named(levels: Levels) -> str:
    return ", ".join(f"{key} {level.number}" for key, level in levels.items()) or "no factor"
