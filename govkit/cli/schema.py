"""``govkit schema``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from govkit.cli.common import find_scheme, toolkit, write_json
from govkit.cli.overwriting import refuse_to_overwrite
from govkit.importing import mapping_schema
from govkit.io import register_schema, rules_schema, scheme_schema, settings_schema, waivers_schema
from govkit.io.files import write_file
from govkit.scoring import BaseScheme

_REGISTER: Final = "register"
_OF_A_SCHEME: Final[dict[str, Callable[[BaseScheme | None], dict[str, Any]]]] = {
    _REGISTER: register_schema,
    "mapping": mapping_schema,
}
_SCHEMAS: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    _REGISTER: register_schema,
    "waivers": waivers_schema,
    "settings": settings_schema,
    "rules": rules_schema,
    "scheme": scheme_schema,
    "mapping": mapping_schema,
}


@click.command()
@click.argument("kind", type=click.Choice(list(_SCHEMAS)), default=_REGISTER)
@click.option(
    "--scheme",
    metavar="ID|FILE",
    help="Of registers and mappings only: take the factors and levels of this scheme.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(),
    help="Write to this file; of what is there already, only a schema of govkit is replaced.",
)
def schema(kind: str, scheme: str | None, output: str | None) -> None:
    """Print the JSON Schema of a kind of file: register, waivers, settings, rules, scheme or mapping.

    Editors that know it complete keys and choices, and mark what is wrong while it is being written.
    """
    if scheme is None:
        made = _SCHEMAS[kind]()
    elif kind in _OF_A_SCHEME:
        made = _OF_A_SCHEME[kind](find_scheme(toolkit(), scheme))
    else:
        raise click.UsageError(f"--scheme is for registers and mappings; leave it out, or {kind}")
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
