"""The board, and the admin."""

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from govkit_board.views import board

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("board/<str:ref>/", admin.site.admin_view(board), name="board"),
    path("admin/", admin.site.urls),
]
