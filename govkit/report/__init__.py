"""Reports: what a register says on a day, for people and for programs."""

from govkit.report.document import Report, report_on
from govkit.report.dot import dot
from govkit.report.drawing import Drawing, cell_in_words, draw
from govkit.report.heatmap import HeatMap, heat_map
from govkit.report.html import html_report
from govkit.report.markdown import markdown_report
from govkit.report.mermaid import mermaid
from govkit.report.svg import svg_heat_map
from govkit.report.text import text_report

__all__ = [
    "Drawing",
    "HeatMap",
    "Report",
    "cell_in_words",
    "dot",
    "draw",
    "heat_map",
    "html_report",
    "markdown_report",
    "mermaid",
    "report_on",
    "svg_heat_map",
    "text_report",
]
