"""Factors: the ordered lists of levels that a scheme rates."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs
from immutabledict import immutabledict

from govkit.errors import did_you_mean
from govkit.model import Level


@attrs.frozen
class Interval:
    """A range of probability, ends from 0 to 1; ``upper`` may be open to 1."""

    lower: float
    upper: float


def _key_of(level: "FactorLevel") -> str:
    return level.label.lower().replace(" ", "-")


@attrs.frozen(kw_only=True)
class FactorLevel:
    """One level of a factor.

    Args:
        number: the number people write for it.
        key: a short name for it in data; the label in lower case unless given.
        label: its label as printed.
        probability: the probability it stands for, where the source states one.
        descriptors: per category key, what the level means there.
    """

    number: int
    label: str
    key: str = attrs.field(default=attrs.Factory(_key_of, takes_self=True))
    probability: Interval | None = None
    descriptors: immutabledict[str, str] = immutabledict()

    def __str__(self) -> str:
        """Render as ``4 Significant``."""
        return f"{self.number} {self.label}"


@attrs.frozen
class Category:
    """A kind of consequence a factor may be assessed in, such as "economic"."""

    key: str
    label: str


@attrs.frozen(kw_only=True)
class Factor:
    """One thing a scheme looks at, with its levels from least to worst.

    The order of ``levels`` is the order of badness; nothing is inferred from their numbers or labels.

    Args:
        key: name of the factor in data ("likelihood").
        label: name as printed.
        levels: its levels, least first.
        categories: the categories it may be assessed in; the worst of them counts.
    """

    key: str
    label: str
    levels: tuple[FactorLevel, ...]
    categories: tuple[Category, ...] = ()

    @classmethod
    def numbered(cls, key: str, labels: Sequence[str], *, categories: Sequence[Category] = ()) -> "Factor":
        """Make a factor whose levels are numbered from 1.

        Args:
            key: name of the factor in data.
            labels: labels of its levels, least first.
            categories: the categories it may be assessed in.

        Returns:
            The factor.
        """
        levels = tuple(FactorLevel(number=n, label=label) for n, label in enumerate(labels, start=1))
        return cls(key=key, label=key.capitalize(), levels=levels, categories=tuple(categories))

    @cached_property
    def places(self) -> immutabledict[Level, int]:
        """The place of each level, by its number, its key and its label."""
        places: dict[Level, int] = {}
        for place, level in enumerate(self.levels):
            for name in (level.number, level.key, level.label):
                places.setdefault(name, place)
        return immutabledict(places)

    def faults(self) -> Iterator[str]:
        """Say what is wrong with the definition, a sentence each."""
        if not self.levels:
            yield f"factor {self.key} has no level"
        yield from self._twice("level number", [level.number for level in self.levels])
        yield from self._twice("level key", [level.key for level in self.levels])
        yield from self._twice("level label", [level.label for level in self.levels])
        yield from self._twice("category key", [category.key for category in self.categories])
        labels = {level.label: level for level in self.levels}
        for level in self.levels:
            other = labels.get(level.key, level)
            if other.key != level.key:
                yield f'factor {self.key} has "{level.key}" as the key of one level and the label of another'

    def _twice(self, what: str, names: Sequence[object]) -> Iterator[str]:
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                yield f'factor {self.key} has the {what} "{name}" twice'

    def unknown(self, level: object) -> str:
        """Say in a sentence that a level is not one of this factor's."""
        known = [str(item) for item in self.levels]
        near = did_you_mean(level, [item.label for item in self.levels] if isinstance(level, str) else known)
        return f'{self.key} has no level "{level}"{near}'
