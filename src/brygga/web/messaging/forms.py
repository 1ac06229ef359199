"""What one wants by mail."""

from __future__ import annotations

from django import forms

from brygga.ui.forms import Form


class NoticesForm(Form):
    news = forms.BooleanField(
        label="När något nytt har kommit i inkorgen",
        help_text="Högst ett mejl i timmen, och inget om du redan har läst.",
        required=False,
    )
    times = forms.BooleanField(label="Kallelser till möten, bokade tider och påminnelser", required=False)
