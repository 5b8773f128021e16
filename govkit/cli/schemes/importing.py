"""``govkit schemes import``."""

from pathlib import Path
from typing import Final

import click

from govkit.cli.common import format_option, read_text, write_json
from govkit.errors import SaveError
from govkit.io.ciso_assistant import ImportedMatrix, read_matrices
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
    does not keep is said.
    """
    imported = read_matrices(read_text(file), file, locale=locale)
    texts = {Path(output) / f"{each.scheme.id}.{form}": _FORMS[form](each.scheme) for each in imported}
    _write(texts)
    if as_format == "json":
        write_json({"schemes": [_data(each, target) for each, target in zip(imported, texts, strict=True)]})
        return
    for each, target in zip(imported, texts, strict=True):
        click.echo(f"{target}: {each.scheme.title}")
        for note in each.notes:
            click.echo(f"  {note}")


def _write(texts: dict[Path, str]) -> None:
    taken = [str(target) for target in texts if target.exists()]
    if taken:
        raise SaveError(
            f"nothing was written: {', '.join(taken)} is there already; name another folder with -o"
        )
    for target, text in texts.items():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise SaveError(f"{target} was not written: {error.strerror}") from error


def _data(each: ImportedMatrix, target: Path) -> dict[str, object]:
    return {"id": each.scheme.id, "title": each.scheme.title, "file": str(target), "notes": list(each.notes)}
