"""``govkit import``."""

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
import click

from govkit.cli.common import FOUND_SOMETHING, format_option, say, toolkit, write_document
from govkit.cli.guessing import propose
from govkit.cli.overwriting import refuse_to_overwrite
from govkit.errors import SaveError
from govkit.formats.files import probed
from govkit.importing import (
    ImportMapping,
    Paper,
    Preview,
    leftovers,
    open_paper,
    preview,
    read_mapping,
    refused_entries,
)
from govkit.io.files import write_file
from govkit.model import Position, Register
from govkit.toolkit import Toolkit
from govkit.where import place

_FILE = click.Path(path_type=Path)


@attrs.frozen
class _Rest:
    """What was refused, as a file.

    Args:
        content: its bytes.
        is_table: whether the same mapping reads it once it is mended.
        sheet: the sheet it was, where the mapping has to be told.
    """

    content: bytes
    is_table: bool
    sheet: str = ""


@click.command("import")
@click.argument("file", type=click.Path())
@click.option("--reader", metavar="NAME", help="The format it is of, where that is not to be found out.")
@click.option(
    "--mapping", "mapping_file", type=_FILE, metavar="FILE", help="What stands in which column of its tables."
)
@click.option("--sheet", "part", metavar="NAME", help="The sheet, or the part, to read.")
@click.option("--into", type=_FILE, metavar="FILE", help="A register to add it to.")
@click.option(
    "--keep-going",
    is_flag=True,
    help="Write what is not refused, and the refused rows to a file of their own, where errors are blank.",
)
@click.option(
    "-o",
    "--output",
    type=_FILE,
    metavar="FILE",
    help="The register to write; nothing unless given.",
)
@click.option(
    "--guess", "guessing", is_flag=True, help="Propose a mapping for its tables, and import nothing."
)
@format_option
@click.pass_context
def command(  # noqa: PLR0917 - one per option
    ctx: click.Context,
    file: str,
    reader: str | None,
    mapping_file: Path | None,
    part: str | None,
    into: Path | None,
    keep_going: bool,
    output: Path | None,
    guessing: bool,
    as_format: str,
) -> None:
    """Read a paper, a table or another tool's file into a register.

    Without -o it only says what would come of it: what is created, changed, refused and left without a home,
    each with its place. With -o the register is written, if nothing is refused. Exits with 1 if anything is.
    """
    kit = toolkit()
    if guessing:
        if mapping_file is not None or into is not None or keep_going:
            raise click.UsageError("--guess proposes a mapping; it goes with --reader and -o alone")
        propose(kit, file, reader, output, as_format)
        return
    target = _target(file, mapping_file, into, output)
    register = None if into is None else kit.load(into)
    mapping = None if mapping_file is None else read_mapping(mapping_file, kit.schemes)
    paper = open_paper(file, kit.formats, reader=reader, tables=mapping is not None)
    document = paper.document(mapping, kit.schemes, part=part, into=register)
    found = preview(document, register)
    written: dict[Path, str] = {}
    if target is not None and found.register is not None and (keep_going or not found.refused):
        rest = _leftovers(paper, mapping, found, target) if keep_going else {}
        refuse_to_overwrite(*rest, way_out="name another output")
        _save(kit, found.register, register, target)
        for name, each in rest.items():
            write_file(each.content, name)
        files = {target: None, **rest}
        written = {name: _next_step(name, each, mapping_file, target) for name, each in files.items()}
    if as_format == "json":
        write_document(kit, _data(found, written))
    else:
        _say(found, written, output, keep_going=keep_going)
    if found.refused:
        ctx.exit(FOUND_SOMETHING)


def _save(kit: Toolkit, register: Register, into: Register | None, target: Path) -> None:
    """Write the register, into the text of the one that it was added to."""
    source = None if into is None else into.source
    if (
        not kit.save(attrs.evolve(register, source=source), target)
        and source is not None
        and source.says_more
    ):
        say(f"govkit: warning: {source.name}: its comments and layout are not kept in {target}", err=True)


