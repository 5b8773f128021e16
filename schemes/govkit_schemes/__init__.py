"""The scoring schemes that every release of govkit carries, a plug-in module each."""
