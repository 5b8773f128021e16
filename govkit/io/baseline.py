"""Baselines as files of JSON, the same findings always the same bytes."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

import attrs
from annotated_types import Ge, Le

from govkit.errors import LoadError, Problem
from govkit.formats.files import read_document
from govkit.io.files import write_file
from govkit.io.reading import refused, structured
from govkit.model.constraint import Text
from govkit.rules import Baseline, Known

_VERSION: Final = 1


@attrs.frozen
class _Entry:
    register: Text
    rule: Text
    ref: Text
    element: str = ""
    count: Annotated[int, Ge(1)] = 1


@attrs.frozen
class _File:
    baseline: Annotated[int, Ge(_VERSION), Le(_VERSION)]
    findings: tuple[_Entry, ...] = ()


def read_baseline(path: str | os.PathLike[str]) -> Baseline:
    """Read a baseline.

    Args:
        path: a ``.json`` file that ``write_baseline`` wrote.

    Returns:
        The baseline.

    Raises:
        LoadError: the file cannot be read, or is no baseline; every problem is listed.
        UnknownNameError: no format has that suffix.
    """
    document = read_document(path)
    version = document.data.get("baseline") if isinstance(document.data, Mapping) else None
    if type(version) is int and version != _VERSION:
        said = (
            f"this baseline is of version {version}, and this govkit knows version {_VERSION}; "
            "use the govkit that wrote it, or take the file away and write a new one with --update-baseline"
        )
        raise refused(document.source, [Problem(said, "/baseline")])
    held = structured(document, document.data, _File)
    return Baseline(
        (Known(each.register, each.rule, each.ref, each.element), each.count) for each in held.findings
    )


def write_baseline(baseline: Baseline, path: str | os.PathLike[str]) -> None:
    """Write a baseline, a finding to a line, so that a change of it is read as one.

    Args:
        baseline: the baseline.
        path: a ``.json`` file.

    Raises:
        SaveError: the file cannot be written.
    """
    entries = [json.dumps({**attrs.asdict(known), "count": count}) for known, count in baseline.counts]
    listed = [",\n".join(f"    {entry}" for entry in entries)] if entries else []
    lines = ["{", f'  "baseline": {_VERSION},', '  "findings": [', *listed, "  ]", "}", ""]
    write_file("\n".join(lines).encode(), path)


@attrs.define
class BaselineUse:
    """Sees to it that of one baseline no two registers of one run use the same entries."""

    _used: dict[tuple[str, str], str] = attrs.field(factory=dict, init=False)

    def claim(self, baseline: Path | None, register: str, file: str) -> None:
        """Use what a baseline knows of a register.

        Args:
            baseline: the file of the baseline, None where there is none.
            register: id of the register.
            file: the register's file.

        Raises:
            LoadError: another file has claimed them; which of the two the findings are of cannot be told.
        """
        if baseline is None:
            return
        first = self._used.setdefault((os.path.realpath(baseline), register), file)
        if first != file:
            said = (
                f"its id {register} is that of {first} too, and {baseline} knows findings by it; "
                "give each register an id of its own, or a baseline of its own"
            )
            raise LoadError(file, [Problem(said, "/register", file)])
