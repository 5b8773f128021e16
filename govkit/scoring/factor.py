"""Factors: the ordered lists of levels that a scheme rates."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

import attrs
from immutabledict import immutabledict

from govkit.errors import did_you_mean
from govkit.formats.due import hints_of, misfits, refuse_misfits
from govkit.formats.flaw import Flaw, refuse
from govkit.model import Level, pointer
from govkit.model.constraint import Text, is_ref
from govkit.scoring.names import FEW, hint


@attrs.frozen
class Interval:
    """A range of probability, ends from 0 to 1; ``upper`` may be open to 1."""

    lower: float
    upper: float

    def __attrs_post_init__(self) -> None:
        """Refuse what is no interval.

        Raises:
            DefinitionError: an end is no finite number, or the upper one is below the lower.
        """
        refuse_misfits("an interval", self, Interval)
        if self.lower > self.upper:
            message = f"it runs upwards, not from {written(self.lower)} to {written(self.upper)}"
            refuse("an interval", [Flaw(f"{message}: give the lower end first")])

    def __str__(self) -> str:
        """Render as ``0 to 0.000001``."""
        return f"{written(self.lower)} to {written(self.upper)}"


def written(number: float) -> str:
    """Write a number as people do: ``0.000001`` and ``1``, not 1e-06 and 1.0."""
    text = f"{Decimal(str(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def key_of(label: str) -> str:
    """Make a key of a label: ``More likely than not`` is ``more-likely-than-not``."""
    return label.lower().replace(" ", "-")


def _key_of(level: "FactorLevel") -> Any:
    # What is no text is refused with all else, once the level is made.
    return key_of(level.label) if isinstance(level.label, str) else level.label


def _descriptors(given: Mapping[str, str]) -> Any:
    """Copy descriptors, so that nobody can change them; what is no mapping stays, for the class to refuse."""
    return immutabledict(given) if isinstance(given, Mapping) else given


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
    label: Text
    key: Text = attrs.field(default=attrs.Factory(_key_of, takes_self=True))
    probability: Interval | None = None
    description: Text | None = None
    descriptors: immutabledict[str, str] = attrs.field(default=immutabledict(), converter=_descriptors)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no level.

        Raises:
            DefinitionError: a field holds something else than its annotation says; it lists every one.
        """
        refuse_misfits(f"level {self.label}", self, FactorLevel)

    @property
    def own_key(self) -> str | None:
        """Its key where that says more than the label in lower case, as "IV" of "Negligible" does."""
        return None if self.key == _key_of(self) else self.key

    @property
    def name(self) -> str:
        """All it goes by: ``4 Negligible (IV)``, the key only where the label does not tell it."""
        return f"{self} ({self.own_key})" if self.own_key else str(self)

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

    key: Text
    label: Text
    description: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is no category.

        Raises:
            DefinitionError: a field holds something else than its annotation says; it lists every one.
        """
        refuse_misfits(f"category {self.key}", self, Category)


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
    label: Text
    levels: tuple[FactorLevel, ...]
    categories: tuple[Category, ...] = ()
    optional: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse what is no factor.

        Raises:
            DefinitionError: a field holds something else than its annotation says; it lists every one.
        """
        refuse_misfits(f"factor {self.key}", self, Factor)

    @classmethod
    def numbered(
        cls,
        key: str,
        labels: Sequence[Text],
        *,
        label: Text | None = None,
        categories: Sequence[Category] = (),
        optional: bool = False,
    ) -> "Factor":
        """Make a factor whose levels are numbered from 1.

        Args:
            key: name of the factor in data.
            labels: labels of its levels, least first.
            label: name as printed; the key with a capital unless given.
            categories: the categories it may be assessed in.
            optional: whether an assessment may leave it out; only for schemes that are no table.

        Returns:
            The factor.

        Raises:
            DefinitionError: an argument is not what its annotation says; it lists every one.
        """
        given = {"key": key, "labels": labels, "label": label, "categories": categories, "optional": optional}
        refuse(f"factor {key}", misfits(given, hints_of(cls.numbered)))
        levels = tuple(FactorLevel(number=n, label=each) for n, each in enumerate(labels, start=1))
        return cls(
            key=key,
            label=key.capitalize() if label is None else label,
            levels=levels,
            categories=tuple(categories),
            optional=optional,
        )

    @cached_property
    def places(self) -> immutabledict[Level, int]:
        """The place of each level, by its number, its key and, unless others share it, its label."""
        places: dict[Level, int] = {}
        labels = Counter(level.label for level in self.levels)
        for place, level in enumerate(self.levels):
            names: list[Level] = [level.number, level.key]
            if labels[level.label] == 1:
                names.append(level.label)
            for name in names:
                places.setdefault(name, place)
        return immutabledict(places)

    def _sharing(self, label: object) -> list[FactorLevel]:
        return [level for level in self.levels if level.label == label]

    def faults(self) -> Iterator[Flaw]:
        """Say what is wrong with the definition, with the place inside the factor."""
        if not self.key or not is_ref(self.key):
            rule = "write printable characters without / and #, nothing blank around them"
            yield Flaw(f'"{self.key}" cannot be the key of a factor: {rule}', "/key")
        if not self.levels:
            yield Flaw(f"factor {self.key} has no level", "/levels")
        yield from self._twice("level number", "levels", [level.number for level in self.levels])
        yield from self._twice("level key", "levels", [level.key for level in self.levels])
        yield from self._twice("category key", "categories", [category.key for category in self.categories])
        keys: dict[str, set[str]] = {}
        for level in self.levels:
            keys.setdefault(level.label, set()).add(level.key)
        for place, level in enumerate(self.levels):
            if keys.get(level.key, {level.key}) != {level.key}:
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
        for name, count in Counter(names).items():
            if count > 1:
                again = names.index(name, names.index(name) + 1)
                message = f'factor {self.key} has the {what} "{name}" twice; give each its own'
                yield Flaw(message, f"/{where}/{again}")

    def unknown(self, level: object) -> str:
        """Say in a sentence that a level is not one of this factor's, or names several of them."""
        sharing = self._sharing(level)
        if len(sharing) > 1:
            numbers = " and ".join(str(item.number) for item in sharing)
            return f'{self.key} has several levels "{level}", {numbers}; give the number'
        if level is None:
            return f"no level is given for {self.key}: nothing stands where one is due{self._known(None)}"
        text = level if isinstance(level, str) else None
        if text is not None and text.strip() in {str(item.number) for item in self.levels}:
            return f'{self.key} has no level called "{level}"; write the number {text.strip()} without quotes'
        return f'{self.key} has no level "{level}"{self._known(text)}'

    def _known(self, text: str | None) -> str:
        numbers = sorted(item.number for item in self.levels)
        in_a_row = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + 1))
        bare = all(item.label == item.key == str(item.number) for item in self.levels)
        if in_a_row and (bare or (text is None and len(numbers) > FEW)):
            return f"; {self.key} takes {numbers[0]} to {numbers[-1]}"
        names = [name for name in self.places if isinstance(name, str)]
        return hint(text, names, [item.name for item in self.levels])
