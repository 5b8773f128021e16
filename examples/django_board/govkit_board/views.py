"""The board: what a register says today."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import mark_safe

from govkit import GovkitError
from govkit.report import report_on, svg_heat_map
from govkit_board.adapter import read
from govkit_board.models import Register
from govkit_board.toolkit import toolkit


def board(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the heat map, what is above tolerance, and the actions as they are stored."""
    if not request.user.has_perm("govkit_board.view_register"):
        raise PermissionDenied
    row = get_object_or_404(Register, ref=ref)
    kit, today = toolkit(), timezone.localdate()
    context = {**admin.site.each_context(request), "title": row.title, "row": row, "today": today}
    try:
        actions, register = read(row)
        report = report_on(register, as_of=today, schemes=kit.schemes, workflows=kit.workflows)
    except GovkitError as error:
        context["problems"] = [str(error)]
    else:
        # govkit escapes whatever a register says when it draws.
        # The drawing escapes whatever texts stand in it.
        maps = [(each.title, each.drawn and mark_safe(svg_heat_map(each.drawn))) for each in report.maps]  # noqa: S308
        context |= {"actions": actions, "report": report, "maps": maps}
    context["plugin_problems"] = kit.plugin_problems
    return render(request, "govkit_board/board.html", context)
