"""Which body takes a risk: the one rule for escalations and for the calendar."""

from collections.abc import Iterable

from govkit.model import Body, BodyKind, Register, Risk


def bodies_for(register: Register, risk: Risk) -> tuple[Body, ...]:
    """The bodies that a risk above tolerance goes to.

    Args:
        register: the register.
        risk: one of its risks.

    Returns:
        The escalating bodies that name the risk's executive lead, or else those that name no lead.
    """
    return _taking((body for body in register.bodies if body.escalates), risk)


def body_for(register: Register, risk: Risk) -> Body | None:
    """The body whose meeting a risk is for, with its actions, acceptances and assurances.

    Args:
        register: the register.
        risk: one of its risks.

    Returns:
        The first body that the risk would escalate to. Where no body of the register escalates, its first
        board that names the lead, or else the first that names none; None if there is no such body.
    """
    if any(body.escalates for body in register.bodies):
        found = bodies_for(register, risk)
    else:
        found = _taking((body for body in register.bodies if body.kind is BodyKind.BOARD), risk)
    return next(iter(found), None)


def _taking(bodies: Iterable[Body], risk: Risk) -> tuple[Body, ...]:
    asked = list(bodies)
    own = [body for body in asked if risk.executive_lead in body.leads]
    return tuple(own or [body for body in asked if not body.leads])
