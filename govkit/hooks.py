"""The two markers a plug-in needs; this module imports pluggy and nothing else.

A plug-in module decorates its functions with ``hookimpl`` and names itself in the entry-point group
``govkit``::

    from govkit.hooks import hookimpl

    @hookimpl
    def govkit_schemes():
        return [MY_SCHEME]

The hooks and their exact signatures are in ``govkit.plugin.spec``.
"""

import pluggy

PROJECT = "govkit"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
