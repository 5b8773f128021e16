"""Forms: an upload, an edit and a transition."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from govkit import GovkitError, LoadError
from govkit.io import loads
from govkit_board.models import Action, Register
from govkit_board.moves import EDITABLE

LARGEST = 2_000_000


class UploadForm(forms.ModelForm):
    """A register's file. Every problem of it is listed, and nothing is stored before there is none."""

    file = forms.FileField(help_text="A register as YAML, JSON or TOML, of at most 2 MB.")

    class Meta:
        model = Register
        fields = ()

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(f"{file.name} has more than {LARGEST:,} bytes; divide the register.")
        try:
            self.register = loads(file.read(), file.name or "")
        except LoadError as error:
            raise forms.ValidationError([str(each) for each in error.problems]) from error
        except GovkitError as error:
            raise forms.ValidationError(str(error)) from error
        if Register.objects.filter(ref=self.register.ref).exists():
            raise forms.ValidationError(
                f"The register {self.register.ref} is here already, with its history; nothing was replaced."
            )
        return file


class ActionForm(forms.ModelForm):
    """What may be edited at any time, with the version that somebody is looking at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Action
        fields = EDITABLE
        widgets = dict.fromkeys(EDITABLE, forms.Textarea({"rows": 2, "cols": 80}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version

    def values(self) -> dict[str, str | None]:
        """What was changed; a field that was emptied is not recorded any more.

        A browser sends other line ends than it was given; that alone changes nothing.
        """
        entered = {name: self.cleaned_data[name].replace("\r\n", "\n") for name in EDITABLE}
        shown = {name: (self.initial[name] or "").replace("\r\n", "\n").strip() for name in EDITABLE}
        return {name: text or None for name, text in entered.items() if text != shown[name]}


class MoveForm(forms.Form):
    """What a transition takes along: the fields its lifecycle names, and a reason."""

    def __init__(self, names: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*names, "why"):
            self.fields[name] = forms.CharField(required=False)

    def given(self) -> dict[str, str]:
        """What was filled in."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
