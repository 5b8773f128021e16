"""Objectives and the work towards them: what an assurance framework hangs on."""

from enum import StrEnum

import attrs

from govkit.model.constraint import Ref, Text, is_tuple, with_texts


class Rag(StrEnum):
    """Delivery status: red, amber, green."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class DeliveryActivity:
    """Something that is done towards a priority action.

    Args:
        ref: reference as printed ("O1.1").
        title: what is done.
        lead: who leads for the commissioning body, initials as printed.
        delivery_lead: the body that delivers.
        rag: delivery status, None where the column is blank.
        opportunities: what else could be gained, None where the column is blank.
    """

    ref: Ref
    title: Text
    lead: Text | None = None
    delivery_lead: Text | None = None
    rag: Rag | None = attrs.field(default=None, converter=attrs.converters.optional(Rag))
    opportunities: Text | None = None


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class PriorityAction:
    """A priority of a plan's theme, with the activities that deliver it.

    Args:
        ref: reference as printed ("01"); it need not resemble the refs of its activities.
        title: the priority.
        activities: what is done towards it.
    """

    ref: Ref
    title: Text
    activities: tuple[DeliveryActivity, ...] = attrs.field(default=(), validator=is_tuple)


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Objective:
    """What the organisation wants to achieve; risks and indicators name it by ref.

    Args:
        ref: reference, unique within the register.
        title: the objective.
        theme: the plan's theme it belongs to ("Offenders").
        priorities: the plan's priority actions under it.
    """

    ref: Ref
    title: Text
    theme: Text | None = None
    priorities: tuple[PriorityAction, ...] = attrs.field(default=(), validator=is_tuple)
