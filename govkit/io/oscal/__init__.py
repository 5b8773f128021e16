"""OSCAL plans of action and milestones and assessment results, read and written (JSON and YAML)."""

from govkit.io.oscal.format import POAM_FORMAT, RESULTS_FORMAT, OscalFormat

__all__ = ["POAM_FORMAT", "RESULTS_FORMAT", "OscalFormat"]
