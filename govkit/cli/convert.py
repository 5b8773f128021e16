"""``govkit convert``."""

from pathlib import Path

import click

from govkit.cli.common import say, toolkit
from govkit.cli.overwriting import refuse_to_overwrite
from govkit.importing import dumps_in, load_as
from govkit.io.files import write_file
from govkit.report.dress import dress_of


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
    register = load_as(file, kit.formats, reader)
    write_file(dumps_in(register, str(output), kit.formats, dress_of(kit.schemes), to), output)
    say(f"{output} written")
