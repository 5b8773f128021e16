"""How ``govkit check`` is to check: its options, and the settings that hold for a file."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any, Final

import attrs
import click

from govkit.cli.common import Decorator, rules_option
from govkit.errors import GovkitError, LoadError, Offered, Problem
from govkit.formats.files import probed
from govkit.io import (
    NO_REGISTER,
    BaselineUse,
    doubts_about,
    faulty_selectors,
    files_in,
    find_settings,
    holds_waivers,
    may_be_a_register,
    read_lone_waivers,
    read_settings,
    registers_of,
    with_baseline,
    with_rule_files,
    with_waivers,
    with_waivers_beside,
    write_baseline,
)
from govkit.plugin import Plugin
from govkit.report.findings import Checked, Results, Unread
from govkit.report.visible import visible
from govkit.rules import Baseline, Rule, Settings, Severity
from govkit.rules.addresses import addresses
from govkit.rules.engine import rule_raised
from govkit.toolkit import Toolkit

_NEVER: Final = "never"
_FILE: Final = click.Path(path_type=Path)
_OPTIONS: Final[tuple[Decorator, ...]] = (
    click.option(
        "--config",
        type=_FILE,
        metavar="FILE",
        help="Settings, instead of the nearest govkit.toml or [tool.govkit] of a pyproject.toml.",
    ),
    click.option("--isolated", is_flag=True, help="Look for no settings."),
    click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        help="The only rules to run: codes, names, GKASR, ALL; with commas, or repeated.",
    ),
    click.option(
        "--extend-select", multiple=True, metavar="RULES", help="Rules to run besides; may be repeated."
    ),
    click.option("--ignore", multiple=True, metavar="RULES", help="Rules not to run; may be repeated."),
    click.option(
        "--fail-level",
        type=click.Choice([*(each.value for each in Severity), _NEVER]),
        help="The least severity that makes the check fail.  [default: note]",
    ),
    click.option("--fail-on-not-evaluated", is_flag=True, help="Fail also for what a rule could not tell."),
    click.option(
        "--waivers", type=_FILE, multiple=True, metavar="FILE", help="Waivers kept apart; may be repeated."
    ),
    rules_option,
    click.option("--baseline", type=_FILE, metavar="FILE", help="What was found before and does not fail."),
    click.option(
        "--update-baseline", is_flag=True, help="Write what is found now to the baseline, and fail nothing."
    ),
)


def lint_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that ``Linting`` takes."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


def _listed(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(each.strip() for text in texts for each in text.split(",") if each.strip())


def _problems(file: str, error: GovkitError) -> tuple[Problem, ...]:
    return error.problems if isinstance(error, LoadError) else (Problem(str(error), "", file),)


def _refused(file: str, why: str) -> LoadError:
    return LoadError(file, [Problem(why, "", file)])


@attrs.define(kw_only=True)
class Linting:
    """Checks files as the options and the settings near each of them say.

    Args:
        kit: the toolkit.
        as_of: the day in question.
        config: the settings to use for every file.
        isolated: whether no settings are looked for.
        select: the only rules to run, with commas; those of the settings where there are none.
        extend_select: rules to run besides, with commas.
        ignore: rules not to run, with commas.
        fail_level: the least severity that fails.
        fail_on_not_evaluated: whether what a rule could not tell fails, too.
        waivers: files of waivers.
        rule_files: files of rules.
        baseline: file of a baseline.
        update_baseline: whether the baseline is written.
        checked: the registers with what was found, waived and known findings among it.
        unread: per file that could not be checked the reason.
        failed: whether a finding makes the check fail.
        gone: how many known findings were found no more.
        unruled: the registers on which the settings let no rule run.
    """

    kit: Toolkit
    as_of: date
    config: Path | None
    isolated: bool
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_level: str | None
    fail_on_not_evaluated: bool
    waivers: tuple[Path, ...]
    rule_files: tuple[Path, ...]
    baseline: Path | None
    update_baseline: bool
    checked: list[Checked] = attrs.field(factory=list, init=False)
    unread: dict[str, GovkitError] = attrs.field(factory=dict, init=False)
    failed: bool = attrs.field(default=False, init=False)
    gone: int = attrs.field(default=0, init=False)
    unruled: list[str] = attrs.field(factory=list, init=False)
    _given: Settings = attrs.field(factory=Settings, init=False)
    _known: dict[Path | None, Settings] = attrs.field(factory=dict, init=False)
    _baselines: dict[Path, Baseline] = attrs.field(factory=dict, init=False)
    _used: BaselineUse = attrs.field(factory=BaselineUse, init=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong with the options before a file is read.

        Raises:
            GovkitError: a file that the options name cannot be read.
            ClickException: options exclude each other, or what selects rules names none of them.
        """
        if self.config is not None and self.isolated:
            raise click.UsageError("--config and --isolated exclude each other")
        self._given = with_rule_files(Settings(), self.rule_files, self.kit.rules)
        if self.config is not None or self.isolated:
            self._settings(self.config)

    def rules_here(self) -> Offered[Rule]:
        """List the rules there are by the options, and by the settings that hold for the working folder.

        Returns:
            The rules, by code.

        Raises:
            GovkitError: the settings cannot be read.
        """
        return self._of("register").with_rules(self.kit.rules)

    def files(self, named: Iterable[str]) -> list[str]:
        """List the files that are to be checked, each once, however often it is named.

        Args:
            named: files, and folders, whose registers are taken; of a file of waivers its register is taken.

        Returns:
            The files. A folder without any cannot be checked, and stays among the unread; so does one that
            nobody can look into.
        """
        listed: dict[str, str] = {}
        for name in named:
            for file in self._files_of(name):
                listed.setdefault(os.path.realpath(file), file)
        return list(listed.values())

    def _files_of(self, name: str) -> list[str]:
        if not probed(Path(name).is_dir):
            beside = registers_of(name) if holds_waivers(name) else []
            return [str(each) for each in beside] or [name]
        closed: list[LoadError] = []
        found = [str(each) for each in files_in(name, closed.append) if self._may_be_a_register(each)]
        self.unread |= {error.source: error for error in closed}
        if not (found or closed):
            self.unread[name] = _refused(name, NO_REGISTER)
        return found

    def _may_be_a_register(self, file: Path) -> bool:
        try:
            settings = self._of(str(file))
        except GovkitError:  # said when the file is checked
            settings = Settings()
        return may_be_a_register(file, settings)

    def read_besides(self, files: Iterable[str]) -> dict[Path, str]:
        """List what is read besides registers, as far as the options and the settings name it.

        Args:
            files: the registers.

        Returns:
            Per file what it is in words; a baseline need not be there yet.
        """
        known = {"the settings": [self.config], "the baseline": [self.baseline]}
        known |= {"the file of waivers": [*self.waivers], "the file of rules": [*self.rule_files]}
        for file in files:
            with suppress(GovkitError):  # said when the file is checked
                settings = self._near(file)
                known["the file of waivers"] += settings.waiver_files
                known["the file of rules"] += map(Path, settings.rules)
                known["the baseline"].append(settings.baseline_file)
        return {path: what for what, paths in known.items() for path in paths if path is not None}

    def run(self, files: Iterable[str], done: Callable[[str], None]) -> None:
        """Check files, each of them though others cannot be read.

        Args:
            files: registers; files of waivers that are named by the settings are only read.
            done: called with a file's name when it is read, and again when it is checked.
        """
        lone: list[str] = []
        for file in files:
            try:
                if holds_waivers(file):
                    read_lone_waivers(file, self._near(file))
                    lone.append(file)
                else:
                    self.checked.append(self._check(file, done))
            except GovkitError as error:
                self.unread[file] = error
        if not (self.checked or self.unread):
            self.unread |= {file: _refused(file, "these are waivers; name a register too") for file in lone}

    def _check(self, file: str, done: Callable[[str], None]) -> Checked:
        settings = self._of(file)
        register = self.kit.load(file)
        self._used.claim(settings.baseline_file, register.ref, file)
        done(file)
        findings = tuple(self.kit.check(register, as_of=self.as_of, settings=settings))
        done(file)
        refs = (register.ref, *addresses(register))
        rules = [
            rule
            for rule in settings.chosen(settings.with_rules(self.kit.rules).values())
            if not (settings.silent(rule, file) or settings.mute(rule, refs))
        ]
        if all(rule.code == rule_raised.code for rule in rules):
            self.unruled.append(file)
        ran = {rule.code for rule in rules}
        if self.update_baseline:
            place, baseline = self._baseline(settings)
            self._baselines[place] = baseline.updated(register.ref, findings, ran)
        else:
            self.failed |= any(map(settings.fails, findings))
            self.gone += settings.baseline.gone(register.ref, findings, ran) if settings.baseline else 0
        return Checked(
            register,
            findings,
            rules=tuple((rule, self._origin(rule, settings)) for rule in rules),
            settings=settings,
            beside=tuple(each.source for each in settings.waivers if each.source is not None),
        )

    def _origin(self, rule: Rule, settings: Settings) -> Plugin:
        file = settings.file_of(rule)
        return self.kit.origin(self.kit.rules[rule.code]) if file is None else Plugin(file, file, "")

    def results(self, *, show_waived: bool) -> Results:
        """Say what checking the files came to.

        Args:
            show_waived: whether what is waived or known is shown to people, too.
        """
        return Results(
            checked=tuple(self.checked),
            unread=tuple(Unread(file, _problems(file, error)) for file, error in self.unread.items()),
            plugins=self.kit.plugins,
            gone=self.gone,
            unruled=tuple(self.unruled),
            show_waived=show_waived,
        )

    def write_baselines(self) -> dict[Path, int]:
        """Write the baselines that are to be updated.

        Returns:
            Per file how many findings it knows now.

        Raises:
            SaveError: one cannot be written.
        """
        for place, baseline in self._baselines.items():
            write_baseline(baseline, place)
        return {
            place: sum(count for _, count in baseline.counts) for place, baseline in self._baselines.items()
        }

    def _baseline(self, settings: Settings) -> tuple[Path, Baseline]:
        if settings.baseline is None or settings.baseline_file is None:
            raise click.UsageError(
                "--update-baseline needs to know which: add --baseline FILE, or baseline to the settings"
            )
        place = settings.baseline_file
        return place, self._baselines.get(place, settings.baseline)

    def _of(self, file: str) -> Settings:
        return with_waivers_beside(self._near(file), file)

    def _near(self, file: str) -> Settings:
        near = self.config
        if near is None and not self.isolated:
            near = find_settings(Path(file).parent)
        return self._settings(near)

    def _settings(self, place: Path | None) -> Settings:
        if place not in self._known:
            settings = self._given
            if place is not None:
                settings = read_settings(
                    place, self.kit.rules, beside=settings.rules, new_baseline=self.update_baseline
                )
            settings = with_waivers(self._with_options(settings), self.waivers)
            # Which rules there are is known only now: the settings may bring some.
            problems = faulty_selectors(settings, self.kit.rules)
            if problems:
                raise click.UsageError("; ".join(problem.message for problem in problems))
            if self.baseline is not None:
                settings = with_baseline(settings, self.baseline, new=self.update_baseline)
            for sentence in dict.fromkeys(doubts_about(settings, self.kit.rules)):
                click.echo(f"govkit: warning: {visible(sentence)}", err=True)
            self._known[place] = settings
        return self._known[place]

    def _with_options(self, settings: Settings) -> Settings:
        changes: dict[str, Any] = {}
        if self.select:
            changes["select"] = _listed(self.select)
        changes["extend_select"] = (*settings.extend_select, *_listed(self.extend_select))
        changes["ignore"] = (*settings.ignore, *_listed(self.ignore))
        if self.fail_level is not None:
            changes["fail_level"] = None if self.fail_level == _NEVER else Severity(self.fail_level)
        if self.fail_on_not_evaluated:
            changes["fail_on_not_evaluated"] = True
        return attrs.evolve(settings, **changes)
