"""The page of shipped lifecycles: each is on it, drawn as it is.

After a lifecycle has changed, ``python tests/docs/test_workflows_page.py`` draws the page anew.
"""

import re
from pathlib import Path
from textwrap import fill

from govkit import Toolkit
from govkit.report import mermaid

PATH = Path(__file__).parents[2] / "docs" / "reference" / "workflows.md"
KIT = Toolkit.installed()
SHIPPED = {key: each for key, each in KIT.workflows.items() if KIT.origin(each).distribution == "govkit"}
SECTION = re.compile(r"^## ", re.MULTILINE)


def section(workflow):
    source = fill(f"Source: {workflow.source.rstrip('.')}.", 120)
    return (
        f"## {workflow.id}\n\n{workflow.title}. For: {workflow.kind}. Version `{workflow.version}`.\n\n"
        f"{source}\n\n```mermaid\n{mermaid(workflow)}```\n"
    )


def test_every_shipped_lifecycle_has_a_section_that_says_and_draws_what_it_is_and_nothing_else_has():
    _, *sections = SECTION.split(PATH.read_text(encoding="utf-8"))
    assert [f"## {each.rstrip()}\n" for each in sections] == [section(each) for each in SHIPPED.values()]
    assert len(SHIPPED) >= 5


if __name__ == "__main__":
    head, *_ = SECTION.split(PATH.read_text(encoding="utf-8"))
    PATH.write_text("\n".join([head.rstrip() + "\n", *map(section, SHIPPED.values())]), encoding="utf-8")
