"""Which plug-ins commands use: two options of the group, each with its environment variable."""

import os
from collections.abc import Callable
from typing import Any, Final

import click

from govkit.plugin.policy import ALLOW, DENY


class _Name(click.ParamType[str]):
    """A name of a plug-in or a distribution; in an environment variable, several with commas between."""

    name = "NAME"
    envvar_list_splitter = ","

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a name.

        Args:
            value: the text.
            param: the option.
            ctx: the context.

        Returns:
            The name.
        """
        name = str(value).strip()
        if not name:
            self.fail("a name is blank; give each a name, with one comma between two", param, ctx)
        return name


def _not_empty(ctx: click.Context, param: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    # click takes an empty variable for none at all. A list that was lost on its way would then let all in.
    if not names and os.environ.get(str(param.envvar)) == "":
        raise click.BadParameter("it is set but empty; name plug-ins, or unset it", ctx, param)
    return names


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _option(name: str, variable: str, text: str) -> Decorator:
    return click.option(
        name,
        type=_Name(),
        multiple=True,
        envvar=variable,
        show_envvar=True,
        callback=_not_empty,
        help=text,
    )


allow_option: Final = _option(
    "--allow-plugin",
    ALLOW,
    "Load this plug-in, or those of this distribution, and no others; may be repeated. * and ? are "
    'wildcards. govkit\'s own are of the distribution "govkit".',
)
deny_option: Final = _option(
    "--deny-plugin", DENY, "Do not load this plug-in, or those of this distribution, even if allowed."
)


def chosen(allow: tuple[str, ...], deny: tuple[str, ...]) -> dict[str, Any]:
    """Turn the options into arguments of ``Toolkit.installed``."""
    return {"allow": allow or None, "deny": deny}
