"""The table of results in the documentation, between two comments that nobody sees on the page."""

import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pairs import Result, shown

BEGIN: Final = "<!-- The table below is written by benchmarks/run.py -->"
END: Final = "<!-- The table above is written by benchmarks/run.py -->"
_PACKAGES: Final = ("attrs", "cattrs", "click", "orjson", "transitions")


def write_table(path: Path, results: Sequence[Result]) -> None:
    """Put the results in the place of those that the page has.

    Args:
        path: the page; it has the two comments.
        results: what to write.

    Raises:
        SystemExit: one of the comments is missing.
    """
    before, after = around_table(path)
    table = "\n".join(_lines(results))
    path.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")


def around_table(path: Path) -> tuple[str, str]:
    """Read what stands before and after the table.

    Args:
        path: the page.

    Returns:
        The two parts of the page, without the comments.

    Raises:
        SystemExit: one of the comments is missing.
    """
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{path} lacks the comments between which the table goes: {BEGIN} and {END}")
    return before, after


def _lines(results: Sequence[Result]) -> Iterator[str]:
    yield "| Benchmark | Subject | Against | Ratio | Pairs | How it was measured |"
    yield "| --- | --- | --- | ---: | ---: | --- |"
    for row in results:
        cells = (row.name, row.subject, row.against, shown(row.ratio), str(row.runs), row.note)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    yield f"Measured with {python} on {platform.system()} {platform.machine()}, {packages}."
