"""The ways to go on with an intake."""

from __future__ import annotations

from brygga.bookings.acts import plan_first_meeting
from brygga.intakes import acts, may
from brygga.web.intakes.forms import (
    AppointForm,
    AssessForm,
    AttemptForm,
    DismissForm,
    MeetingForm,
    OpenForm,
)
from brygga.web.intakes.views import shown
from brygga.web.ways import Way, table

WAYS = table(
    Way(
        "kvittera",
        "Kvittera",
        "Personen ser att någon har läst det.",
        "Det är kvitterat.",
        acts.acknowledge,
        may.may_acknowledge,
    ),
    Way(
        "forsok",
        "Skriv in kontaktförsök",
        "Klockan stannar när ni har talats vid.",
        "Kontaktförsöket är sparat.",
        acts.log_attempt,
        may.may_work,
        AttemptForm,
        submit="Spara",
    ),
    Way(
        "tid",
        "Bestäm första mötet",
        "Personen ser tiden med sin kod. Inget skickas med mejl.",
        "Tiden är sparad. Personen ser den med sin kod.",
        plan_first_meeting,
        may.may_work,
        MeetingForm,
        submit="Spara tiden",
    ),
    Way(
        "bedom",
        "Vart hör det?",
        "Kryssa bara i det som är tydligt. Rutinens regler säger vart. Flera enheter kan arbeta parallellt.",
        "Sparat. Här ser du vart rutinen leder.",
        acts.assess,
        may.may_assess,
        AssessForm,
        submit="Spara",
    ),
    Way(
        "lagg-undan",
        "Lägg undan",
        "För det som kom två gånger, eller inte är något meddelande. Vill personen ha hjälp: skriv vad det blev.",
        "Det är undanlagt.",
        acts.dismiss,
        may.may_dismiss,
        DismissForm,
    ),
)
TAKE = Way(
    "utse",
    "Utse någon",
    "Den som utses ser det på sin startsida.",
    "",
    acts.appoint,
    may.may_appoint,
    AppointForm,
    submit="Utse",
)
OPEN_DETAILS = Way(
    "visa",
    "Visa skyddade uppgifter",
    "Läsningen loggas med ditt skäl.",
    "",
    shown,
    may.may_open_details,
    OpenForm,
    submit="Visa",
)
