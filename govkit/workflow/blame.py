"""Naming the lifecycle and the item in an error that a guard raises, since a guard knows neither."""

from typing import Final, NoReturn

from govkit.errors import DefinitionError
from govkit.workflow.definition import Workflow

_GUARD: Final = "a guard"
"""The subject of an error that a guard raises."""


def blame(error: DefinitionError, workflow: Workflow, ref: str) -> NoReturn:
    """Raise an error again, a guard's with the lifecycle and the item it was asked of.

    Args:
        error: the error.
        workflow: the lifecycle.
        ref: the item's address.

    Raises:
        DefinitionError: always.
    """
    if error.subject != _GUARD:
        raise error
    raise DefinitionError(f"a guard of workflow {workflow.id}, asked of {ref}", error.problems) from error
