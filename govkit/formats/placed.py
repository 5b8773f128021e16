"""Problems with the line and column they stand at."""

from collections.abc import Iterable

import attrs

from govkit.errors import Problem
from govkit.model import Source


def placed(problems: Iterable[Problem], source: Source) -> list[Problem]:
    """Say where in a source problems stand.

    Args:
        problems: problems with their paths.
        source: the text they are about.

    Returns:
        The problems with file, line and column, in the order of the source.
    """
    found = []
    for problem in problems:
        position = source.locate(problem.path)
        at = attrs.asdict(position) if position else dict.fromkeys(("line", "column", "sheet"))
        found.append(attrs.evolve(problem, file=source.name, **at))
    return sorted(found, key=lambda problem: (problem.sheet or "", problem.line or 0, problem.column or 0))
