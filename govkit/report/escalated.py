"""What became of a risk above tolerance, in sentences: accepted, reported, missed, or nobody can tell."""

from collections.abc import Iterable, Iterator

from govkit.analysis import NOBODY, Escalation
from govkit.model import Register


def told_of(escalations: Iterable[Escalation]) -> str:
    """Say whether a risk above tolerance was accepted or reported, and which acceptances do not hold.

    Args:
        escalations: the escalations of one risk, one per body it goes to.

    Returns:
        Sentences, each once; none if it does not escalate.
    """
    return " ".join(dict.fromkeys(sentence for each in escalations for sentence in _sentences(each)))


def way_of(register: Register, escalations: Iterable[Escalation]) -> str:
    """Say where a risk above tolerance goes, so that a rating's explanation does not contradict it.

    Args:
        register: the register.
        escalations: the escalations of one risk, one per body it goes to.

    Returns:
        A sentence; none if no body of the register escalates, for then only the band can tell, whose words
        the explanation holds.
    """
    if not any(body.escalates for body in register.bodies):
        return ""
    bodies = [each.goes_to for each in escalations if each.route is None]
    if bodies:
        return f"Goes to: {', '.join(bodies)}."
    return " ".join(f"{each.route[0].upper()}{each.route[1:]}." for each in escalations if each.route)


def _sentences(each: Escalation) -> Iterator[str]:
    to = "" if each.to == NOBODY else f" to {each.to}"
    if each.accepted is not None:
        yield f"Accepted {each.accepted}."
    if each.told is not None:
        yield f"Reported{to} {each.told.when}."
    elif untold := each.untold(to):
        yield f"{untold[0].upper()}{untold[1:]}."
    elif each.missed:
        yield f"It should have been reported{to} and was not."
    yield from (f"Its acceptance {why}." for why in each.not_in_force)
