from __future__ import annotations

from django import forms

from brygga.ui.forms import Form


class ExplainForm(Form):
    words = forms.CharField(
        label="Vad är förklaringen?",
        help_text="Till exempel att ni har talat om det, eller vad ni gör åt det.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        error_messages={"required": "Skriv en förklaring."},
    )
