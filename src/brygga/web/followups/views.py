"""What waits in the plans: answers, follow-ups, and what was begun and forgotten."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from brygga.plans.queries import due_follow_ups, untouched, waiting_for_answer
from brygga.web.asking import Asking


def follow_ups(request: Asking) -> HttpResponse:
    page = due_follow_ups(request.actor, request.GET.get("efter", ""))
    facts = {"page": page, "waiting": waiting_for_answer(request.actor), "untouched": untouched(request.actor)}
    return render(request, "followups/list.html", facts)
