"""Acme's plug-ins for govkit."""
