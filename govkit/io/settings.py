"""Settings of a check as TOML: a file ``govkit.toml``, or ``[tool.govkit]`` in a ``pyproject.toml``."""

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from govkit.errors import LoadError, Offered, Problem, did_you_mean
from govkit.formats.files import SUFFIXES, probed, read_document, real
from govkit.formats.keys import KEY
from govkit.formats.workbook.tables import WORKBOOKS
from govkit.io.baseline import read_baseline
from govkit.io.reading import refused, structured
from govkit.io.waivers import called, read_waivers, waivers_beside
from govkit.model import Document, pointer
from govkit.model.constraint import Text
from govkit.rules import Baseline, Rule, Settings, Severity, read_rules
from govkit.rules.engine import rule_raised
from govkit.rules.settings import selects

_OWN: Final = "govkit.toml"
_SHARED: Final = "pyproject.toml"
SETTINGS: Final = (_OWN, _SHARED)
"""The names of the files that hold settings, the first one first."""

_IGNORING: Final = ("ignore", "per-file-ignores", "per-ref-ignores")
_TABLE: Final = ("tool", "govkit")
_NONE: Final[Mapping[str, tuple[Rule, ...]]] = immutabledict()
_FAIL_LEVELS: Final = {**{each.value: each for each in Severity}, "never": None}


