"""OSCAL plans of action and milestones and assessment results, read and written (JSON and YAML)."""
