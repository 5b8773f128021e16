"""The pages of rules, as commands show them."""

from collections.abc import Iterable

import click

from govkit.errors import GovkitError, Offered, UnknownNameError
from govkit.rules import Rule
from govkit.toolkit.offering import named_rules


def find_rules(rules: Offered[Rule], name: str) -> tuple[Rule, ...]:
    """Find rules by code or name.

    Args:
        rules: the rules at hand, by code.
        name: a code, or a name, which rules of several plug-ins may share.

    Returns:
        The rules; at least one.

    Raises:
        GovkitError: there is none; it says where they are listed.
    """
    try:
        return named_rules(name, rules)
    except UnknownNameError as error:
        raise GovkitError(f"{error} (govkit rules lists them all)") from None


def write_pages(rules: Iterable[Rule]) -> None:
    """Write the pages of rules to standard output."""
    for rule in rules:
        click.echo(f"{_page(rule)}\n")


def _page(rule: Rule) -> str:
    """Show a rule's page, with where it comes from and when it runs, if there is something to say of them."""
    parts = [f"{rule.code} {rule.name} ({rule.severity})", rule.page]
    if rule.source:
        parts.append(f"Source: {rule.source}")
    if not rule.by_default:
        parts.append("It runs only when selected.")
    return "\n\n".join(parts)
