"""Every check is documented, in its docstring and on the reference page, in the same words."""

import re
from pathlib import Path

import pytest

from govkit.workflow.verify import CHECKS, Kind

PAGE = (
    Path(__file__).parents[3].joinpath("docs", "reference", "workflow-checks.md").read_text(encoding="utf-8")
)
HEADINGS = ["What it does", "Why it matters", "Example", "Instead"]


def section(check):
    """Turn a check's page into a section of the reference page."""
    title, *rest = re.split(rf"^({'|'.join(HEADINGS)})$", check.page, flags=re.MULTILINE)
    lines = [f"## {check.name}", "", f"**{check.kind.capitalize()}.** {reflowed(title)}", ""]
    for heading, text in zip(rest[::2], rest[1::2], strict=True):
        lines += [f"*{heading}.* {reflowed(text)}", ""]
    return "\n".join(lines).replace("``", "`")


def reflowed(text):
    return " ".join(text.split())


def test_names_are_words_joined_by_hyphens_and_no_two_are_the_same():
    names = [check.name for check in CHECKS]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert len(set(names)) == len(names)


def test_faults_come_first_then_advice_then_information():
    kinds = [check.kind for check in CHECKS]
    assert kinds == sorted(kinds, key=[Kind.FAULT, Kind.ADVICE, Kind.INFORMATION].index)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_page_has_a_title_and_the_four_headings_in_order(check):
    assert re.findall(rf"^({'|'.join(HEADINGS)})$", check.page, re.MULTILINE) == HEADINGS
    assert check.title
    assert check.page.startswith(f"{check.title}.\n\nWhat it does\n")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_reference_page_says_what_the_docstring_says(check):
    found = re.search(rf"^## {check.name}\n.*?(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, f"docs/reference/workflow-checks.md lacks:\n{section(check)}"
    assert reflowed(found[0]) == reflowed(section(check)), section(check)


def test_the_reference_page_has_the_checks_in_order_and_no_other():
    assert re.findall(r"^## (\S+)$", PAGE, re.MULTILINE) == [check.name for check in CHECKS]
