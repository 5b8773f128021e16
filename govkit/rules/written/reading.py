"""Files of rules: read, checked against the model, and made rules like those that are written in Python."""

import os
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from itertools import islice
from string import Formatter
from typing import Any, Final

import attrs
from cattrs import BaseValidationError

from govkit.errors import Problem, RefusedError
from govkit.formats.collect import problems_of
from govkit.formats.converter import LIST_PROBLEMS
from govkit.formats.depth import too_deep
from govkit.formats.fault import Fault
from govkit.formats.files import read_document
from govkit.formats.placed import placed
from govkit.model import Located, pointer
from govkit.rules.rule import Check, Context, Fail, Over, Result, Rule, Unknown
from govkit.rules.written.compiling import compiled, found
from govkit.rules.written.fitting import misfits, names_in
from govkit.rules.written.form import RuleFile, converter, drafted
from govkit.rules.written.names import Read, Untold
from govkit.workflow import All, Field, Guard

_NOTHING: Final = "there is nothing in it; a file of rules has the key rules, which holds a list of them"
_NO_RULES: Final = "there are no rules in it: the list is empty"


def read_rules(
    path: str | os.PathLike[str] | Traversable, *, beside: Iterable[Rule] = ()
) -> tuple[Rule, ...]:
    """Read a file of rules, whose form ``docs/reference/rule-file.md`` describes.

    Args:
        path: a ``.yaml``, ``.yml``, ``.json`` or ``.toml`` file; ``importlib.resources.files(…) / …`` gives
            one inside a package.
        beside: rules that are at hand already, whose codes and names are taken.

    Returns:
        The rules, in the order of the file.

    Raises:
        LoadError: the file cannot be read, or is not what its suffix says.
        RefusedError: it is read, and its rules cannot work; every problem is listed with its line.
        UnknownNameError: no format has that suffix.
    """
    document = read_document(path)
    name = document.source.name
    if document.data is None or document.data == {}:
        raise RefusedError(name, [Problem(_NOTHING, "", name)])
    deep = too_deep(document.data, "rule")
    if deep is not None:
        raise RefusedError(name, placed([deep], document.source))
    try:
        file: RuleFile = converter().structure(document.data, RuleFile)
    except (Fault, BaseValidationError) as error:
        raise RefusedError(name, placed(problems_of(error), document.source)) from None
    if not file.rules:
        raise RefusedError(name, placed([Problem(_NO_RULES, "/rules")], document.source))
    taken = {
        name: f"{rule.code} {rule.name} is a rule already"
        for rule in beside
        for name in (rule.code, rule.name)
    }
    rules: list[Rule] = []
    problems: list[Problem] = []
    for place, data in enumerate(file.rules):
        draft, faults = drafted(data)
        wrong = (*faults, *islice(_problems(draft, place, taken), LIST_PROBLEMS))
        problems += [attrs.evolve(each, path=pointer("rules", place) + each.path) for each in wrong]
        left = len(file.rules) - place - 1
        if len(problems) >= LIST_PROBLEMS and left:
            end = f"{len(problems)} problems so far; the last {left} rules were not examined"
            problems.append(Problem(end, pointer("rules", place + 1)))
            break
        if not problems:
            rules.append(_rule(draft))
    if problems:
        raise RefusedError(name, placed(problems, document.source))
    return tuple(rules)


def _problems(draft: Mapping[str, Any], place: int, taken: dict[str, str]) -> Iterator[Problem]:
    yield from misfits(draft)
    for key in ("code", "name"):
        name = draft.get(key)
        if name is None:
            continue
        if name in taken:
            yield Problem(f"the {key} {name} is taken: {taken[name]}; give each its own", pointer(key))
            return
        taken.setdefault(name, f"rule {place + 1} of this file has it")


def _rule(draft: Mapping[str, Any]) -> Rule:
    """Make a rule of what was read and fits."""
    given, when, at = (draft[key] for key in ("given", "when", "at"))
    condition: Guard = when if given is None else All(given, when)
    over: Over = draft["over"]
    element = "" if at is None else found(over, Field(at)).path
    rest = {key: draft[key] for key in ("code", "name", "severity", "page", "source", "by_default")}
    return Rule(
        over=over,
        message=_template(draft["message"]),
        check=_check(condition, over, element, draft["message"]),
        condition=condition.sentence(),
        **rest,
    )


def _key(name: str) -> str:
    # A dot in a template would read an attribute of the value.
    return name.replace(".", "_")


def _template(message: str) -> str:
    said = ""
    for text, name, _, _ in Formatter().parse(message):
        said += text.replace("{", "{{").replace("}", "}}")
        said += "" if name is None else f"{{{_key(name)}}}"
    return said


def _check(condition: Guard, over: Over, element: str, message: str) -> Check:
    holds = compiled(condition, over)
    values = [(_key(name), found(over, Field(name))) for name, _ in names_in(message)]
    explanation = f"It fails because {condition.sentence()}."

    def check(at: Located[Any], context: Context) -> tuple[Result, ...]:
        answer = holds(at, context)
        if answer is False:
            return ()
        if answer is True:
            read = {key: _said(value, at, context) for key, value in values}
            return (Fail(element, read, explanation),)
        paths = {each.path for each in answer}
        missing = "; ".join(dict.fromkeys(each.missing for each in answer))
        return (Unknown(missing, paths.pop() if len(paths) == 1 else ""),)

    return check


def _said(read: Read, at: Located[Any], context: Context) -> object:
    value = read.get(at, context)
    if value is None:
        return "(not recorded)"
    if isinstance(value, Untold):
        return "(not known)"
    return str(value).lower() if isinstance(value, bool) else value
