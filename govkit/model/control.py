"""Controls and the assurances that show whether they work."""

from enum import StrEnum

import attrs

from govkit.model.constraint import Line, Ref, Text, is_tuple


@attrs.frozen(kw_only=True)
class Control:
    """What is in place to keep a risk's likelihood or impact down.

    Args:
        ref: reference, unique within its risk.
        title: what the control is.
        label: numeral or letter as printed; a label, not a key, since papers repeat some.
        notes: anything else the paper says about it.
    """

    ref: Ref
    title: Text
    label: Text | None = None
    notes: Text | None = None


class AssuranceSource(StrEnum):
    """Whether an assurance comes from inside or outside the organisation."""

    INTERNAL = "internal"
    EXTERNAL = "external"


@attrs.frozen(kw_only=True)
class Assurance:
    """Evidence that controls work.

    Args:
        ref: reference, unique within its risk.
        title: what the assurance is.
        label: numeral as printed, "ii-iv" included.
        provider: who gives it.
        source: from inside or outside the organisation, None if the paper does not say.
        line: 1 management, 2 oversight, 3 independent, by the Three Lines Model; None if unknown.
        covers: refs of the controls of the same risk that it speaks about.
        notes: anything else the paper says about it.
    """

    ref: Ref
    title: Text
    label: Text | None = None
    provider: Text | None = None
    source: AssuranceSource | None = None
    line: Line | None = None
    covers: tuple[Ref, ...] = attrs.field(default=(), validator=is_tuple)
    notes: Text | None = None