class FailLevel(StrEnum):
    """The least severity that makes a check exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


@attrs.frozen
class SettingsFile:
    """Settings of `govkit check`; a rule goes by its code, its name, the beginning of codes, or ALL.

    Args:
        select: the only rules to run; unless given, all but those of taste.
        extend_select: rules to run besides.
        ignore: rules not to run.
        fail_level: the least severity that makes the check exit with 1, or never.
        fail_on_not_evaluated: whether what a rule could not tell makes the check exit with 1, too.
        severity: per code or name of a rule another severity than its own.
        per_file: per pattern of a file's path, from the folder of the settings, rules that do not run there.
        per_ref: per pattern of an item's address rules whose findings at it, and within it, are left out.
        waivers: files of waivers, from the folder of the settings.
        rules: files of rules, from the folder of the settings.
        baseline: the baseline, from the folder of the settings.
    """

    select: tuple[Text, ...] | None = None
    extend_select: tuple[Text, ...] = attrs.field(default=(), metadata={KEY: "extend-select"})
    ignore: tuple[Text, ...] = ()
    fail_level: FailLevel = attrs.field(default=FailLevel.NOTE, metadata={KEY: "fail-level"})
    fail_on_not_evaluated: bool = attrs.field(default=False, metadata={KEY: "fail-on-not-evaluated"})
    severity: immutabledict[Text, Severity] = immutabledict()
    per_file: immutabledict[Text, tuple[Text, ...]] = attrs.field(
        default=immutabledict(), metadata={KEY: "per-file-ignores"}
    )
    per_ref: immutabledict[Text, tuple[Text, ...]] = attrs.field(
        default=immutabledict(), metadata={KEY: "per-ref-ignores"}
    )
    waivers: tuple[Text, ...] = ()
    rules: tuple[Text, ...] = ()
    baseline: Text | None = None


def find_settings(folder: str | os.PathLike[str]) -> Path | None:
    """Find the settings that apply in a folder.

    Args:
        folder: the folder; so are those around it.

    Returns:
        The nearest ``govkit.toml``, or ``pyproject.toml`` with a table ``[tool.govkit]``, from the working
        folder if it lies within; None if there is none. A ``pyproject.toml`` that is no TOML counts
        as one with the table if it mentions govkit, so that reading it says what is wrong.
    """
    start = real(folder)
    here = Path.cwd()
    for place in (start, *start.parents):
        # Findings name files of waivers; an absolute path is longer and not the same on every machine.
        near = place.relative_to(here) if place.is_relative_to(here) else place
        if os.path.lexists(near / _OWN):
            return near / _OWN
        if probed((near / _SHARED).is_file) and _is_ours(near / _SHARED):
            return near / _SHARED
    return None


def _is_ours(path: Path) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        return False
    try:
        data: Any = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # if our table may be in it, it is not to be passed over
        return b"govkit" in content
    return isinstance(data.get("tool"), dict) and "govkit" in data["tool"]


def read_settings(
    path: str | os.PathLike[str],
    rules: Offered[Rule],
    *,
    beside: Mapping[str, tuple[Rule, ...]] = _NONE,
    new_baseline: bool = False,
) -> Settings:
    """Read settings, with the rules, the waivers and the baseline they name.

    Args:
        path: a TOML file; of a ``pyproject.toml`` the table ``[tool.govkit]`` is read. Paths in it count from
            its folder. Only a ``govkit.toml`` may hold none.
        rules: the rules at hand, ``kit.rules``; whatever names none of them is refused.
        beside: rules of files that were read before, by the name of the file; the settings have them too.
        new_baseline: whether the baseline may be missing, because it is about to be written.

    Returns:
        The settings.

    Raises:
        LoadError: a file cannot be read, or anything in it is wrong; every problem is listed with its line.
        UnknownNameError: no format has the suffix of one of the files.
    """
    document = read_document(path)
    at = pointer(*_TABLE) if Path(path).name == _SHARED else ""
    data = _settings_in(document, Path(path).name)
    file = structured(document, data, SettingsFile, Severity, FailLevel, at=at)
    folder = Path(path).parent
    settings = Settings(
        select=file.select,
        extend_select=file.extend_select,
        ignore=file.ignore,
        severity=file.severity,
        per_file=file.per_file,
        per_ref=file.per_ref,
        fail_level=_FAIL_LEVELS[file.fail_level],
        fail_on_not_evaluated=file.fail_on_not_evaluated,
        folder=folder,
        rules=immutabledict(beside),
    )
    settings = with_rule_files(settings, [folder / name for name in file.rules], rules)
    problems = faulty_selectors(settings, rules)
    if problems:
        raise refused(document.source, problems, at)
    settings = with_waivers(settings, [folder / name for name in file.waivers])
    if file.baseline is None:
        return settings
    return with_baseline(settings, folder / file.baseline, new=new_baseline)


def _settings_in(document: Document, name: str) -> Any:
    """Find the settings in a file; only a ``govkit.toml`` may hold none, and end the search for others."""
    data: Any = document.data
    said = "it holds no settings"
    if name == _SHARED:
        said = "there is no table [tool.govkit] in it, so it holds no settings"
        for key in _TABLE:
            data = data.get(key) if isinstance(data, dict) else data
    if data is None or (data == {} and name != _SHARED):
        if name == _OWN:
            return {}
        raise refused(document.source, [Problem(said)])
    return data


def with_rule_files(settings: Settings, paths: Iterable[Path], rules: Offered[Rule]) -> Settings:
    """Add to settings the rules of files.

    Args:
        settings: the settings.
        paths: the files; one that the settings have already is not read again.
        rules: the rules at hand, ``kit.rules``, whose codes and names are taken.

    Returns:
        The settings with the rules.

    Raises:
        LoadError: a file cannot be read, or anything in it is wrong; every problem is listed with its line.
        UnknownNameError: no format has the suffix of one of the files.
    """
    for path in paths:
        if real(path) in map(real, settings.rules):
            continue
        read = read_rules(path, beside=settings.with_rules(rules).values())
        settings = attrs.evolve(settings, rules={**settings.rules, str(path): read})
    return settings


def with_baseline(settings: Settings, path: Path, *, new: bool = False) -> Settings:
    """Add to settings a baseline that is kept in a file.

    Args:
        settings: the settings.
        path: the file.
        new: whether it may be missing, because it is about to be written.

    Returns:
        The settings, with the baseline and where it is kept.

    Raises:
        LoadError: the file cannot be read, or is no baseline.
        UnknownNameError: no format has that suffix.
    """
    there = os.path.lexists(path)
    if not (there or new):
        raise LoadError(
            str(path), [Problem("there is no such baseline; --update-baseline writes it", "", str(path))]
        )
    baseline = read_baseline(path) if there else Baseline()
    return attrs.evolve(settings, baseline=baseline, baseline_file=path)


def with_waivers(settings: Settings, paths: Iterable[Path]) -> Settings:
    """Add to settings the waivers of files.

    Args:
        settings: the settings.
        paths: the files.

    Returns:
        The settings with those waivers, and where they are kept.

    Raises:
        LoadError: a file cannot be read, or anything in it is wrong.
        UnknownNameError: no format has the suffix of a file.
    """
    known = {real(each) for each in settings.waiver_files}
    files = tuple({real(each): each for each in paths if real(each) not in known}.values())
    held = tuple(attrs.evolve(waiver, shared=True) for each in files for waiver in read_waivers(each))
    return attrs.evolve(
        settings, waivers=(*settings.waivers, *held), waiver_files=(*settings.waiver_files, *files)
    )


def with_waivers_beside(settings: Settings, path: str | os.PathLike[str]) -> Settings:
    """Add to settings the waivers that belong to a register by their files' names.

    Args:
        settings: the settings.
        path: the register's file, such as ``cambs-2019.yaml``, which ``cambs-2019.waivers.yaml`` belongs to.

    Returns:
        The settings with those waivers; those of a file that the settings name are there already.

    Raises:
        LoadError: a file of waivers cannot be read, or anything in it is wrong.
    """
    of_all = {real(each) for each in settings.waiver_files}
    shared = any(each != Path(path) for each in called(path, Path(path).stem, (*SUFFIXES, *WORKBOOKS)))
    beside = [
        attrs.evolve(waiver, shared=shared)
        for each in waivers_beside(path)
        if real(each) not in of_all
        for waiver in read_waivers(each)
    ]
    return attrs.evolve(settings, waivers=(*settings.waivers, *beside)) if beside else settings


def faulty_selectors(settings: Settings, rules: Offered[Rule]) -> list[Problem]:
    """List what settings name that is no rule, nor the beginning of a code, and what they cannot say of one.

    Args:
        settings: the settings.
        rules: the rules at hand beside those that the settings bring.

    Returns:
        A problem for each, with its path in the settings; or one if nothing else is wrong and no rule would
        run. Where plug-ins were denied, whose rules nobody knows, a name may be one of theirs, and is no
        problem unless ``select`` holds nothing else.
    """
    rules = settings.with_rules(rules)
    unknown = list(_unknown(settings, rules))
    if rules.denied:
        selected = [each for each in unknown if each.path.startswith("/select/")]
        unknown = selected if len(selected) == len(settings.select or ()) else []
    found = [*unknown, *_ignoring_what_broke(settings), *_told_twice(settings, rules)]
    return found or list(_running_none(settings, rules))


def doubtful_selectors(settings: Settings, rules: Offered[Rule]) -> list[str]:
    """List what settings name that is no rule at hand, and may be one of a plug-in that was denied.

    Args:
        settings: the settings.
        rules: the rules at hand beside those that the settings bring.

    Returns:
        A sentence for each; none unless plug-ins were denied.
    """
    rules = settings.with_rules(rules)
    return [each.message for each in _unknown(settings, rules)] if rules.denied else []


def doubts_about(settings: Settings, rules: Offered[Rule]) -> Iterator[str]:
    """Say what may be wrong with settings, and does not keep them from being used.

    Args:
        settings: the settings.
        rules: the rules at hand beside those that the settings bring.

    Yields:
        A sentence for each name that may be of a denied plug-in's rule, and one if the baseline knows
        findings of rules that are not at hand.
    """
    yield from doubtful_selectors(settings, rules)
    known = settings.baseline.counts if settings.baseline else ()
    gone = {entry.rule for entry, _ in known} - settings.with_rules(rules).keys()
    if gone:
        names = ", ".join(sorted(gone))
        yield f"{settings.baseline_file} knows findings of {names}, and no rule at hand has that code"


def _unknown(settings: Settings, rules: Offered[Rule]) -> Iterator[Problem]:
    known = [
        name for rule in rules.values() for name in (rule.code, rule.code.rstrip("0123456789"), rule.name)
    ]
    for keys, each in settings.selectors():
        if any(selects(each, rule) for rule in rules.values()):
            continue
        said = f"names no rule{did_you_mean(each, known)}"
        if rules.denied:
            denied = ", ".join(rules.denied)
            said = f"names no rule that is loaded; it may be of a plug-in that was denied: {denied}"
        yield Problem(f'"{each}" {said}', pointer(*keys))


def _ignoring_what_broke(settings: Settings) -> Iterator[Problem]:
    for keys, each in settings.selectors():
        if keys[0] in _IGNORING and each in (rule_raised.code, rule_raised.name):
            way_out = "ignore the rule that breaks down, or mend it"
            yield Problem(f"that a rule broke down ({each}) cannot be ignored; {way_out}", pointer(*keys))


def _told_twice(settings: Settings, rules: Offered[Rule]) -> Iterator[Problem]:
    for rule in rules.values():
        if rule.code in settings.severity and rule.name in settings.severity:
            message = f"{rule.code} and {rule.name} are one rule; give its severity once"
            yield Problem(message, pointer("severity", rule.name))


def _running_none(settings: Settings, rules: Offered[Rule]) -> Iterator[Problem]:
    if not any(True for _ in settings.chosen(rules.values())):
        key = "ignore" if settings.select is None or any(settings.select) else "select"
        denied = f"; not loaded, because denied: {', '.join(rules.denied)}" if rules.denied else ""
        said = f"no rule is left to run, so nothing would ever be found{denied}"
        yield Problem(said, pointer(key))
