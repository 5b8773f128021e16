"""Hook specifications and the manager that survives broken plug-ins."""

from govkit.plugin.manager import RULES, SCHEMES, WORKFLOWS, Kind, Offer, Plugin, Plugins
from govkit.plugin.policy import Policy

__all__ = ["RULES", "SCHEMES", "WORKFLOWS", "Kind", "Offer", "Plugin", "Plugins", "Policy"]
