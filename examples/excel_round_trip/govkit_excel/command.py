"""The command: a workbook in, a marked workbook or a register out."""

import sys
from datetime import datetime
from pathlib import Path

import click

from govkit import GovkitError, Toolkit
from govkit_excel.looking import look
from govkit_excel.marking import mark


@click.command()
@click.argument("workbook", type=click.Path(path_type=Path))
@click.argument("mapping", type=click.Path(path_type=Path))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day in question.")
@click.option("--marked", type=click.Path(path_type=Path), help="Where the marked workbook goes.")
@click.option("--register", type=click.Path(path_type=Path), help="Where the register goes once all is well.")
def main(workbook: Path, mapping: Path, as_of: datetime, marked: Path | None, register: Path | None) -> None:
    """Check WORKBOOK, whose columns MAPPING explains.

    Exit codes: 0 all is well, 1 something is to be mended, 2 it cannot be read at all.
    """
    kit = Toolkit.installed()
    marked = marked or workbook.with_stem(f"{workbook.stem}-marked")
    try:
        looked = look(workbook, mapping, kit, as_of.date())
        if looked.remarks:
            mark(workbook, looked.remarks, marked)
            for each in looked.remarks:
                click.echo(f"{each.position or workbook}: {each.text}")
            click.echo(f"{len(looked.remarks)} to be mended; {marked} has them at their cells")
            sys.exit(1)
        click.echo("nothing to be mended")
        if register is not None and looked.register is not None:
            kit.save(looked.register, register)
            click.echo(f"{register} written")
    except GovkitError as error:
        click.echo(f"govkit-excel: {error}", err=True)
        sys.exit(2)
