"""``govkit import --guess``: a mapping that may fit."""

import re
import shlex
from pathlib import Path
from typing import Any

import click

from govkit.cli.common import say, write_document
from govkit.cli.overwriting import refuse_to_overwrite, write_new
from govkit.errors import LoadError, Problem
from govkit.importing import Guess, guess, open_paper
from govkit.toolkit import Toolkit


def propose(kit: Toolkit, file: str, reader: str | None, output: Path | None, as_format: str) -> None:
    """Propose a mapping for the tables of a file.

    Args:
        kit: the toolkit.
        file: the file.
        reader: name of its format, if it is known.
        output: the mapping to write; it goes to standard output unless given.
        as_format: "json" or "text".

    Raises:
        GovkitError: the file cannot be read, or nothing is known of it.
    """
    if output is not None:
        refuse_to_overwrite(output, read={"the file that is read": file})
    paper = open_paper(file, kit.formats, reader=reader, tables=True)
    found = guess(paper.sheets or (), kit.schemes)
    if not found.tables:
        message = "no row of it looks like the headers of risks, actions, controls or assurances"
        raise LoadError(file, [Problem(f"{message}; write the mapping by hand", "", file)])
    text = found.to_toml(_id(file), Path(file).stem)
    if output is not None:
        write_new(text, output)
    if as_format == "json":
        write_document(kit, _data(found))
    elif output is None:
        click.echo(text, nl=False)
    else:
        use = shlex.join(["govkit", "import", file, "--mapping", str(output)])
        say(f"{output} written; read it before you use it: {use}")


def _id(file: str) -> str:
    return re.sub(r"[^\w]+", "-", Path(file).stem.casefold()).strip("-") or "register"


def _data(found: Guess) -> dict[str, Any]:
    return {
        "tables": [
            {
                "sheet": table.sheet,
                "rows": table.rows,
                "header-row": table.header_row,
                "header-rows": table.header_rows,
                "columns": [
                    {"field": each.field, "header": each.header, "confidence": each.confidence}
                    for each in table.columns
                ],
                "unknown": list(table.unknown),
                "fill-down": list(table.fill_down),
                "needed": list(table.lacks),
            }
            for table in found.tables
        ],
        "unread": list(found.unread),
        "schemes": list(found.schemes),
    }
