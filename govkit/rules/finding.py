"""What a rule found, and where."""

from collections.abc import Mapping
from enum import StrEnum

import attrs
from immutabledict import immutabledict

from govkit.model import Edit, Waiver
from govkit.rules.rule import Severity
from govkit.where import place


class Outcome(StrEnum):
    """What a rule said."""

    FAILS = "fails"
    WAIVED = "waived"
    NOT_EVALUATED = "not evaluated"


@attrs.frozen(kw_only=True)
class Finding:
    """What a rule found at one place.

    Args:
        code: the rule's code.
        name: the rule's name.
        severity: how much it matters.
        outcome: whether the rule fails, is waived, or could not tell.
        ref: address of the item.
        path: JSON Pointer in the register.
        element: what of the item it is about, with ``*`` for places in lists ("current/levels/impact"); ""
            for the item itself. Code, ref and element name a finding however the file is rearranged.
        template: the message with placeholders.
        values: what was read.
        explanation: more than the message says.
        file: name of the source, None for a register that was not loaded.
        line: line in the source, from 1.
        column: column in the source, from 1.
        sheet: name of the sheet where the source is a workbook; the line is a row then.
        waiver: the waiver by which it is waived; None for any other outcome.
        known: whether a baseline knows it, so that it does not count.
        edit: what would mend it in ``file``, where that is certain.
        origin: distribution and version of the plug-in whose rule was run; no part of equality.
    """

    code: str
    name: str
    severity: Severity
    outcome: Outcome
    ref: str
    path: str
    element: str
    template: str
    values: Mapping[str, object] = immutabledict()
    explanation: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    waiver: Waiver | None = None
    known: bool = False
    edit: Edit | None = None
    origin: str = attrs.field(default="", eq=False, repr=False)

    @property
    def counts(self) -> bool:
        """Whether something is wrong here that is neither waived nor known."""
        return self.outcome is Outcome.FAILS and not self.known

    @property
    def mend(self) -> Edit | None:
        """The edit that may be made.

        None where there is none, where the finding is waived or known, and in a workbook, which is mended
        with the program that people edit it with.
        """
        return self.edit if self.counts and self.sheet is None else None

    @property
    def message(self) -> str:
        """The message in words."""
        return self.template.format_map(self.values)

    def __str__(self) -> str:
        """Render as ``register.yaml:334:9: GKACT003 warning SR3.1/A2: …``."""
        where = place(self.file, self.line, self.column, self.sheet)
        said = f"{self.code} {self.severity} {self.ref}: {self.message}"
        return f"{where}: {said}" if where else said
