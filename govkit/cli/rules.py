"""``govkit rules``."""

import click

from govkit.cli.common import distribution, format_option, toolkit, write_list
from govkit.rules import Rule
from govkit.toolkit import Toolkit


@click.command()
@format_option
def rules(as_format: str) -> None:
    """List the rules."""
    kit = toolkit()
    items = [rule_data(kit, rule) for rule in kit.rules.values()]
    write_list(items, as_format, ["code", "name", "severity", "runs", "distribution", "title"])


def rule_data(kit: Toolkit, rule: Rule) -> dict[str, str]:
    """Give what there is to know about a rule, as JSON has it.

    Args:
        kit: the toolkit that has the rule.
        rule: the rule.

    Returns:
        Its fields; ``source`` is empty for a rule of plain consistency.
    """
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        "severity": rule.severity,
        "runs": "by default" if rule.by_default else "when selected",
        "source": rule.source,
        "distribution": distribution(kit, rule),
        "page": rule.page,
    }
