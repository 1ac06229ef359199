"""The truth table: every state × every act, and nothing in between."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.requests import acts
from brygga.requests.models import Request
from brygga.requests.states import ENDED, TRANSITIONS, WAITING, RequestState, may_become
from tests.requests.asking import assignment, consent_to, fresh, opened, wish

S = RequestState
ACTS: dict[str, tuple[RequestState | None, Callable[[Any, Request], Any]]] = {
    "send": (S.SENT, lambda w, r: acts.send_request(r, by=w.sara)),
    "acknowledge": (S.ACKNOWLEDGED, lambda w, r: acts.acknowledge(r, by=w.rolf)),
    "appoint": (S.ACCEPTED, lambda w, r: acts.appoint(r, by=w.rolf, caseworker=assignment(w.kurt))),
    "decline": (S.DECLINED, lambda w, r: acts.decline(r, by=w.rolf, reason="Nej.")),
    "misdirected": (S.MISDIRECTED, lambda w, r: acts.misdirected(r, by=w.rolf, reason="Fel.")),
    "forward": (S.FORWARDED, lambda w, r: acts.forward(r, by=w.rolf, to_unit=w.psykiatri, reason="Dit.")),
    "withdraw": (S.WITHDRAWN, lambda w, r: acts.withdraw(r, by=w.sara, reason="Ångrat.")),
    "persons_no": (S.WITHDRAWN, lambda w, r: acts.note_persons_no(r, by=w.sara, said="Nej.")),
    "complete": (S.DONE, lambda w, r: acts.complete(r, by=w.sara)),
    "expire": (S.EXPIRED, lambda w, r: acts.expire(r, by=SYSTEM)),
    "save_draft": (None, lambda w, r: acts.save_draft(r, by=w.sara, answers={})),
}
#: Acts that need more than the state: a draft is thrown away, not refused by the person.
ALSO_REFUSED = {("persons_no", S.DRAFT)}


@pytest.fixture
def asked(world: Any) -> Callable[[RequestState], Request]:
    coordination = opened(world)
    consent_to(world, world.amina, world.innerstaden, world.radmannen, world.psykiatri)
    draft = wish(world, coordination)

    def in_state(state: RequestState) -> Request:
        if state is not S.DRAFT:
            acts.send_request(draft, by=world.sara)
        with asked_by("test"):
            past = clock.now().replace(year=2020)
            Request._base_manager.filter(pk=draft.pk).update(state=state, expires_at=past)
        return fresh(draft)

    return in_state


@pytest.mark.parametrize(("state", "name"), list(product(S, ACTS)), ids=str)
def test_each_act_works_in_its_states_and_is_refused_with_words_in_the_others(
    world: Any, asked: Any, state: RequestState, name: str
) -> None:
    becomes, do = ACTS[name]
    request = asked(state)
    allowed = state is S.DRAFT if becomes is None else may_become(state, becomes) and (name, state) not in ALSO_REFUSED
    if allowed:
        do(world, request)
        assert fresh(request).state == (becomes or state)
    else:
        with pytest.raises(NotAllowed, match=r"\w{3,}.*[.]$"):
            do(world, request)
        assert fresh(request).state == state


def test_what_has_ended_stays_ended() -> None:
    assert set(S) - ENDED == {S.DRAFT, S.SENT, S.ACKNOWLEDGED, S.ACCEPTED}
    assert all(S.WITHDRAWN in TRANSITIONS[state] for state in WAITING | {S.ACCEPTED, S.DRAFT})
