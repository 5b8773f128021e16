"""The one object an embedding program holds."""

import os

from govkit.importing import dumps_in, is_special, load_as
from govkit.io import load, save
from govkit.io.files import write_file
from govkit.model import Register
from govkit.model.require import require_register
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

        A file that ends as one of the ``formats`` says, such as ``.jsonl``, is read by that format.

        Raises:
            MissingExtraError: what reads the format is not installed.
            LoadError: it lists every problem with its place, what would be lost included.
            UnknownNameError: no format has that suffix.
        """
        name = os.fspath(path)
        return load_as(name, self.formats) if is_special(name, self.formats) else load(path)

    def save(self, register: Register, path: str | os.PathLike[str]) -> bool:
        """Write a register to a file, which is the old or the new one at any moment.

        A workbook (``.xlsx``) shows the register's schemes besides, in the colours of their bands. A file
        that ends as one of the ``formats`` says, such as ``.jsonl`` or ``.oscal.json``, is written in that
        format.

        Returns:
            Whether the text that the register came from keeps its layout and its comments.

        Raises:
            MissingExtraError: what writes this format is not installed.
            SaveError: it would not read back equal, or cannot be written.
            UnknownNameError: no format has that suffix.
        """
        name, dress = os.fspath(path), dress_of(self.schemes)
        if not is_special(name, self.formats):
            return save(register, path, dress)
        require_register(register)
        write_file(dumps_in(register, name, self.formats, dress), path)
        return register.source is None
