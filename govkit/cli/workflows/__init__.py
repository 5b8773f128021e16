"""``govkit workflows`` and its subcommands, a module each."""

from govkit.cli.workflows.diff import diff
from govkit.cli.workflows.listing import workflows
from govkit.cli.workflows.migrate import migrate
from govkit.cli.workflows.show import show
from govkit.cli.workflows.verify import verify

for command in (show, verify, diff, migrate):
    workflows.add_command(command)

__all__ = ["workflows"]
