"""Pages made out of what is installed: ``shipped-rules`` and ``shipped-schemes``."""

from collections.abc import Iterator
from typing import Any

from click.testing import CliRunner
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from govkit import Rule, Toolkit
from govkit.cli.app import group
from govkit.report.findings.page import markdown_page


class Generated(SphinxDirective):
    """A directive that stands for MyST text."""

    def run(self) -> list[nodes.Node]:
        return self.parse_text_to_nodes("\n".join(self.lines()), allow_section_headings=True)

    def lines(self) -> Iterator[str]:
        raise NotImplementedError


class ShippedRules(Generated):
    """The page of each rule that comes with govkit."""

    def lines(self) -> Iterator[str]:
        kit = Toolkit.installed()
        for rule in kit.rules.values():
            if kit.origin(rule).distribution == "govkit":
                yield from self.section(rule)

    def section(self, rule: Rule) -> Iterator[str]:
        yield f"({rule.code})=\n## {rule.code} {rule.name}\n"
        yield f"**{rule.severity}**{'' if rule.by_default else ', runs only when selected'}.\n"
        yield f"{markdown_page(rule)}\n"
        if rule.source:
            yield f"Source: {rule.source}\n"


class ShippedSchemes(Generated):
    """Each scheme that comes with govkit, as ``govkit schemes show`` draws it."""

    def lines(self) -> Iterator[str]:
        kit = Toolkit.installed()
        for key, scheme in kit.schemes.items():
            if kit.origin(scheme).distribution == "govkit":
                shown = CliRunner().invoke(group, ["schemes", "show", key], catch_exceptions=False)
                yield f"## {key}\n\n```text\n{shown.output}\n```\n"


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("shipped-rules", ShippedRules)
    app.add_directive("shipped-schemes", ShippedSchemes)
    return {"parallel_read_safe": True}
