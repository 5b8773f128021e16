"""``govkit schemes`` and its subcommands, a module each."""

from govkit.cli.schemes.diff import diff
from govkit.cli.schemes.listing import schemes
from govkit.cli.schemes.show import show

for command in (show, diff):
    schemes.add_command(command)

__all__ = ["schemes"]
