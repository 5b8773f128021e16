"""Registers as tests of pytest: an item for reading each file, and one per finding.

``pytest --govkit registers/`` collects them. A finding that fails is a failing item, a waived one and one
that the baseline knows are expected failures, and what could not be told is skipped unless the settings let
it fail, each with its sentence.
"""

import os
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Self

import attrs
import pytest

from govkit.errors import GovkitError, LoadError, Problem
from govkit.formats.files import probed, real
from govkit.io import (
    NO_REGISTER,
    BaselineUse,
    doubts_about,
    files_in,
    find_settings,
    holds_waivers,
    may_be_a_register,
    read_lone_waivers,
    read_settings,
    registers_of,
    with_waivers_beside,
)
from govkit.plugin.policy import ALLOW, DENY
from govkit.report.findings.told import set_aside
from govkit.report.visible import visible
from govkit.rules import Finding, Outcome, Settings
from govkit.toolkit import Toolkit


@attrs.define(eq=False)
class Registers:
    """Collects registers.

    Args:
        paths: the files and folders they are in.
        as_of: the day in question.
        config: settings for all of them; None for those nearest to each.
        kit: the toolkit.
    """

    paths: tuple[Path, ...]
    as_of: date
    config: Path | None
    kit: Toolkit
    _settings: dict[Path | None, Settings] = attrs.field(factory=dict, init=False)
    _warned: set[str] = attrs.field(factory=set, init=False)
    _used: BaselineUse = attrs.field(factory=BaselineUse, init=False)

    @classmethod
    def of(cls, config: pytest.Config) -> Self:
        """Read the options, and have pytest look where the registers are.

        Raises:
            UsageError: a path does not exist, what is to be the day is none, or a list of plug-ins in the
                environment holds a blank name.
        """
        here = config.invocation_params.dir
        paths = tuple(real(here / each) for each in config.getoption("--govkit") or ())
        missing = [str(path) for path in paths if not probed(path.exists)]
        if missing:
            raise pytest.UsageError(f"--govkit: there is no {', '.join(missing)}")
        paths = tuple(dict.fromkeys(each for path in paths for each in _meant(path)))
        _look(config, paths)
        settings = config.getoption("--govkit-config")
        day = _day(config.getoption("--govkit-as-of"))
        return cls(paths, day, settings and here / settings, _kit())

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> "RegisterFile | None":
        """Collect a file if it was asked for and can be a register."""
        path = real(file_path)
        if path not in self.paths and not any(map(self._is_in_a_folder_of_registers, (path, file_path))):
            return None
        return RegisterFile.from_parent(parent, path=file_path, registers=self)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(
        self, session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Add items that fail for what pytest passes over: folders without registers, and what is no file."""
        here = config.invocation_params.dir
        looked = [real(here / each) for each in config.args]
        for folder in (path for path in self.paths if path.is_dir()):
            if not any(folder.is_relative_to(each) for each in looked):
                continue  # something in it was asked for by name
            closed: list[LoadError] = []
            registers = [each for each in files_in(folder, closed.append) if self._may_be_a_register(each)]
            if not (registers or closed):
                closed = [LoadError(str(folder), [Problem(NO_REGISTER, "", str(folder))])]
            for error in closed:
                shut: ClosedFolder = ClosedFolder.from_parent(
                    session, path=Path(error.source), problem=str(error)
                )
                items.extend(shut.collect())
            for file in (each for each in registers if not each.is_file()):
                odd: RegisterFile = RegisterFile.from_parent(session, path=file, registers=self)
                items.extend(odd.collect())

    def _is_in_a_folder_of_registers(self, path: Path) -> bool:
        return any(path.is_relative_to(each) for each in self.paths) and self._may_be_a_register(path)

    def _may_be_a_register(self, path: Path) -> bool:
        try:
            settings = self._near(path)
        except GovkitError:  # which the item says that comes of it
            settings = Settings()
        return may_be_a_register(path, settings)

    def check(self, path: Path) -> tuple[list[Finding], Settings]:
        """Check a register by the settings that hold for it.

        Args:
            path: its file.

        Returns:
            What is found, and the settings; nothing for waivers that the settings name.

        Raises:
            GovkitError: the register, its settings or what is kept beside it cannot be read.
        """
        for sentence in dict.fromkeys(doubts_about(self._near(path), self.kit.rules)):
            if sentence not in self._warned:
                self._warned.add(sentence)
                warnings.warn(visible(sentence), pytest.PytestConfigWarning, stacklevel=1)
        here = Path.cwd()
        name = path.relative_to(here) if path.is_relative_to(here) else path
        if holds_waivers(path):
            read_lone_waivers(name, self._near(path))
            return [], self._near(path)
        settings = with_waivers_beside(self._near(path), path)
        register = self.kit.load(name)
        self._used.claim(settings.baseline_file, register.ref, str(path))
        return self.kit.check(register, as_of=self.as_of, settings=settings), settings

    def _near(self, path: Path) -> Settings:
        place = self.config or find_settings(path.parent)
        if place not in self._settings:
            self._settings[place] = read_settings(place, self.kit.rules) if place else Settings()
        return self._settings[place]


def _meant(path: Path) -> Sequence[Path]:
    """Take the registers that waivers are of for a file of waivers."""
    return (registers_of(path) if holds_waivers(path) else ()) or (path,)


def _day(text: str | None) -> date:
    if text is None:
        return date.today()  # noqa: DTZ011 - the day where the person sits
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise pytest.UsageError(f'--govkit-as-of: "{text}" is no day; write it as YYYY-MM-DD') from None


def _kit() -> Toolkit:
    """Make a toolkit of the plug-ins that the environment lets in, as commands do."""
    return Toolkit.installed(allow=_listed(ALLOW), deny=_listed(DENY) or ())


def _listed(variable: str) -> list[str] | None:
    if variable not in os.environ:
        return None
    names = [each.strip() for each in os.environ[variable].split(",")]
    if not all(names):
        raise pytest.UsageError(f"{variable}: a name is blank; name plug-ins, or unset it")
    return names


def _look(config: pytest.Config, paths: Sequence[Path]) -> None:
    """Have pytest look into the paths, unless something in or around them was asked for by name."""
    here = config.invocation_params.dir
    if config.args_source is pytest.Config.ArgsSource.INVOCATION_DIR:
        config.args[:] = map(str, paths)
        return
    looked = [real(here / each.partition("::")[0]) for each in config.args]
    config.args += [
        str(path)
        for path in paths
        if not any(path.is_relative_to(each) or each.is_relative_to(path) for each in looked)
    ]


class RegisterFile(pytest.File):
    """A register: an item for reading it, and one per finding."""

    def __init__(self, *, registers: Registers, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._registers = registers

    def collect(self) -> "Iterator[Reads | Finds]":
        """Check the register, and make the items."""
        try:
            findings, settings = self._registers.check(self.path)
        except GovkitError as error:
            yield Reads.from_parent(self, name="reads", problem=str(error))
            return
        yield Reads.from_parent(self, name="reads", problem="")
        seen: Counter[str] = Counter()
        for finding in findings:
            place = " ".join(part for part in (finding.ref, finding.element) if part)
            name = f"{finding.code}[{visible(place)}]"
            seen[name] += 1
            again = f"#{seen[name]}" if seen[name] > 1 else ""
            yield Finds.from_parent(self, name=name + again, finding=finding, settings=settings)


class ClosedFolder(pytest.File):
    """A folder that was to be checked, and in which there is no register, or nobody can look."""

    def __init__(self, *, problem: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._problem = problem

    def collect(self) -> "Iterator[Reads]":
        """Make the item that fails."""
        yield Reads.from_parent(self, name="reads", problem=self._problem)


def _shown(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))


class WrongError(Exception):
    """What is wrong with a register, in words that need no traceback."""


class _Said(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the sentence, and a traceback only of what is no finding."""
        if isinstance(excinfo.value, WrongError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class Reads(_Said):
    """Whether a register, its settings and what is kept beside it can be read."""

    def __init__(self, *, problem: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._problem = problem

    def runtest(self) -> None:
        """Fail with every problem if it could not be read."""
        if self._problem:
            raise WrongError(_shown(self._problem))


class Finds(_Said):
    """What a rule found."""

    def __init__(self, *, finding: Finding, settings: Settings, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._finding = finding
        self._settings = settings

    def runtest(self) -> None:
        """Fail, or say why it does not count.

        Raises:
            WrongError: the finding fails the check.
        """
        finding = self._finding
        said = visible(str(finding))
        aside = set_aside(finding)
        if aside is not None:
            pytest.xfail(f"{said}; {visible(aside)}")
        if not self._settings.fails(finding):
            untold = finding.outcome is Outcome.NOT_EVALUATED
            pytest.skip(said if untold else f"{said}; below the level that fails")
        lines = [said, visible(finding.explanation), f"govkit explain {finding.code} says what to do."]
        raise WrongError("\n".join(line for line in lines if line))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the line of the finding."""
        finding = self._finding
        path = real(finding.file) if finding.file else self.path
        return path, finding.line and finding.line - 1, self.name
