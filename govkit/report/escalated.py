"""What became of a risk above tolerance, in sentences: accepted, reported, missed, or nobody can tell."""

from collections.abc import Iterable, Iterator
from typing import Final

from govkit.analysis import Escalation, lacking
from govkit.model import Risk

_NOBODY: Final = "no body is named"
"""What an escalation says where it goes to nobody that the register or the band names."""


def told_of(escalations: Iterable[Escalation]) -> str:
    """Say whether a risk above tolerance was accepted or reported, or should have been.

    Args:
        escalations: the escalations of one risk, one per body it goes to.

    Returns:
        Sentences, each once; none if it does not escalate.
    """
    return " ".join(dict.fromkeys(sentence for each in escalations for sentence in _sentences(each)))


def incomplete(risk: Risk) -> str:
    """Say which acceptances of a risk are recorded and not in force, whatever the day.

    Args:
        risk: the risk.

    Returns:
        A sentence each; none if all of them have what they need.
    """
    lacks = ((each.by, lacking(each)) for each in risk.acceptances)
    return " ".join(
        f"The acceptance{f' by {by}' if by else ''} is not in force: it lacks {' and '.join(missing)}."
        for by, missing in lacks
        if missing
    )


def _sentences(each: Escalation) -> Iterator[str]:
    to = "" if each.to == _NOBODY else f" to {each.to}"
    if each.accepted is not None:
        yield f"Accepted {each.accepted}."
    if each.reported is not None:
        yield f"Reported{to} on {each.reported}."
    elif each.accepted is None and each.missed is None:
        yield f"Whether it was reported{to} is not recorded."
    elif each.missed:
        yield f"It should have been reported{to} and was not."
    if each.lapsed is not None:
        yield f"Its acceptance ended on {each.lapsed.until}."
