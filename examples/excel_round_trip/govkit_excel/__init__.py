"""A body's own workbook, checked by govkit and handed back with remarks at its cells."""

from govkit_excel.looking import Looked, Remark, look
from govkit_excel.marking import mark

__all__ = ["Looked", "Remark", "look", "mark"]
