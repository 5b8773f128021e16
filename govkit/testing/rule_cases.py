"""Cases for rules, written as YAML and run against a toolkit.

One file per rule::

    rule: duplicate-ref
    as_of: 2019-10-09              # optional, this day unless given
    pass:
      - name: two risks, two refs
        register: {register: r, title: T, risks: [{ref: R1, title: A}, {ref: R2, title: B}]}
    fail:
      - name: one ref twice
        register: {register: r, title: T, risks: [{ref: R1, title: A}, {ref: R1, title: B}]}
        findings:
          - {ref: R1, path: /risks/1/ref, message: 'risk "R1" stands here again …'}
    unknown: []                    # cases in which the rule cannot tell, written like those under fail

A case passes if the rule finds exactly what is listed: nothing under ``pass``, under ``fail`` and ``unknown``
each finding by its ref and path, and by its message where one is given.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs

from govkit.errors import DefinitionError, LoadError, MissingExtraError, Problem
from govkit.formats.yaml_file import read
from govkit.io.register import structure
from govkit.model import Document, Position, Register, Source, pointer
from govkit.rules import Outcome
from govkit.toolkit import Toolkit

_DAY: Final = "2019-10-09"
_KEYS: Final = {"rule", "as_of", "pass", "fail", "unknown"}
_NEEDED: Final = {"ref", "path"}
_ALLOWED: Final = _NEEDED | {"message"}
_OUTCOMES: Final = {"pass": None, "fail": Outcome.FAILS, "unknown": Outcome.NOT_EVALUATED}


@attrs.frozen(kw_only=True)
class RuleCase:
    """One case of one rule.

    Args:
        rule: code or name of the rule.
        name: what the case shows.
        as_of: the day in question.
        register: the register to check.
        outcome: what the rule is to say, None for nothing.
        findings: what is to be found, each a mapping with ``ref``, ``path`` and, if it matters, ``message``.
    """

    rule: str
    name: str
    as_of: date
    register: Register
    outcome: Outcome | None = None
    findings: tuple[dict[str, str], ...] = ()

    def check(self, kit: Toolkit) -> None:
        """Run the case.

        Args:
            kit: a toolkit that has the rule, and the schemes and lifecycles the register names.

        Raises:
            AssertionError: the rule finds something else than is listed.
            UnknownNameError: the toolkit lacks the rule.
        """
        findings = kit.check(self.register, as_of=self.as_of, only=[self.rule])
        found = [
            {"outcome": str(each.outcome), "ref": each.ref, "path": each.path, "message": each.message}
            for each in findings
        ]
        wanted = [{"outcome": str(self.outcome), **each} for each in self.findings]
        # What a case leaves out, the message as a rule, is not compared.
        seen = [{key: each.get(key) for key in want} for each, want in zip(found, wanted, strict=False)]
        if seen != wanted or len(found) != len(wanted):
            raise AssertionError(
                f"{self.rule}, {self.name}:\nwanted {_lines(wanted)}\nfound  {_lines(found)}"
            )


def _lines(items: list[dict[str, str]]) -> str:
    return "\n       ".join(json.dumps(item, ensure_ascii=False) for item in items) or "nothing"


def load_cases(path: Path) -> list[RuleCase]:
    """Load the cases of one rule.

    Args:
        path: a YAML file in the form that this module's documentation shows.

    Returns:
        The cases.

    Raises:
        LoadError: the file cannot be read or is no YAML, or one of its registers does not load.
        DefinitionError: the file is not of the form of cases.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LoadError(str(path), [Problem(f"cannot be read: {error}", "", str(path))]) from None
    document = read(text, str(path))
    data: Any = document.data
    if not isinstance(data, dict) or "rule" not in data or not set(data) <= _KEYS:
        raise DefinitionError(str(path), [f"the keys of a file of cases are {', '.join(sorted(_KEYS))}"])
    day = _day(path, data.get("as_of", _DAY))
    cases = []
    for key, outcome in _OUTCOMES.items():
        listed = data.get(key) or []
        if not isinstance(listed, list):
            raise DefinitionError(str(path), [f'under "{key}" stands a list of cases'])
        for index, each in enumerate(listed):
            faults = list(_faults(each, outcome))
            if faults:
                raise DefinitionError(f"{path}, {key} {index}", faults)
            cases.append(
                RuleCase(
                    rule=data["rule"],
                    name=each["name"],
                    as_of=day,
                    register=_register(document, each["register"], pointer(key, index, "register")),
                    outcome=outcome,
                    findings=tuple(each.get("findings", ())),
                )
            )
    return cases


def _day(path: Path, text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise DefinitionError(str(path), [f'as_of is a day as YYYY-MM-DD, not "{text}"']) from None


def _faults(data: Any, outcome: Outcome | None) -> Iterator[str]:
    known = {"name", "register", "findings"} if outcome else {"name", "register"}
    if not isinstance(data, dict) or set(data) != known:
        yield f"a case here has exactly the keys {', '.join(sorted(known))}"
    elif outcome and not (isinstance(data["findings"], list) and data["findings"]):
        yield "findings is a list of what the rule is to find; a rule that finds nothing is a case for pass"
    else:
        for finding in data.get("findings", ()):
            if not isinstance(finding, dict) or not _NEEDED <= set(finding) <= _ALLOWED:
                yield "a finding has the keys ref and path, and message if it matters"
            elif not all(isinstance(value, str) for value in finding.values()):
                yield "what is to be found is said in texts; put numbers in quotes"


def _register(document: Document, data: object, place: str) -> Register:
    """Make a case's register, whose problems and findings stand where they stand in the file of cases."""
    source = document.source
    register = structure(data)
    if isinstance(register, Register):

        def scan(text: str) -> Mapping[str, Position]:
            found = source.scan(text).items()
            return {path.removeprefix(place): at for path, at in found if path.startswith(place)}

        return attrs.evolve(register, source=Source(source.name, source.text, scan))
    problems = []
    for problem in register:
        at = source.locate(place + problem.path) or Position(1, 1)
        problems.append(
            attrs.evolve(problem, path=place + problem.path, file=source.name, line=at.line, column=at.column)
        )
    raise LoadError(source.name, problems)


def rule_cases(*paths: Path) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrize a test over the cases of files and folders.

    Args:
        *paths: YAML files, or folders whose ``*.yaml`` files are taken.

    Returns:
        A decorator for a test that takes ``case``, for example
        ``def test_rule(case): case.check(Toolkit.installed())``.

    Raises:
        MissingExtraError: pytest is not installed.
        LoadError: a file cannot be read or is no YAML, or one of its registers does not load.
        DefinitionError: a file is not of the form of cases, or there is none.
    """
    try:
        import pytest  # noqa: PLC0415 - an extra, needed only here
    except ImportError:
        raise MissingExtraError("govkit.testing", "testing") from None
    files = [file for path in paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
    cases = [case for file in files for case in load_cases(file)]
    if not cases:
        raise DefinitionError("rule cases", [f"there are none in {', '.join(map(str, paths))}"])
    return pytest.mark.parametrize("case", cases, ids=[f"{case.rule}-{case.name}" for case in cases])
