"""Rows. What may happen to an action is not said here: govkit's lifecycle says it."""

from typing import Any, Self

from django.db import models


class StaleError(Exception):
    """Somebody else saved the row since it was read."""

    def __init__(self, row: "Versioned") -> None:
        super().__init__(f"{row}: somebody else changed it since you opened it. Here is how it stands now.")


class Versioned(models.Model):
    """A row that is replaced only by whoever saw its latest version."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def expect(self, version: int) -> Self:
        """Refuse to go on from a version that is not the latest.

        Raises:
            StaleError: it is not.
        """
        if self.version != version:
            raise StaleError(self)
        return self

    def replace(self, **values: Any) -> None:
        """Store new values if nobody else has since this row was read; one statement asks and writes.

        Raises:
            StaleError: somebody has. Nothing is written.
        """
        latest = type(self).objects.filter(pk=self.pk, version=self.version)
        if not latest.update(version=self.version + 1, **values):
            raise StaleError(self)


class Register(Versioned):
    """A register: all that its file says, but for the actions, which are rows of their own."""

    ref = models.TextField(unique=True)
    title = models.TextField()
    document = models.JSONField()

    def __str__(self) -> str:
        return self.ref


class Action(Versioned):
    """An action. Null is what the register does not say, which is something else than an empty text."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="actions")
    path = models.CharField(max_length=200)  # its place in the file: /risks/0/actions/2
    address = models.TextField()  # what people call it: SR1.1/A3
    title = models.TextField()
    state = models.TextField(null=True)
    owner = models.TextField(null=True, blank=True)
    organisation = models.TextField(null=True, blank=True)
    start = models.TextField(null=True)  # dates stay as written: "Q4 2019-20"
    deadline = models.TextField(null=True)
    due = models.TextField(null=True)  # the deadline in force, after revisions; for lists
    end = models.TextField(null=True)
    notes = models.TextField(null=True, blank=True)
    more = models.JSONField(default=dict)  # whatever else there is: origin, revisions, updates

    class Meta:
        ordering = ("register", "pk")
        constraints = (models.UniqueConstraint(fields=("register", "path"), name="one_action_per_place"),)

    def __str__(self) -> str:
        return self.address


class Event(models.Model):
    """One step of an action's history; rows are only ever added."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    trigger = models.TextField()
    from_state = models.TextField()
    to_state = models.TextField()
    effective = models.DateField()
    recorded = models.DateField()
    by = models.TextField(null=True)  # nobody fires what the calendar fires
    why = models.TextField(null=True)
    more = models.JSONField(default=dict)  # changed fields, the lifecycle and its version

    class Meta:
        ordering = ("action", "number")
        constraints = (models.UniqueConstraint(fields=("action", "number"), name="one_event_per_number"),)

    def __str__(self) -> str:
        return f"{self.trigger}: {self.from_state} → {self.to_state}"
