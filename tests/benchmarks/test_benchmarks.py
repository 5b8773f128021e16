"""The benchmarks run, and write what they promise; no figure is asserted."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMES = [
    "rate",
    "rate-categories",
    "fire-close-table",
    "fire-close-transitions",
    "fire-start-table",
    "fire-start-transitions",
    "fire-toolkit",
    "sweep-quiet",
    "sweep-lapsing",
    "sweep-index",
    "sweep-memory",
    "load-check",
    "load",
    "check",
    "check-unplaced",
    "load-json",
    "text-yaml",
    "lint-rules",
    "lint-load-check",
    "lint-load-json",
    "lint-memory",
    "workbook-sheets",
    "workbook-load",
    "start-import",
    "start-help",
]
KEYS = {"name": str, "subject": str, "against": str, "ratio": float, "runs": int, "note": str}


def run(*arguments):
    command = [sys.executable, ROOT / "benchmarks" / "run.py", "--quick", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


def page_in(directory):
    page = directory / "performance.md"
    page.write_text((ROOT / "docs/reference/performance.md").read_text(encoding="utf-8"), encoding="utf-8")
    return page


def test_all_benchmarks_write_rows_and_the_table(tmp_path):
    results, page = tmp_path / "results.json", page_in(tmp_path)
    done = run("--results", results, "--page", page)
    assert done.returncode == 0, done.stderr
    rows = json.loads(results.read_text(encoding="utf-8"))
    assert [row["name"] for row in rows] == NAMES
    for row in rows:
        assert {key: type(value) for key, value in row.items()} == KEYS
        assert row["runs"] >= 1
        assert "ratios of single pairs" in row["note"]
    table = page.read_text(encoding="utf-8")
    assert [
        line.split(" | ")[0] for line in table.splitlines() if "single pairs" in line and line[0] == "|"
    ] == [f"| {name}" for name in NAMES]


def test_one_family_keeps_the_rows_of_the_others(tmp_path):
    results, page = tmp_path / "results.json", page_in(tmp_path)
    other = {"name": "load", "subject": "a", "against": "b", "ratio": 2.0, "runs": 1, "note": "kept"}
    stale = {"name": "rate", "subject": "a", "against": "b", "ratio": 3.0, "runs": 1, "note": "replaced"}
    results.write_text(json.dumps([stale, other]), encoding="utf-8")
    done = run("--only", "rate", "--results", results, "--page", page)
    assert done.returncode == 0, done.stderr
    rows = json.loads(results.read_text(encoding="utf-8"))
    assert [row["name"] for row in rows] == ["rate", "load", "rate-categories"]
    assert rows[0]["note"] != "replaced"
    assert rows[1] == other


def test_a_page_without_the_comments_is_refused(tmp_path):
    page = tmp_path / "performance.md"
    page.write_text("# Performance\n", encoding="utf-8")
    done = run("--only", "rate", "--results", tmp_path / "results.json", "--page", page)
    assert done.returncode == 1
    assert f"{page} lacks the comments" in done.stderr
    assert page.read_text(encoding="utf-8") == "# Performance\n"


def test_the_results_kept_with_the_sources_have_every_row():
    rows = json.loads((ROOT / "benchmarks/results.json").read_text(encoding="utf-8"))
    assert [row["name"] for row in rows] == NAMES
