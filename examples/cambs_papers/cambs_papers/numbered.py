"""Controls, assurances and actions out of the items of a cell, numbered and paired."""

from collections.abc import Sequence
from typing import Any

from cambs_papers.account import Account
from cambs_papers.cutting import Item, openings
from cambs_papers.dates import times_of
from cambs_papers.numerals import meant


def controls_of(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Number controls from C1; the numeral stays a label, since the papers repeat some."""
    return [
        {"ref": f"C{number}", "label": item.label, "title": item.text}
        for number, item in enumerate(items, start=1)
    ]


def assurances_of(items: Sequence[Item], controls: Sequence[Item], account: Account) -> list[dict[str, Any]]:
    """Number assurances from S1, and pair each with the controls of its numeral or range.

    Args:
        items: the assurances.
        controls: the controls of the same risk.
        account: is told of a numeral that no control bears.

    Returns:
        Assurances as trees.
    """
    made = []
    borne = [set(meant(control.label.text)) for control in controls]
    for number, item in enumerate(items, start=1):
        numerals = meant(item.label.text)
        covers = [f"C{at}" for at, own in enumerate(borne, start=1) if own.intersection(numerals)]
        lacking = [one for one in numerals if not any(one in own for own in borne)]
        if lacking:
            account.note(item.label, f"no control bears the numeral {', '.join(lacking)} of this assurance")
        made.append({"ref": f"S{number}", "label": item.label, "title": item.text, "covers": covers})
    return made


def actions_of(items: Sequence[Item], account: Account) -> list[dict[str, Any]]:
    """Number actions from A1, with the deadline and the start that stand in the sentence.

    Args:
        items: the actions.
        account: is told of dates that are neither.

    Returns:
        Actions as trees; the sentence stays whole.
    """
    made = []
    for number, item in enumerate(items, start=1):
        times = times_of(item.text)
        if begun := openings(item.text):
            words = ", ".join(word.text for word in begun)
            account.note(item.text, f"this action may be several, run together: a capital begins {words}")
        for other in times.others:
            account.note(other, f"{other.text} stands in the action, but not as its deadline")
        made.append(
            {"ref": f"A{number}", "title": item.text, "start": times.start, "deadline": times.deadline}
        )
    return made
