"""A finding that somebody decided to live with, as data."""

from datetime import date

import attrs

from govkit.model.constraint import Text, with_texts
from govkit.model.written_date import WrittenDate, written


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Waiver:
    """A decision that what a rule finds at one item is to stand.

    It waives nothing without a reason, and nothing after its end.

    Args:
        rule: code or name of the rule.
        ref: address of the item ("SR3.1/A2"); for what is found of the register as a whole, its id.
        element: what of the item, as findings name it ("current/printed"); None for all of it.
        register: id of the register it is for; None for whichever it stands in or beside.
        reason: why it may stand.
        by: who decided.
        until: the last day it holds, None where no end was set.
    """

    rule: Text
    ref: Text
    element: Text | None = None
    register: Text | None = None
    reason: Text | None = None
    by: Text | None = None
    until: WrittenDate | None = attrs.field(default=None, converter=written)

    def in_force(self, as_of: date) -> bool:
        """Say whether it waives anything on a day.

        Args:
            as_of: the day in question.

        Returns:
            False without a reason, after the last day, and where the end is no day.
        """
        if self.reason is None:
            return False
        return self.until is None or (self.until.last is not None and as_of <= self.until.last)

    def __str__(self) -> str:
        """Render as ``GKACT001 at SR3.1/A2``."""
        return f"{self.rule} at {self.ref}" + (f" ({self.element})" if self.element else "")
