"""``govkit workflows`` and its subcommands, a module each."""

from govkit.cli.workflows.listing import workflows
from govkit.cli.workflows.show import show
from govkit.cli.workflows.verify import verify
from govkit.cli.workflows.why import why

for command in (show, verify, why):
    workflows.add_command(command)

__all__ = ["workflows"]
