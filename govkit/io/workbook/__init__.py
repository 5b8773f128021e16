"""Registers as workbooks of Excel: the published template, written and read without loss."""

from govkit.formats.workbook.tables import WORKBOOKS
from govkit.io.workbook.dress import UNDRESSED, Dress
from govkit.io.workbook.format import TemplateFormat, is_marked, is_workbook

__all__ = ["UNDRESSED", "WORKBOOKS", "Dress", "TemplateFormat", "is_marked", "is_workbook"]
