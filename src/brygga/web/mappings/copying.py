"""From what was ticked to a consent, and the copy to the person in the ways they chose."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from brygga.consents.models import Consent
from brygga.consents.standing import answer_about
from brygga.consents.words import yes_of
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.traces import log_reading
from brygga.mappings import may
from brygga.mappings.acts import deliver_copy, hand_over, link_consent
from brygga.mappings.models import Mapping, MappingCopy
from brygga.mappings.queries import contacts_of, wished_consent
from brygga.mappings.shown import drawn
from brygga.people.models import InformationWay
from brygga.people.queries import shown
from brygga.rules.consents import Stage
from brygga.web.asking import Asking
from brygga.web.consents.giving import Wished, take_yes
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.mappings.forms import CopyForm
from brygga.web.mappings.picture import paper
from brygga.web.mappings.views import around, found


def consent(request: Asking, pk: UUID) -> HttpResponse:
    """The consent form, with those chosen who were ticked; afterwards the talk holds the consent."""
    row = found(request, pk)
    allowed_or_403(request, may.may_deliver(request.actor, row))
    if row.person_id is None:
        raise NotAllowed(may.NO_PERSON)
    units, others, matters = wished_consent(request.actor, row)

    def linked(consent: Consent) -> HttpResponse:
        link_consent(row, by=request.actor, consent=consent)
        messages.success(request, "Samtycket är sparat och gäller. Ge personen en kopia.")
        return redirect("mapping-copy", pk)

    return take_yes(request, row.person_id, Wished(units=units, others=others, matters=matters), then=linked)


def copy(request: Asking, pk: UUID) -> HttpResponse:
    row = found(request, pk)
    allowed_or_403(request, may.may_deliver(request.actor, row))
    chosen = list(row.person.information_ways) if row.person else []
    form = CopyForm(request.POST or None, initial={"ways": chosen or [InformationWay.PAPER.value]})
    if form.is_valid():
        done = carry_out(form, deliver_copy, row, by=request.actor, information_ways=form.cleaned_data["ways"])
        if done is not REFUSED:
            messages.success(request, "Kopian är på väg. Skriv ut det som ska lämnas på papper.")
            return redirect("mapping", pk)
    if request.method == "GET":
        _read(request, row, "Kopia till personen")
    return show(request, "mappings/copy.html", form, chosen=bool(chosen), **around(request, row))


@require_POST
def handed_over(request: Asking, pk: UUID) -> HttpResponse:
    rows = MappingCopy.objects.visible_to(request.actor).select_related("mapping__coordination", "consent")
    row = get_object_or_404(rows, pk=pk)
    hand_over(row, by=request.actor)
    messages.success(request, "Det är noterat att personen har fått kopian.")
    return redirect("mapping", row.mapping_id)


def letter(request: Asking, pk: UUID) -> HttpResponse:
    """With the address where the window is, what the person said yes to, and the picture."""
    row = found(request, pk)
    if not may.may_deliver(request.actor, row) or row.person is None:
        raise NotAllowed(may.may_deliver(request.actor, row).reason or may.NO_PERSON)
    _read(request, row, "Brev till personen")
    view = shown(row.person, request.actor)
    rows = Consent.objects.visible_to(request.actor).select_related("unit__organisation", "replaced_by")
    given = rows.filter(pk=row.consent_id).first()
    answer = answer_about(given, clock.today()) if given else None
    holds = answer is not None and (answer.opens or answer.stage is Stage.COMING)
    context = {
        "mapping": row,
        "view": view,
        "consent": given,
        "yes": yes_of(given, request.actor) if given and holds else None,
        "answer": answer,
        "unit": row.unit,
        "author": row.unit.organisation.name,
        "sides": drawn(row, contacts_of(request.actor, row)),
    }
    return paper("documents/mapping_letter.html", context, title="Kopia av det vi kom överens om", name="brev")


def _read(request: Asking, row: Mapping, what: str) -> None:
    log_reading(request.actor, what=what, person_id=row.coordination.person_id, stream_id=row.coordination_id)
