"""Hook specifications, the manager that survives broken plug-ins, and the delivery of events."""

from govkit.plugin.delivery import Delivery, deliveries, event_key
from govkit.plugin.manager import FORMATS, KINDS, RULES, SCHEMES, WORKFLOWS, Kind, Offer, Plugin, Plugins
from govkit.plugin.policy import Policy

__all__ = [
    "FORMATS",
    "KINDS",
    "RULES",
    "SCHEMES",
    "WORKFLOWS",
    "Delivery",
    "Kind",
    "Offer",
    "Plugin",
    "Plugins",
    "Policy",
    "deliveries",
    "event_key",
]
