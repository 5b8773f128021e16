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
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{path} lacks the comments between which the table goes: {BEGIN} and {END}")
    table = "\n".join(_lines(results))
    path.write_text(f"{before}{begin}\n\n{table}\n\n{end}{after}", encoding="utf-8")


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
