"""``govkit workflows``."""

import click

from govkit.cli.common import distribution, format_option, toolkit, write_list


@click.group(invoke_without_command=True)
@format_option
@click.pass_context
def workflows(ctx: click.Context, as_format: str) -> None:
    """List the lifecycles; or, with a command, show, verify, compare or change one."""
    if ctx.invoked_subcommand is not None:
        return
    kit = toolkit()
    items = [
        {
            "id": workflow.id,
            "version": workflow.version,
            "title": workflow.title,
            "distribution": distribution(kit, workflow),
            "kind": workflow.kind,
            "states": [state.name for state in workflow.states],
            "triggers": list(workflow.triggers),
        }
        for workflow in kit.workflows.values()
    ]
    write_list(items, as_format, ["id", "version", "distribution", "title"])
