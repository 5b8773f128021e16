"""The heat map of 2019: it repeats where the sheets put each risk, so the two are compared."""

import re
from collections.abc import Sequence
from typing import Final

from cambs_papers.account import Account
from cambs_papers.rows import Row
from cambs_papers.sheets_2019 import REF, Sheet

_LIKELIHOODS: Final = "1 Unlikely\t2 Possible\t3 Likely\t4 More likely than not\t5 Probable"
_IMPACT: Final = re.compile(r"(?P<level>[1-5]) (?:Catastrophic|Significant|Moderate|Minor|Insignificant)")


def compare(rows: Sequence[Row], sheets: Sequence[Sheet], account: Account) -> None:
    """Hold the map's cells against the current ratings of the sheets.

    Args:
        rows: what stands before the first sheet.
        sheets: what was read of the sheets.
        account: is told where the two differ.
    """
    current = {
        sheet.ref.text: tuple(int(figure.text) for figure in sheet.figures["current"][:2]) for sheet in sheets
    }
    for row in rows:
        impact = _IMPACT.fullmatch(row.cells[0].text)
        if row.text == _LIKELIHOODS:
            account.heading(*row.said)
        elif impact:
            account.heading(row.cells[0])
            _compare_row(row, int(impact["level"]), current, account)


def _compare_row(row: Row, impact: int, current: dict[str, tuple[int, ...]], account: Account) -> None:
    for likelihood, cell in enumerate(row.cells):
        for match in REF.finditer(cell.text):
            if match[0] not in current:
                continue
            where = cell.cut(match.start(), match.end())
            account.heading(where)
            rated = current[match[0]]
            if rated != (likelihood, impact):
                said = f"likelihood {rated[0]} and impact {rated[1]}" if rated else "no current rating"
                account.note(
                    where,
                    f"the heat map shows {match[0]} at likelihood {likelihood} and impact {impact}; "
                    f"its sheet says {said}",
                )
