"""``govkit schema``."""

import json
from pathlib import Path
from typing import Any, Final

import click

from govkit.cli.common import find_scheme, toolkit, write_json
from govkit.cli.overwriting import refuse_to_overwrite
from govkit.io import register_schema, rules_schema, scheme_schema, settings_schema, waivers_schema
from govkit.io.files import write_file

_REGISTER: Final = "register"
_SCHEMAS: Final = {
    _REGISTER: register_schema,
    "waivers": waivers_schema,
    "settings": settings_schema,
    "rules": rules_schema,
    "scheme": scheme_schema,
}


@click.command()
@click.argument("kind", type=click.Choice(list(_SCHEMAS)), default=_REGISTER)
@click.option(
    "--scheme", metavar="ID|FILE", help="Of registers only: take the factors and levels of this scheme."
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(),
    help="Write to this file; of what is there already, only a schema of govkit is replaced.",
)
def schema(kind: str, scheme: str | None, output: str | None) -> None:
    """Print the JSON Schema of a kind of file: register, waivers, settings, rules or scheme.

    Editors that know it complete keys and choices, and mark what is wrong while it is being written.
    """
    if scheme is not None and kind != _REGISTER:
        raise click.UsageError(f"--scheme is for registers; leave it out, or {kind}")
    made = _SCHEMAS[kind]() if scheme is None else register_schema(find_scheme(toolkit(), scheme))
    if output is None:
        write_json(made)
        return
    refuse_to_overwrite(output, replace=_is_schema(Path(output)))
    write_file(f"{json.dumps(made, indent=2, ensure_ascii=False)}\n".encode(), output)


def _is_schema(path: Path) -> bool:
    try:
        held: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(held, dict) and str(held.get("$id")).startswith("urn:govkit:")
