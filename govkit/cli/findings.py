"""How ``govkit check`` writes what it found: its options, and where the text goes."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import click

from govkit.cli.common import Decorator, as_json, document
from govkit.cli.linting import Linting
from govkit.cli.overwriting import refuse_to_overwrite, refuse_to_replace
from govkit.errors import SaveError
from govkit.plugin.origin import documentation
from govkit.report.findings import (
    Results,
    concise_findings,
    findings_data,
    github_findings,
    junit_findings,
    markdown_findings,
    sarif_findings,
    text_findings,
    text_statistics,
)
from govkit.report.findings.text import Style, plain
from govkit.report.visible import visible
from govkit.toolkit import Toolkit

_FORMS: Final = ("text", "concise", "json", "sarif", "junit", "github", "markdown")
_FOR_PEOPLE: Final = ("text", "concise")
_AS_JSON: Final = ("json", "sarif")
_COUNTED: Final = ("text", "concise", "json", "markdown")
_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "place": {"bold": True},
    "code": {"fg": "cyan"},
    "caret": {"fg": "red", "bold": True},
    "error": {"fg": "red"},
    "warning": {"fg": "yellow"},
    "note": {"fg": "blue"},
}


@attrs.frozen
class Output:
    """How findings are to be written.

    Args:
        form: name of the form.
        file: the file to write to; None for standard output.
        statistics: whether to count them by rule.
    """

    form: str
    file: str | None
    statistics: bool

    @property
    def for_programs(self) -> bool:
        """Whether standard output is what a program reads."""
        return self.file is None and self.form not in _FOR_PEOPLE

    def refuse(self, linting: Linting, files: Sequence[str]) -> None:
        """Refuse what cannot be written, before anything is checked.

        Args:
            linting: what is to check, and knows what it reads besides.
            files: the registers that are to be checked.

        Raises:
            UsageError: the form has no place for statistics.
            SaveError: the file is one that is read, or may be.
        """
        if self.statistics and self.form not in _COUNTED:
            raise click.UsageError(
                f"--statistics goes with --format {', '.join(_COUNTED[:-1])} or {_COUNTED[-1]}, "
                f"not with {self.form}"
            )
        if self.file is not None:
            read: dict[str, str | Path | None] = {f"the register {file} itself": file for file in files}
            read |= {f"{what} {file}": file for file, what in linting.read_besides(files).items()}
            refuse_to_overwrite(self.file, read=read, replace=True)
            refuse_to_replace(self.file, data=self.form in _AS_JSON)

    def write(self, kit: Toolkit, results: Results) -> None:
        """Write what a check came to.

        Args:
            kit: what checked.
            results: what it came to.

        Raises:
            SaveError: the file cannot be written.
        """
        text = self._text(kit, results)
        if self.file is None:
            click.echo(text, nl=False)
            return
        try:
            # Half a surrogate pair is written as JSON writes it.
            Path(self.file).write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            raise SaveError(f"{self.file} was not written: {error.strerror}") from error
        click.echo(f"{visible(results.summary)}; see {visible(self.file)}")

    def _text(self, kit: Toolkit, results: Results) -> str:
        forms: Mapping[str, Callable[[], str]] = {
            "text": lambda: text_findings(results, self._style()),
            "concise": lambda: concise_findings(results, self._style()),
            "json": lambda: self._json(kit, results),
            "sarif": lambda: sarif_findings(results, Path.cwd(), _documentation(results)),
            "junit": lambda: junit_findings(results),
            "github": lambda: github_findings(results, Path.cwd()),
            "markdown": lambda: markdown_findings(results, statistics=self.statistics),
        }
        if self.statistics and self.form in {"text", "concise"}:
            return text_statistics(results)
        return forms[self.form]()

    def _json(self, kit: Toolkit, results: Results) -> str:
        return as_json(document(kit, findings_data(results, statistics=self.statistics))) + "\n"

    def _style(self) -> Style:
        if self.file is not None or not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
            return plain
        return lambda text, part: click.style(text, **_STYLES[part])


def _documentation(results: Results) -> Mapping[str, str]:
    return {plugin.distribution: documentation(plugin.distribution) for plugin in results.plugins}


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how findings are written."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS: Final[Sequence[Decorator]] = (
    click.option(
        "--format",
        "form",
        type=click.Choice(_FORMS),
        default="text",
        show_default=True,
        help="Text with the lines that findings are about, text of a line each, JSON, SARIF 2.1.0, "
        "JUnit XML, annotations of GitHub Actions, or GitHub-flavoured Markdown.",
    ),
    click.option(
        "-o",
        "--output",
        metavar="OUT",
        type=click.Path(),
        help="Write to this file, and only the summary to standard output; not to one that govkit reads.",
    ),
    click.option("--statistics", is_flag=True, help="Count by rule; as JSON besides the findings."),
    click.option(
        "--explain",
        metavar="RULE",
        help="Show the page of a rule, by code or name, and check nothing.",
    ),
)
