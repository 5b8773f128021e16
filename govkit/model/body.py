"""Bodies that meet or are reported to: boards, committees, panels and groups, and how often that happens."""

import re
from enum import StrEnum
from typing import Final

import attrs

from govkit.errors import TermError, did_you_mean
from govkit.model.constraint import Ref, Text, is_tuple, with_texts
from govkit.model.term import Term
from govkit.model.written_date import WrittenDate, written, written_day

_EVERY: Final = re.compile(r"\s*every\s+(?P<term>.+)", re.IGNORECASE | re.DOTALL)
_EXAMPLE: Final = "every 20 working days"


class BodyKind(StrEnum):
    """What sort of body meets."""

    BOARD = "board"
    COMMITTEE = "committee"
    PANEL = "panel"
    GROUP = "group"


class Cadence(StrEnum):
    """How often something is done; ``months`` and ``days`` say how much time lies between."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SIX_MONTHLY = "six-monthly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """How many whole months lie between one time and the next; 0 for what is done weekly."""
        return {"weekly": 0, "monthly": 1, "quarterly": 3, "six-monthly": 6, "yearly": 12}[self.value]

    @property
    def days(self) -> int:
        """How many days lie between, beyond those months: 7 for what is done weekly, or else 0."""
        return 7 if self is Cadence.WEEKLY else 0


@attrs.frozen
class Every:
    """How often something is done, where it is none of the usual cadences: ``every 20 working days``.

    Args:
        text: ``every`` and a length of time, as written.

    Attributes:
        term: how much time lies between one time and the next.

    Raises:
        TermError: it is no such text, or nobody can read the length.
    """

    text: str
    term: Term = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Read the length."""
        match = _EVERY.fullmatch(self.text)
        term = Term(match["term"]) if match else None
        if term is None or not term.is_length:
            raise TermError(self.text, f'does not say how often; write it as "{_EXAMPLE}"')
        object.__setattr__(self, "term", term)

    def __str__(self) -> str:
        """Render the text as written."""
        return self.text


HowOften = Cadence | Every
"""How often something is done: one of the usual cadences, or every so many days, weeks or months."""


def how_often(value: "HowOften | str") -> HowOften:
    """Turn a text into a cadence; what is one stays what it is.

    Args:
        value: a cadence, or a text such as ``quarterly`` or ``every 20 working days``.

    Returns:
        The cadence.

    Raises:
        TermError: it is none of the usual cadences and no length behind ``every`` either.
    """
    if isinstance(value, HowOften):
        return value
    if value in list(Cadence):
        return Cadence(value)
    if _EVERY.fullmatch(value):
        return Every(value)
    raise TermError(value, f"does not say how often{did_you_mean(value, [*Cadence, _EXAMPLE])}")


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Meeting:
    """One meeting of a body.

    Args:
        on: the day.
        considers_register: whether the register is before it.
        item: the item of its agenda under which the register is before it.
        time: when it begins, as printed.
        venue: where it meets.
        notes: anything else printed.
    """

    on: WrittenDate = attrs.field(converter=written_day)
    considers_register: bool = False
    item: Text | None = None
    time: Text | None = None
    venue: Text | None = None
    notes: Text | None = None


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Body:
    """A board, committee, panel or group, or another party that is reported to regularly.

    Args:
        ref: reference, unique within the register.
        title: its name.
        kind: board, committee, panel or group.
        reports: how often the register is reported to it, None if the source does not say.
        escalates: whether it is the body that what is above tolerance goes to.
        leads: executive leads whose risks go to it, where several bodies escalate; empty for all.
        meetings: its meetings, past and to come.
    """

    ref: Ref
    title: Text
    kind: BodyKind = attrs.field(converter=BodyKind)
    reports: HowOften | None = attrs.field(default=None, converter=attrs.converters.optional(how_often))
    escalates: bool = False
    leads: tuple[Text, ...] = attrs.field(default=(), validator=is_tuple)
    meetings: tuple[Meeting, ...] = attrs.field(default=(), validator=is_tuple)


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Report:
    """That something was reported to a body.

    Args:
        to: ref of the body.
        on: the day.
    """

    to: Ref
    on: WrittenDate | None = attrs.field(default=None, converter=written)


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Acceptance:
    """A decision to carry a risk above tolerance.

    Args:
        by: by whose authority.
        on: the day it was accepted.
        until: the last day it holds, None where no end was set.
        why: the reason.
    """

    by: Text | None = None
    on: WrittenDate | None = attrs.field(default=None, converter=written)
    until: WrittenDate | None = attrs.field(default=None, converter=written)
    why: Text | None = None

    def __str__(self) -> str:
        """Render as ``by the Commissioner until 2020-03-31: too costly to lower``."""
        said = " ".join(
            part
            for part in (
                None if self.by is None else f"by {self.by}",
                None if self.on is None else self.on.when,
                None if self.until is None else f"until {self.until}",
            )
            if part is not None
        )
        return ": ".join(part for part in (said, self.why) if part) or "nothing recorded"
