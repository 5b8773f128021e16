"""The one object an embedding program holds."""

import os

from govkit.io import load, save
from govkit.model import Register
from govkit.report.dress import dress_of
from govkit.toolkit.judging import Judging
from govkit.toolkit.moving import Moving


class Toolkit(Judging, Moving):
    """Schemes, lifecycles and rules of the plug-ins it was given, applied to registers.

    Toolkits share nothing. Whatever depends on the day takes ``as_of``.

    Args:
        *plugins: modules or objects with hook implementations.
        strict: raise if anything is wrong with a plug-in, instead of reporting it among the findings; or if a
            lifecycle has faults, as ``verify`` finds them, which is not asked otherwise.

    Raises:
        PluginError: something is wrong with a plug-in or a lifecycle, and ``strict`` is set.
    """

    def load(self, path: str | os.PathLike[str]) -> Register:
        """Load a register from a ``.yaml``, ``.yml``, ``.json`` or ``.toml`` file, or an Excel template.

        Raises:
            MissingExtraError: what reads workbooks is not installed.
            LoadError: it lists every problem with its place.
            UnknownNameError: no format has that suffix.
        """
        return load(path)

    def save(self, register: Register, path: str | os.PathLike[str]) -> bool:
        """Write a register to a file, which is the old or the new one at any moment.

        A workbook (``.xlsx``) shows the register's schemes besides, in the colours of their bands.

        Returns:
            Whether the text that the register came from keeps its layout and its comments.

        Raises:
            MissingExtraError: what writes this format is not installed.
            SaveError: it would not read back equal, or cannot be written.
            UnknownNameError: no format has that suffix.
        """
        return save(register, path, dress_of(self.schemes))
