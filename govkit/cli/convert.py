"""``govkit convert``."""

from pathlib import Path

import click

from govkit.cli.common import toolkit
from govkit.cli.overwriting import refuse_to_overwrite
from govkit.errors import GovkitError, LoadError, Problem
from govkit.importing import dumps_as, format_to_write, open_paper, preview
from govkit.io import SUFFIXES, WORKBOOKS, dumps
from govkit.io.files import write_file
from govkit.model import Position, Register
from govkit.report.dress import dress_of
from govkit.toolkit import Toolkit


@click.command("convert")
@click.argument("file", type=click.Path())
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--reader", metavar="NAME", help="The format that FILE is of.")
@click.option("--to", metavar="NAME", help="The format to write.")
def command(file: str, output: Path, reader: str | None, to: str | None) -> None:
    """Write a register in another format, in which nothing of it is lost.

    What is written is read back first, and has to be the same register. A file that is there already is never
    overwritten.
    """
    kit = toolkit()
    refuse_to_overwrite(output, read={"the file that is read": file})
    register = _read(kit, file, reader)
    write_file(_written(kit, register, str(output), to), output)
    click.echo(f"{output} written")


def _read(kit: Toolkit, file: str, reader: str | None) -> Register:
    """Read a register of which nothing is refused and nothing without a home."""
    own = reader is None and Path(file).suffix.lower() in SUFFIXES
    if own:
        try:
            return kit.load(file)
        except LoadError as error:
            refused = error
        # What ends in .json may as well be another tool's.
        try:
            paper = open_paper(file, kit.formats)
        except GovkitError:
            raise refused from None
    else:
        paper = open_paper(file, kit.formats, reader=reader)
    found = preview(paper.document())
    problems = [_problem(file, each.reason, each.position) for each in found.refused]
    problems += [
        _problem(file, f'"{left.text}" would be lost; see govkit import', left.position)
        for left in found.unplaced
    ]
    if problems or found.register is None:
        raise LoadError(file, problems)
    return found.register


def _problem(file: str, message: str, at: Position | None) -> Problem:
    if at is None:
        return Problem(message, "", file)
    return Problem(message, "", file, at.line, at.column, at.sheet)


def _written(kit: Toolkit, register: Register, name: str, to: str | None) -> bytes:
    formats = kit.formats
    ends = {suffix for each in formats.values() for suffix in each.suffixes}
    special = any(name.lower().endswith(suffix) for suffix in ends if suffix.count(".") > 1)
    if to is None and not special and Path(name).suffix.lower() in (*SUFFIXES, *WORKBOOKS):
        return dumps(register, name, dress_of(kit.schemes))
    return dumps_as(format_to_write(formats, name, wanted=to), register, name)
