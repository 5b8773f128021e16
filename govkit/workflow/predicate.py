"""A Python function as a condition, for what the nodes of guards cannot say."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from govkit.blame import said
from govkit.errors import DefinitionError
from govkit.model.constraint import says_something
from govkit.workflow.field import View
from govkit.workflow.guard import Guard


@attrs.frozen
class Predicate(Guard):
    """A condition that a plain Python function decides. It is opaque: nobody can see what the function reads.

    Args:
        name: what the version of the lifecycle is made of instead of the code; give the function another name
            when what it demands changes.
        holds: the condition in words.
        fails: its opposite in words.
        function: is given the item, with the changes applied, and the facts of the occasion by name, and
            answers True or False. One of a module can be pickled, a lambda cannot.
    """

    name: str
    holds: str = attrs.field(eq=False)
    fails: str = attrs.field(eq=False)
    function: Callable[[Any, Mapping[str, Any]], bool] = attrs.field(eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no predicate.

        Raises:
            DefinitionError: a text is missing or blank, or the function is none; it lists every problem.
        """
        function: object = self.function
        texts: dict[str, object] = {"name": self.name, "holds": self.holds, "fails": self.fails}
        problems = [
            f"{name} of a Predicate takes a text that says something"
            for name, text in texts.items()
            if not isinstance(text, str) or not says_something(text)
        ]
        if not callable(function):
            problems.append("function of a Predicate takes a function of item and facts")
        if problems:
            raise DefinitionError("a guard", problems)

    def __call__(self, view: View) -> bool:
        """Ask the function.

        Raises:
            DefinitionError: it raised an error, or answered anything but True or False.
        """
        try:
            answer = self.function(view.item, view.facts)
        except Exception as error:
            raise DefinitionError("a guard", [f'"{self.holds}": {self.name} raised {said(error)}']) from error
        return self.answered(answer)

    def sentence(self, *, wanted: bool = True) -> str:
        """Say the condition, or its opposite."""
        return self.holds if wanted else self.fails

    def canonical(self) -> str:
        """Write the condition by its name; a change of the code alone does not show."""
        return f"predicate({self.name!r})"

    def reasons(self, view: View, *, wanted: bool = True, values: bool = True) -> Iterator[str]:  # noqa: ARG002
        """Say the opposite of what is wanted; of what the function found nobody can tell."""
        yield self.sentence(wanted=not wanted)