def _target(file: str, mapping: Path | None, into: Path | None, output: Path | None) -> Path | None:
    if output is None:
        return None
    if into is not None and probed(lambda: output.samefile(into)):
        return output
    read = {"the file that is read": file, "the mapping": mapping}
    refuse_to_overwrite(output, read=read, way_out="name another file, or the same with --into")
    if not output.parent.is_dir():
        raise SaveError(f"{output} was not written: there is no folder {output.parent}")
    return output


def _leftovers(
    paper: Paper, mapping: ImportMapping | None, found: Preview, target: Path
) -> dict[Path, _Rest]:
    """Make files of what was refused; rows of a table can be mended there."""
    if not found.refused:
        return {}
    if paper.sheets is None or mapping is None:
        return {_beside(target, ""): _Rest(refused_entries(found.refused, found.name), is_table=False)}
    named: dict[Path, _Rest] = {}
    rest = leftovers(paper.sheets, mapping, found.refused)
    several = len({table.sheet for table in mapping.tables}) > 1
    for number, (sheet, content) in enumerate(rest.items(), 1):
        plain = "".join(letter if letter.isalnum() else "-" for letter in sheet)
        name = _beside(target, f".{number}-{plain}" if len(rest) > 1 else "")
        named[name] = _Rest(content, is_table=True, sheet=sheet if several else "")
    return named


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f"{target.stem}.refused{ending}.csv")


def _where(name: str, position: Position | None) -> str:
    if position is None:
        return name
    return place(name, position.line, position.column, position.sheet)


def _next_step(name: Path, rest: _Rest | None, mapping: Path | None, target: Path) -> str:
    """Say what to do with a file that was written."""
    if rest is None:
        return ""
    if not rest.is_table:
        return f"; mend what it lists where it stands, and import that again with --into {target}"
    way = ["govkit", "import", str(name), "--mapping", str(mapping)]
    way += ["--sheet", rest.sheet] if rest.sheet else []
    return f"; mend it, then: {shlex.join([*way, '--into', str(target), '-o', str(target)])}"


def _data(found: Preview, written: Iterable[Path]) -> dict[str, Any]:
    name = found.name
    return {
        "read": found.read,
        "created": len(found.created),
        "items": list(found.created),
        "changed": [
            {
                "ref": each.ref,
                "field": each.field,
                "before": each.before,
                "after": each.after,
                "place": _where(name, each.position),
            }
            for each in found.changed
        ],
        "refused": [{"place": _where(name, each.position), "reason": each.reason} for each in found.refused],
        "unplaced": [{"place": _where(name, each.position), "text": each.text} for each in found.unplaced],
        "noted": [{"place": _where(name, each.position), "reason": each.reason} for each in found.noted],
        "written": [str(each) for each in written],
    }


def _say(found: Preview, written: Mapping[Path, str], output: Path | None, *, keep_going: bool) -> None:
    name = found.name
    for each in found.refused:
        say(f"refused: {_where(name, each.position)}: {each.reason}")
    for left in found.unplaced:
        say(f"no home: {_where(name, left.position)}: {' '.join(left.text.split())}")
    for note in found.noted:
        say(f"look at: {_where(name, note.position)}: {note.reason}")
    for change in found.changed:
        where = _where(name, change.position)
        before = "nothing" if change.before is None else change.before
        say(f"changed: {where}: {change.ref} {change.field}: {before} -> {change.after}")
    refused = len({each.position and (each.position.sheet, each.position.line) for each in found.refused})
    counts = [f"{found.read} read", f"{len(found.created)} created"]
    counts += [f"{len(found.changed)} changed"] if found.changed else []
    counts += [f"{refused} refused", f"{len(found.unplaced)} without a home"]
    say(", ".join(counts))
    say(*(f"{file} written{step}" for file, step in written.items()))
    if not written:
        why = "mend what is refused" if keep_going else "mend what is refused, or --keep-going"
        why = "name a file with -o" if output is None else why
        say(f"nothing was written; {why}")
