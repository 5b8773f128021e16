"""``govkit check --fix``: what can be mended by itself is shown, and written if somebody wants it."""

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any, Final

import attrs
import click

from govkit.cli.common import Decorator
from govkit.errors import SaveError
from govkit.io import Fixed, fix, write_fixed
from govkit.model import Edit, Source
from govkit.report.findings import Checked
from govkit.report.visible import visible
from govkit.rules import Finding

_OPTIONS: Final[tuple[Decorator, ...]] = (
    click.option(
        "--fix", "mend", is_flag=True, help="Show what can be mended by itself, and ask to write it."
    ),
    click.option("--yes", is_flag=True, help="With --fix: write without asking."),
)


def fix_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options ``--fix``, as ``mend``, and ``--yes``."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@attrs.frozen
class Fixing:
    """What is to be mended, and whether it is written.

    Args:
        mend: whether anything is mended.
        yes: whether nobody is asked.
        aside: whether standard output is for what a program reads, so that the rest goes to standard error.
    """

    mend: bool
    yes: bool
    aside: bool

    def refuse(self, options: Mapping[str, Any]) -> None:
        """Refuse what makes no sense together, before anything is checked.

        Args:
            options: the other options.

        Raises:
            UsageError: ``--yes`` stands alone, or ``--fix`` with ``--update-baseline``.
        """
        if self.yes and not self.mend:
            raise click.UsageError("--yes goes with --fix")
        if self.mend and options["update_baseline"]:
            raise click.UsageError("--fix and --update-baseline exclude each other: fix first")

    def offer(self, checked: Iterable[Checked]) -> tuple[bool, bool]:
        """Show what can be mended, and write it if that is wanted.

        Args:
            checked: the registers with what was found.

        Returns:
            Whether a file was written, and whether one that was to be written could not be.
        """
        wanted, sources = _wanted(checked)
        fixed = {file: fix(sources[file], edits) for file, edits in wanted.items()}
        for file, each in fixed.items():
            self._show(each)
            for edit, why in each.left:
                for finding in wanted[file][edit]:
                    _tell(f"govkit: {_place(finding)}: {finding.code} was not fixed: {why}")
        mended = {file: sum(len(wanted[file][edit]) for edit in each.done) for file, each in fixed.items()}
        changing = [each for file, each in fixed.items() if mended[file]]
        if not changing:
            _tell("nothing was found that can be fixed")
            return False, False
        would = f"{_counted(sum(mended.values()), 'finding')} in {_counted(len(changing), 'file')}"
        if not self._agreed(would):
            return False, False
        return self._write(changing, mended)

    def _show(self, fixed: Fixed) -> None:
        for line in fixed.diff.split("\n")[:-1]:
            click.echo(visible(line.removesuffix("\r")), err=self.aside)

    def _agreed(self, would: str) -> bool:
        if self.yes:
            return True
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            _tell(f"nothing was written: --yes fixes {would}")
            return False
        if click.confirm(f"Fix {would}?", err=self.aside):
            return True
        _tell("nothing was written")
        return False

    def _write(self, changing: Iterable[Fixed], mended: Mapping[str, int]) -> tuple[bool, bool]:
        written = []
        failed = False
        for each in changing:
            try:
                write_fixed(each)
            except SaveError as error:
                _tell(f"govkit: {error}")
                failed = True
            else:
                written.append(each.source.name)
        if written:
            count = _counted(sum(mended[file] for file in written), "finding")
            _tell(f"{count} fixed in {', '.join(written)}")
        return bool(written), failed


def _wanted(
    checked: Iterable[Checked],
) -> tuple[dict[str, dict[Edit, list[Finding]]], dict[str, Source]]:
    """Gather the edits by file, each with the findings that it mends."""
    wanted: dict[str, dict[Edit, list[Finding]]] = {}
    sources: dict[str, Source] = {}
    for each in checked:
        for finding in each.findings:
            source = each.source(finding)
            if finding.mend is not None and source is not None:
                sources.setdefault(source.name, source)
                wanted.setdefault(source.name, {}).setdefault(finding.mend, []).append(finding)
    return wanted, sources


def _place(finding: Finding) -> str:
    return ":".join(str(part) for part in (finding.file, finding.line, finding.column))


def _tell(sentence: str) -> None:
    click.echo(visible(sentence), err=True)
