"""``govkit rules`` and its subcommands, a module each."""

from govkit.cli.rules.listing import rule_data, rules
from govkit.cli.rules.schema import schema
from govkit.cli.rules.verify import verify

for command in (verify, schema):
    rules.add_command(command)

__all__ = ["rule_data", "rules"]
