"""Rules by which levels of one scheme become candidates of another, and what can be wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import attrs
from immutabledict import immutabledict

from govkit.errors import GovkitError, Problem, did_you_mean
from govkit.model import Level
from govkit.scoring.factor import Interval


class Basis(StrEnum):
    """What two levels of different schemes have in common."""

    LABEL = "label"
    """The label as printed, whatever its capitals."""
    NUMBER = "number"
    """The number."""
    KEY = "key"
    """The short name in data."""
    PROBABILITY = "probability"
    """Some of the probability they stand for; a common end alone is nothing in common."""


def _pairs(given: Mapping[Level, Level | Sequence[Level]]) -> immutabledict[Level, tuple[Level, ...]]:
    return immutabledict(
        (old, (new,) if isinstance(new, str) or not isinstance(new, Sequence) else tuple(new))
        for old, new in given.items()
    )


@attrs.frozen
class Explicit:
    """A rule that somebody wrote out.

    Args:
        pairs: per old level its new level, or several in a list; each by number, key or label.
        name: what to call it.
    """

    pairs: immutabledict[Level, tuple[Level, ...]] = attrs.field(converter=_pairs)
    name: str = "a table"

    def __str__(self) -> str:
        """Render as its name."""
        return self.name


LevelRule = Basis | Explicit
"""How the levels of one factor are mapped."""

Intervals = Mapping[str, Mapping[str, Mapping[Level, Interval]]]
"""Probabilities that a source does not state: by id of the scheme, factor and level."""


@attrs.frozen
class MappingFault:
    """One fault of a mapping between schemes.

    Args:
        message: the fault in a sentence.
        path: JSON Pointer of the place in the table, or in the probabilities by scheme, factor and level; ""
            where the fault is of the mapping as a whole.
        table: the table it is about, None where it is about probabilities or the whole.
    """

    message: str
    path: str = ""
    table: Explicit | None = None


class MappingError(GovkitError):
    """A mapping between schemes cannot be used.

    Attributes:
        faults: every fault, with its place in the table or the probabilities.
        problems: the same as sentences.
        places: the same with file, line and column, if it was read from files and the reader says where.
    """

    def __init__(self, faults: Iterable[str | MappingFault], places: Sequence[Problem] = ()) -> None:
        whole = (MappingFault(each) if isinstance(each, str) else each for each in faults)
        # One table may serve several schemes and factors, and is wrong once.
        self.faults = tuple(dict.fromkeys(whole))
        self.problems = tuple(dict.fromkeys(fault.message for fault in self.faults))
        self.places = tuple(places)
        head = "the mapping cannot be used: "
        if not any(each.file for each in self.places):
            super().__init__(head + "; ".join(self.problems))
            return
        count = len(self.places)
        head += f"{count} problem{'' if count == 1 else 's'}"
        super().__init__("\n".join([head, *(f"  {each}" for each in self.places)]))


def level_rule(given: object) -> LevelRule:
    """Take a rule as people give it: a rule, or the name of one.

    Args:
        given: a ``Basis`` or its name, or an ``Explicit``.

    Returns:
        The rule.

    Raises:
        MappingError: it is none.
    """
    if isinstance(given, Explicit):
        return given
    if isinstance(given, str):
        if given in list(Basis):
            return Basis(given)
        raise MappingError([f'there is no rule "{given}"{did_you_mean(given, list(Basis))}'])
    raise MappingError([f"{given!r} is no rule; give one of {', '.join(Basis)}, or an Explicit"])
