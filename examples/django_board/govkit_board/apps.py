"""What the app is called."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "govkit_board"
    verbose_name = "Governance registers"
    default_auto_field = "django.db.models.BigAutoField"
