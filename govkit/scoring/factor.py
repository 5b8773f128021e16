"""Factors: the ordered lists of levels that a scheme rates."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs
from immutabledict import immutabledict

from govkit.errors import did_you_mean
from govkit.model import Level, pointer
from govkit.scoring.flaw import Flaw


@attrs.frozen
class Interval:
    """A range of probability, ends from 0 to 1; ``upper`` may be open to 1."""

    lower: float
    upper: float


def key_of(label: str) -> str:
    """Make a key of a label: ``More likely than not`` is ``more-likely-than-not``."""
    return label.lower().replace(" ", "-")


def _key_of(level: "FactorLevel") -> str:
    return key_of(level.label)


@attrs.frozen(kw_only=True)
class FactorLevel:
    """One level of a factor.

    Args:
        number: the number people write for it.
        key: a short name for it in data; the label in lower case unless given.
        label: its label as printed. Levels may share a label, which then names neither of them.
        probability: the probability it stands for, where the source states one.
        description: what the level means, where the source says it once for all.
        descriptors: per category key, what the level means there.
    """

    number: int
    label: str
    key: str = attrs.field(default=attrs.Factory(_key_of, takes_self=True))
    probability: Interval | None = None
    description: str | None = None
    descriptors: immutabledict[str, str] = immutabledict()

    @property
    def own_key(self) -> str | None:
        """Its key where that says more than the label in lower case, as "IV" of "Negligible" does."""
        return None if self.key == _key_of(self) else self.key

    def __str__(self) -> str:
        """Render as ``4 Significant``; a label that is the number stands alone."""
        number = str(self.number)
        return number if number == self.label else f"{number} {self.label}"


@attrs.frozen
class Category:
    """A kind of consequence a factor may be assessed in, such as "economic".

    Args:
        key: its name in data.
        label: name as printed.
        description: what it takes in, where the source says so.
    """

    key: str
    label: str
    description: str | None = None


@attrs.frozen(kw_only=True)
class Factor:
    """One thing a scheme looks at, with its levels from least to worst.

    The order of ``levels`` is the order of badness; nothing is inferred from their numbers or labels.

    Args:
        key: name of the factor in data ("likelihood").
        label: name as printed.
        levels: its levels, least first.
        categories: the categories it may be assessed in; how they come together is the scheme's
            ``aggregation``.
        optional: whether an assessment may leave it out; only for schemes that are no table.
    """

    key: str
    label: str
    levels: tuple[FactorLevel, ...]
    categories: tuple[Category, ...] = ()
    optional: bool = False

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
        """The place of each level, by its number, its key and, unless others share it, its label."""
        places: dict[Level, int] = {}
        for place, level in enumerate(self.levels):
            names: list[Level] = [level.number, level.key]
            if len(self._sharing(level.label)) == 1:
                names.append(level.label)
            for name in names:
                places.setdefault(name, place)
        return immutabledict(places)

    def _sharing(self, label: object) -> list[FactorLevel]:
        return [level for level in self.levels if level.label == label]

    def faults(self) -> Iterator[Flaw]:
        """Say what is wrong with the definition, with the place inside the factor."""
        if not self.levels:
            yield Flaw(f"factor {self.key} has no level", "/levels")
        yield from self._twice("level number", "levels", [level.number for level in self.levels])
        yield from self._twice("level key", "levels", [level.key for level in self.levels])
        yield from self._twice("category key", "categories", [category.key for category in self.categories])
        for place, level in enumerate(self.levels):
            if any(other.key != level.key for other in self._sharing(level.key)):
                name = f'"{level.key}" as the key of one level and the label of another'
                yield Flaw(f"factor {self.key} has {name}", f"/levels/{place}")
            yield from self._described_for_nothing(level, f"/levels/{place}/descriptors")

    def _described_for_nothing(self, level: FactorLevel, path: str) -> Iterator[Flaw]:
        categories = [category.key for category in self.categories]
        for key in level.descriptors:
            if key not in categories:
                known = did_you_mean(key, categories)
                message = f'{self.key} has no category "{key}", for which level {level} is described{known}'
                yield Flaw(message, path + pointer(key))

    def _twice(self, what: str, where: str, names: Sequence[object]) -> Iterator[Flaw]:
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                again = names.index(name, names.index(name) + 1)
                message = f'factor {self.key} has the {what} "{name}" twice; give each its own'
                yield Flaw(message, f"/{where}/{again}")

    def unknown(self, level: object) -> str:
        """Say in a sentence that a level is not one of this factor's, or names several of them."""
        sharing = self._sharing(level)
        if len(sharing) > 1:
            numbers = " and ".join(str(item.number) for item in sharing)
            return f'{self.key} has several levels "{level}", {numbers}; give the number'
        known = [str(item) for item in self.levels]
        if level is None:
            return f"{self.key} has no level: nothing stands where one is due{did_you_mean('', known)}"
        near = did_you_mean(level, [item.label for item in self.levels] if isinstance(level, str) else known)
        return f'{self.key} has no level "{level}"{near}'
