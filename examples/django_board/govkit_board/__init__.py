"""Governance registers as Django models, moved by govkit's lifecycles in the admin."""
