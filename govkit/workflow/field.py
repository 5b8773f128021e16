"""What guards read: fields by dotted names, of an item and of the occasion on which they are asked."""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from govkit.errors import DefinitionError, did_you_mean
from govkit.formats.due import refuse_misfits
from govkit.model import SPELLINGS, WrittenDate
from govkit.model.constraint import says_something
from govkit.workflow.path import Lacking, Parts, names_of, slip

BEFORE: Final = "before"
"""The name that what was before the changes is read by."""


@attrs.define
class View:
    """What a guard looks at: the facts of the occasion first, then the fields of the item.

    Args:
        item: the item as it would be.
        before: the item as it is.
        facts: the occasion: ``as_of``, ``by``, ``why`` and whatever the toolkit adds.
    """

    item: object
    before: object
    facts: Mapping[str, object]

    def value(self, parts: Parts) -> Any:
        """Follow a dotted name.

        Args:
            parts: the name, taken apart.

        Returns:
            What it leads to; None as soon as something on the way is None.

        Raises:
            DefinitionError: it leads nowhere, be it because of what is there or, where nothing is, by what
                the model says could be.
        """
        name = parts[0]
        facts = self.facts
        value: object = self.item
        try:
            if name in facts:
                value = facts[name]
            elif name == BEFORE:
                value = self.before
            else:
                value = getattr(value, name)
            for name in parts[1:]:
                if value is None:
                    self._refuse_slip(parts)
                    return None
                value = getattr(value, name)
        except AttributeError:
            raise _lacks(Lacking(name, type(value).__name__, tuple(names_of(value)))) from None
        return value

    def _refuse_slip(self, parts: Parts) -> None:
        """Refuse a name that would lead nowhere even if all on the way were there: it is no missing date."""
        head, *rest = parts
        # Of a fact nothing is known but its name.
        if head not in self.facts:
            was = head == BEFORE
            lacking = slip(self.before, tuple(rest)) if was else slip(self.item, parts)
            if lacking is not None:
                raise _lacks(lacking)

    def undated(self, parts: Parts) -> str:
        """Say why there is no day where somebody wrote something for one.

        Args:
            parts: a dotted name that leads to nothing.

        Returns:
            What follows the words for that: ``: "tomorrow" is no date; write it as …``; empty if nothing was
            written, or no date is asked for.
        """
        *whole, part = parts
        written = self.value(tuple(whole)) if whole else None
        if not isinstance(written, WrittenDate) or not says_something(written.text):
            return ""
        said = f"has no {part} day" if written.readable else "is no date"
        return f': "{written}" {said}; write it as {SPELLINGS}'


def _lacks(lacking: Lacking) -> DefinitionError:
    hint = did_you_mean(lacking.name, lacking.known)
    return DefinitionError("a guard", [f'{lacking.owner} has no "{lacking.name}"{hint}'])


def _label_of(field: "Field") -> str:
    return str(field.name).replace("_", " ").replace(".", " ")


def _parts_of(field: "Field") -> Parts:
    return tuple(str(field.name).split("."))


def names_nothing(name: str) -> str | None:
    """Say that a dotted name has a blank part, so that it cannot be read; None if it has none."""
    if all(map(says_something, name.split("."))):
        return None
    return f'"{name}" names nothing to read; write a name, or several with dots between'


@attrs.frozen
class Field:
    """A name a guard reads, with the words it is spoken of.

    Args:
        name: dotted name: a fact (``as_of``), a field (``owner``), a part of one (``due.last``), or either of
            them before the change (``before.due.last``).
        label: how to say it; the name unless given.
    """

    name: str
    label: str = attrs.field(eq=False, default=attrs.Factory(_label_of, takes_self=True))
    parts: Parts = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_parts_of, takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what names nothing.

        Raises:
            DefinitionError: name or label is no text, or a part of the name is blank.
        """
        refuse_misfits("a field", self, Field)
        said = names_nothing(self.name)
        if said is not None:
            raise DefinitionError("a field", [said])


AS_OF: Final = Field("as_of", "the day in question")
BY: Final = Field("by", "who does it")
WHY: Final = Field("why", "the reason")
