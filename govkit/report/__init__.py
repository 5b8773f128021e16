"""Reports: what a register says on a day, for people and for programs."""

from govkit.report.heatmap import HeatMap, heat_map
from govkit.report.text import text_report

__all__ = ["HeatMap", "heat_map", "text_report"]
