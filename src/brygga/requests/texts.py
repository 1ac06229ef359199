"""Sentences about requests that several places say."""

from __future__ import annotations

from brygga.requests.states import RequestState as S

#: Why nothing more can be done with a request in this state.
ALREADY: dict[S, str] = {
    S.DRAFT: "Förfrågan är inte skickad ännu.",
    S.SENT: "Förfrågan väntar på svar.",
    S.ACKNOWLEDGED: "Förfrågan är redan kvitterad.",
    S.ACCEPTED: "Förfrågan är redan accepterad.",
    S.DECLINED: "Verksamheten har redan sagt nej.",
    S.MISDIRECTED: "Förfrågan är redan besvarad: den kom fel.",
    S.FORWARDED: "Förfrågan är redan skickad vidare.",
    S.WITHDRAWN: "Förfrågan är återtagen.",
    S.EXPIRED: "Förfrågan förföll utan svar. Skicka en ny.",
    S.DONE: "Förfrågan är klar.",
}

NAMES_PERSON = (
    "Önskan får inte nämna personen. Ta bort förnamn, efternamn och personnummer. "
    "Ni talas vid om vem det gäller när någon är utsedd."
)
PERSON_SAID_NO = "Personen har sagt nej"
