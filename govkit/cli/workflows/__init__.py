"""``govkit workflows`` and its subcommands, a module each."""

from govkit.cli.workflows.listing import workflows
from govkit.cli.workflows.show import show
from govkit.cli.workflows.verify import verify

for command in (show, verify):
    workflows.add_command(command)

__all__ = ["workflows"]
