"""The admin: uploads, buttons for what is allowed now, the reasons why the rest is not, and the history."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from govkit import GovkitError
from govkit_board import moves
from govkit_board.adapter import create, read
from govkit_board.forms import ActionForm, MoveForm, UploadForm
from govkit_board.models import Action, Event, Register, StaleError

REFUSED = (GovkitError, StaleError)
"""What is raised on purpose: its text is a sentence for whoever asked, and nothing is stored."""


class Kept(admin.ModelAdmin):
    """Nothing is deleted, for a register is a record."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Register)
class RegisterAdmin(Kept):
    list_display = ("ref", "title", "board")
    readonly_fields = ("ref", "title", "board")
    fields = readonly_fields
    actions = ("sweep",)

    @admin.display
    def board(self, row: Register) -> str:
        return format_html('<a href="{}">Board</a>', reverse("board", args=[row.ref]))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **kwargs) if change else UploadForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if obj else ("file",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.readonly_fields if obj else ()

    def save_model(self, request: HttpRequest, obj: Register, form: Any, change: bool) -> None:
        if not change:
            obj.pk = create(form.register).pk
            obj.refresh_from_db()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        try:
            return super().add_view(request, form_url, extra_context)
        except (GovkitError, DatabaseError) as error:
            self.message_user(request, f"Nothing was stored. {error}", messages.ERROR)
            return redirect(request.path)

    @admin.action(description="Sweep: record what is overdue today", permissions=["change"])
    def sweep(self, request: HttpRequest, rows: QuerySet[Register]) -> None:
        for row in rows:
            try:
                events, untold = moves.sweep(row, as_of=timezone.localdate())
            except REFUSED as error:
                self.message_user(request, f"Nothing was moved. {error}", messages.ERROR)
                continue
            self.message_user(request, f"Register {row}: {len(events)} moved on", messages.SUCCESS)
            for each in untold:
                self.message_user(request, f"Register {row}: {each}", messages.WARNING)


class History(admin.TabularInline):
    model = Event
    fields = ("trigger", "from_state", "to_state", "effective", "recorded", "by", "why")
    readonly_fields = fields
    extra = 0
    can_delete = False
    verbose_name_plural = "history"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Action)
class ActionAdmin(Kept):
    form = ActionForm
    fields = (*moves.EDITABLE, "start", "due", "end", "seen")
    readonly_fields = ("start", "due", "end")
    list_display = ("address", "title", "state", "due", "owner")
    list_filter = ("register", "state")
    search_fields = ("address", "title", "owner")
    inlines = (History,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        fire = self.admin_site.admin_view(require_POST(self.fire))
        return [path("<int:pk>/fire/", fire, name="govkit_board_action_fire"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Action, form: Any, change: bool) -> None:
        day, by = timezone.localdate(), request.user.get_username()
        moves.edit(obj.pk, form.cleaned_data["seen"], as_of=day, by=by, values=form.values())

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        extra = {**(extra_context or {}), **self._panel(request, object_id)}
        try:
            return super().change_view(request, object_id, form_url, extra)
        except REFUSED as error:
            entered = "; ".join(
                f"{name}: {request.POST[name]}" for name in moves.EDITABLE if request.POST.get(name)
            )
            said = f"Not saved. {error} You had entered: {entered}"
            self.message_user(request, said, messages.ERROR)
            return redirect(request.path)

    def _panel(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        row = self.get_object(request, object_id)
        if row is None or not self.has_change_permission(request, row):
            return {}
        try:
            _, register = read(row.register)
            workflow = moves.lifecycle(row, register)
            form = MoveForm(moves.asked_for(workflow), request.GET)
            chances = moves.chances(row, register, as_of=timezone.localdate(), given=form.given())
        except GovkitError as error:
            return {"state": row.state, "unknown": str(error)}
        state = row.state or f"{workflow.initial}: no state is recorded"
        return {"state": state, "move_form": form, "chances": chances}

    def fire(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Fire what a button says; what is not allowed leaves everything as it was, whoever posts it."""
        row = get_object_or_404(Action, pk=pk)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        page = reverse("admin:govkit_board_action_change", args=[pk])
        trigger, version = request.POST.get("trigger", ""), request.POST.get("version", "")
        given: dict[str, str] = {}
        try:
            _, register = read(row.register)
            given = MoveForm(moves.asked_for(moves.lifecycle(row, register)), request.POST).given()
            if trigger:
                seen = int(version) if version.isdecimal() else 0
                by = request.user.get_username()
                event = moves.fire(pk, seen, trigger, as_of=timezone.localdate(), by=by, given=given)
                self.message_user(request, f"Done: {event}", messages.SUCCESS)
                return redirect(page)
        except REFUSED as error:
            self.message_user(request, f"Nothing was changed. {error}", messages.ERROR)
        return redirect(f"{page}?{urlencode(given)}" if given else page)
