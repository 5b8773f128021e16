"""What a reader sees in a cell of a page, gathered piece by piece, and what about it is not as it looks."""

import re
from typing import Final

from govkit.formats.fault import cut

BLANKS: Final = " \t\n\r\f"
_BLANKS: Final = re.compile(f"[{BLANKS}]+")
_DIGIT: Final = re.compile(r"\d")


class CellText:
    """Gathers the text of a cell.

    Attributes:
        notes: what a person should look at, a sentence each.
        began: for whoever says it, whether a paragraph began.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._fresh = True
        self._soft = False
        self._due = False
        self.notes: list[str] = []
        self.began = False

    def say(self, text: str) -> None:
        """Add text whose blanks and line breaks mean no more than one blank.

        Args:
            text: the text.
        """
        words = _BLANKS.sub(" ", text)
        if self._fresh or self._soft or self._due:
            words = words.removeprefix(" ")
        if words:
            self.keep(words)
            self._soft = words.endswith(" ")

    def keep(self, text: str) -> None:
        """Add text as it is.

        Args:
            text: the text.
        """
        if text:
            if self._due:
                self.new_line()
            self._pieces.append(text)
            self._fresh = self._soft = False

    def new_line(self) -> None:
        """End a line, be there anything in it or not."""
        if self._soft:
            self._pieces[-1] = self._pieces[-1][:-1]
        self._pieces.append("\n")
        self._fresh = True
        self._soft = self._due = False

    def block(self) -> None:
        """End a line if there is anything in it and anything follows."""
        self._due = not self._fresh

    def note(self, reason: str) -> None:
        """Note what a person should look at, once.

        Args:
            reason: why, as a sentence.
        """
        if reason not in self.notes:
            self.notes.append(reason)

    def leave_out(self, text: str, what: str) -> None:
        """Note that text is left out, if there is any.

        Args:
            text: the text.
            what: what is the matter with it, as a clause that follows "text that".
        """
        if text:
            self.note(f'text that {what} is left out: "{cut(text)}"')

    def struck(self, text: str) -> None:
        """Note that text is struck out, if there is any."""
        if text:
            self.note(f'"{cut(text)}" is struck out, and was read')

    def raised(self, text: str) -> None:
        """Note that text is raised or lowered, where it may be taken for a part of a number."""
        if _DIGIT.search(text):
            self.note(f'"{cut(text)}" is raised or lowered, and may be no part of what it stands at')

    def picture(self) -> None:
        """Note that there is a picture."""
        self.note("there is a picture in it, which is not read")

    def table(self, name: str) -> None:
        """Note that there is a table within the cell.

        Args:
            name: its name.
        """
        self.note(f"there is a table in it, which is read on its own as {name}")

    def mark(self) -> int:
        """Remember how much was said, for ``since``."""
        return len(self._pieces)

    def since(self, mark: int) -> str:
        """Say what was said since.

        Args:
            mark: what ``mark`` gave.

        Returns:
            The text, without blanks around it.
        """
        return "".join(self._pieces[mark:]).strip()

    @property
    def text(self) -> str:
        """What was said so far, without blanks around it; "" where nothing can be seen."""
        text = "".join(self._pieces).strip(BLANKS)
        return text if text.strip() else ""
