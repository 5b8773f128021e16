"""``govkit schemes`` and its subcommands, a module each."""

from govkit.cli.schemes.diff import diff
from govkit.cli.schemes.importing import command as import_
from govkit.cli.schemes.listing import schemes
from govkit.cli.schemes.schema import schema
from govkit.cli.schemes.show import show
from govkit.cli.schemes.verify import verify

for command in (show, verify, diff, import_, schema):
    schemes.add_command(command)

__all__ = ["schemes"]
