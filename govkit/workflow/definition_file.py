"""Lifecycles as JSON: a version written down, to be kept and compared with the versions that follow."""

import json
from functools import cache

import attrs
from cattrs import ClassValidationError, Converter

from govkit.errors import DefinitionError, LoadError, Problem, RefusedError
from govkit.formats import json_file
from govkit.formats.collect import problems_of
from govkit.formats.depth import too_deep
from govkit.formats.fault import Fault
from govkit.formats.placed import placed
from govkit.model.constraint import Ref
from govkit.workflow.definition import Row, State, Workflow
from govkit.workflow.field import Field
from govkit.workflow.guard_form import guard_converter


@attrs.frozen(kw_only=True)
class _Form:
    """What stands in a file."""

    id: Ref
    version: str | None = None
    title: str
    kind: Ref
    source: str = ""
    initial: str
    states: tuple[State, ...]
    rows: tuple[Row, ...]
    facts: tuple[Field, ...] = ()

    def workflow(self) -> Workflow:
        given = attrs.asdict(self, recurse=False)
        del given["version"]
        return Workflow(**given)


@cache
def _converter() -> Converter:
    return guard_converter()


def to_json(workflow: Workflow) -> str:
    """Write a lifecycle as the text of a JSON file that reads back as the same version.

    Args:
        workflow: the lifecycle. Of a condition that is code, name and words are written.

    Returns:
        The text.

    Raises:
        DefinitionError: no file can hold it, or it would read back as another version.
    """
    head = {"id": workflow.id, "version": workflow.version}
    given = {name: getattr(workflow, name) for name in attrs.fields_dict(_Form)}
    try:
        data = head | _converter().unstructure(_Form(**given))
        text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
        read_workflow(text, workflow.id)
    except (TypeError, RecursionError, LoadError) as error:  # a constant of another type, half a character
        raise DefinitionError(f"workflow {workflow.id}", [f"no file can hold it: {error}"]) from error
    return text


def read_workflow(text: str, name: str) -> Workflow:
    """Read a lifecycle that ``to_json`` wrote.

    Args:
        text: the whole text.
        name: what to call it in messages.

    Returns:
        The lifecycle. What was code in it can be compared by name, and not be asked.

    Raises:
        LoadError: it is no JSON; every problem has its line.
        RefusedError: it is JSON and no lifecycle, or not the version it says it is; every problem is listed.
    """
    document = json_file.read(text, name)
    if (deep := too_deep(document.data, "lifecycle")) is not None:
        raise RefusedError(name, placed([deep], document.source))
    try:
        form: _Form = _converter().structure(document.data, _Form)
        workflow = form.workflow()
    except (Fault, ClassValidationError) as error:
        problems = problems_of(error)
    except DefinitionError as error:
        paths = error.paths or ("",) * len(error.problems)
        problems = [Problem(said, at) for said, at in zip(error.problems, paths, strict=True)]
    else:
        if form.version in (None, workflow.version):
            return workflow
        said = f"it says version {form.version}, and what it defines is {workflow.version}; leave version out"
        problems = [Problem(f"{said} if that is meant", "/version")]
    raise RefusedError(name, placed(problems, document.source))
