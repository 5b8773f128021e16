"""Registers as workbooks of Excel: the published template, written and read without loss."""

from govkit.io.workbook.dress import Dress
from govkit.io.workbook.format import SUFFIXES, TemplateFormat

__all__ = ["SUFFIXES", "Dress", "TemplateFormat"]
