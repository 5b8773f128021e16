"""Whether the lifecycles that plug-ins offer are sound, which a strict caller asks."""

from collections.abc import Iterator

from govkit.blame import said
from govkit.workflow import Workflow
from govkit.workflow.verify import verify


def unsound(workflow: Workflow) -> Iterator[str]:
    """Say what ``verify`` finds wrong with a lifecycle.

    Args:
        workflow: the lifecycle.

    Yields:
        A sentence per fault, with the name of its check and a way out; one if it cannot be verified at all.
    """
    name = f'its workflow "{workflow.id}"'
    try:
        faults = verify(workflow).faults
    except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything
        yield f"{name} cannot be verified: {said(error)}"
        return
    for fault in faults:
        yield f"{name} does not keep {fault.check}: {fault.message} (mend it, or load it without strict)"
