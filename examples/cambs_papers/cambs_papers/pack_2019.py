"""The board pack of 2019: several papers in one text, of which three hold something for a register."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from cambs_papers import agenda_2019, board_log, performance_2019, plans_2019, register_2019
from cambs_papers.account import UNKNOWN, Account
from cambs_papers.rows import Row

SIGN: Final = re.compile(
    "|".join(f"(?:{part.SIGN.pattern})" for part in (register_2019, board_log, performance_2019, plans_2019)),
    re.MULTILINE,
)
"""What a pack is known by: any of the parts."""
_BEGINS: Final[Mapping[str, Callable[[Row], bool]]] = {
    "register": register_2019.begins,
    "actions": board_log.begins,
    "performance": performance_2019.begins,
    "plans": plans_2019.begins,
}
_READERS: Final[Mapping[str, Callable[[Sequence[Row], Account], dict[str, Any]]]] = {
    "register": register_2019.read,
    "actions": board_log.read,
    "performance": performance_2019.read,
    "plans": plans_2019.read,
}
PARTS: Final = tuple(_BEGINS)
"""The parts by name: risks, the board's action log, the performance update, and plans for EU exit."""
_ENDS: Final = re.compile(r"(?:To:|From:|Appendix [A-Z]\b|AGENDA$|BIBLIOGRAPHY$).*")
"""What begins another paper of the pack, or an appendix."""


def read(rows: Sequence[Row], part: str | None, account: Account) -> dict[str, Any]:
    """Read a part of the pack, or what goes together into one register: the risks and the action log.

    Args:
        rows: the rows of the whole pack.
        part: which part; None for all that goes together.
        account: is told what is read.

    Returns:
        The register as a tree of passages; empty if the pack has nothing of it.
    """
    of = divided(rows)
    parts = {name: [row for row in rows if of.get(row.line) == name] for name in PARTS}
    if part is not None:
        return _of(part, parts[part], account)
    if parts["register"] or parts["actions"]:
        first = next(at for at, row in enumerate(rows) if row.line in of)
        tree = _together(parts, account) | {"bodies": agenda_2019.read(rows[:first], account)}
    else:
        alone = next((name for name in PARTS if parts[name]), PARTS[0])
        tree = _of(alone, parts[alone], account)
    account.pass_over_the_rest(rows, lambda row: _why(of.get(row.line)))
    return tree


def _why(part: str | None) -> str:
    return UNKNOWN if part is None else f'the part "{part}", to be read by itself'


def divided(rows: Sequence[Row]) -> dict[int, str]:
    """Say per line which part it belongs to, if it belongs to any.

    Args:
        rows: the rows of the whole pack.

    Returns:
        The names of parts by line, counted from 1.
    """
    of: dict[int, str] = {}
    current: str | None = None
    for row in rows:
        if _ENDS.fullmatch(row.text):
            current = None
        current = next((name for name, begins in _BEGINS.items() if begins(row)), current)
        if current is not None:
            of[row.line] = current
    return of


def _of(part: str, rows: Sequence[Row], account: Account) -> dict[str, Any]:
    if not rows:
        return {}
    return _READERS[part](rows, account)


def _together(parts: Mapping[str, Sequence[Row]], account: Account) -> dict[str, Any]:
    """Put the actions of the log into the register of the risks: the same board has both before it."""
    risks = _of("register", parts["register"], account)
    log = _of("actions", parts["actions"], account)
    if not risks or not log:
        return risks or log
    return risks | {"actions": log["actions"], "notes": log["title"]}
