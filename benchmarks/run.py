"""Run the benchmarks: ``.venv/bin/python benchmarks/run.py``, or ``make bench``.

A benchmark is a function that takes ``quick`` and yields results; it joins by standing in FAMILIES.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from fire_action import fire
from lint_rules import lint
from load_and_check import load
from load_yaml import text
from page import around_table, write_table
from pairs import Result, shown
from rate_lookup import rate
from read_workbook import workbook
from start_up import start
from sweep_log import sweep

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PAGE = HERE.parent / "docs" / "reference" / "performance.md"

Family = Callable[..., Iterator[Result]]
FAMILIES: dict[str, Family] = {
    family.__name__: family for family in (rate, fire, sweep, load, text, lint, workbook, start)
}
"""What can be run, in the order of the table."""


def main() -> None:
    """Run what is asked for, print it as it comes, and write it down."""
    options = _parser().parse_args()
    page = options.page or PAGE
    around_table(page)  # so that minutes of measuring are not lost on a page that cannot take the table
    chosen = options.only or list(FAMILIES)
    measured: list[Result] = []
    for name in chosen:
        for row in FAMILIES[name](quick=options.quick):
            print(f"{row.name}: {shown(row.ratio)}  ({row.subject} / {row.against}; {row.note})", flush=True)
            measured.append(row)
    if options.quick and options.results is None and options.page is None:
        print("Nothing was written: a quick run measures nothing.", file=sys.stderr)
        return
    results_path = options.results or RESULTS
    rows = _kept(results_path, measured) if options.only else measured
    text = json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False)
    results_path.write_text(text + "\n", encoding="utf-8")
    write_table(page, rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure ratios, and write them down.")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="small sizes, to see that everything works; writes only where it is told to",
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=FAMILIES,
        help="run this family, and keep the other rows as they are; may be repeated",
    )
    parser.add_argument("--results", type=Path, help="where to write the results (benchmarks/results.json)")
    parser.add_argument("--page", type=Path, help="which page has the table (docs/reference/performance.md)")
    return parser


def _kept(path: Path, measured: list[Result]) -> list[Result]:
    """Put new rows in the place of old ones, and after the others those that are new."""
    old = [Result(**row) for row in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []
    new = {row.name: row for row in measured}
    return [new.pop(row.name, row) for row in old] + list(new.values())


if __name__ == "__main__":
    main()
