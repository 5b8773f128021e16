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
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs

from govkit.errors import DefinitionError, LoadError, MissingExtraError, Problem
from govkit.io import loads
from govkit.io.yaml_file import read
from govkit.model import Register
from govkit.rules import Outcome
from govkit.toolkit import Toolkit

_DAY: Final = "2019-10-09"
_KEYS: Final = {"rule", "as_of", "pass", "fail", "unknown"}
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
        seen = [{key: each[key] for key in want} for each, want in zip(found, wanted, strict=False)]
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
        LoadError: the file is no YAML, or one of its registers does not load.
        DefinitionError: the file is not of the form of cases.
    """
    data: Any = read(path.read_text(encoding="utf-8"), str(path)).data
    if not isinstance(data, dict) or "rule" not in data or not set(data) <= _KEYS:
        raise DefinitionError(str(path), [f"the keys of a file of cases are {', '.join(sorted(_KEYS))}"])
    day = date.fromisoformat(data.get("as_of", _DAY))
    return [
        _case(path, data["rule"], day, outcome, each)
        for key, outcome in _OUTCOMES.items()
        for each in data.get(key) or []
    ]


def _case(path: Path, rule: str, as_of: date, outcome: Outcome | None, data: Any) -> RuleCase:
    known = {"name", "register", "findings"} if outcome else {"name", "register"}
    if not isinstance(data, dict) or set(data) != known:
        raise DefinitionError(str(path), [f"a case here has exactly the keys {', '.join(sorted(known))}"])
    try:
        register = loads(json.dumps(data["register"]), f"{path.name}: {data['name']}.json")
    except LoadError as error:
        raise LoadError(str(path), [Problem(f"{data['name']}: {each}") for each in error.problems]) from None
    return RuleCase(
        rule=rule,
        name=data["name"],
        as_of=as_of,
        register=register,
        outcome=outcome,
        findings=tuple(data.get("findings", ())),
    )


def rule_cases(*paths: Path) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrize a test over the cases of files and folders.

    Args:
        *paths: YAML files, or folders whose ``*.yaml`` files are taken.

    Returns:
        A decorator for a test that takes ``case``, for example
        ``def test_rule(case): case.check(Toolkit.installed())``.

    Raises:
        MissingExtraError: pytest is not installed.
        LoadError: a file is no YAML, or one of its registers does not load.
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
