"""``govkit schemes import``."""

from pathlib import Path
from typing import Final

import click

from govkit.cli.common import format_option, read_text, write_json
from govkit.cli.overwriting import refuse_to_overwrite, write_new
from govkit.errors import SaveError
from govkit.formats.files import probed
from govkit.io.ciso_assistant import ImportedMatrix, read_matrices
from govkit.scoring.coherence import coherence
from govkit.scoring.written import to_toml

_FORMS: Final = {"toml": to_toml}


@click.command("import")
@click.argument("file", type=click.Path())
@click.option(
    "--as", "form", type=click.Choice(list(_FORMS)), default="toml", show_default=True, help="What to write."
)
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(), default=".", show_default=True, help="Where to."
)
@click.option("--locale", help='Take names in this locale ("fr") where the library has them.')
@format_option
def command(file: str, form: str, output: str, locale: str | None, as_format: str) -> None:
    """Turn the risk matrices of a CISO Assistant library (YAML) into scheme files, one per matrix.

    A file that is there already is never overwritten, and if anything is wrong none is written. What a scheme
    does not keep is said with its line, and so is whether its matrix has faults.
    """
    imported = read_matrices(read_text(file), file, locale=locale)
    folder = Path(output)
    if probed(folder.exists) and not folder.is_dir():
        raise SaveError(f"nothing was written: {output} is a file; name a folder with -o")
    texts = {folder / f"{each.scheme.id}.{form}": _FORMS[form](each.scheme) for each in imported}
    refuse_to_overwrite(*texts, way_out="name another folder with -o")
    _write(texts)
    counted = [
        (each, target, len(coherence(each.scheme).faults))
        for each, target in zip(imported, texts, strict=True)
    ]
    if as_format == "json":
        write_json({"schemes": [_data(*each) for each in counted]})
        return
    for each, target, faults in counted:
        click.echo(f"{target}: {each.scheme.title}")
        for note in each.notes:
            click.echo(f"  {note}")
        if faults:
            count = f"{faults} fault{'' if faults == 1 else 's'}"
            click.echo(f"  run govkit schemes verify {target}: {count}")


def _write(texts: dict[Path, str]) -> None:
    for target, text in texts.items():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(f"{target} was not written: {error.strerror}") from error
        write_new(text, target)


def _data(each: ImportedMatrix, target: Path, faults: int) -> dict[str, object]:
    return {
        "id": each.scheme.id,
        "title": each.scheme.title,
        "file": str(target),
        "notes": list(each.notes),
        "faults": faults,
    }
