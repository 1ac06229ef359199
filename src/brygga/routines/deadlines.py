"""The steps that have a clock, and a place's rows for them."""

from dataclasses import dataclass
from enum import StrEnum

from brygga.rules.clocks import Clock

LOCAL_SETTING = "Lokal inställning i Brygga (rutinen anger ingen tid)"
"""How the source of a row begins where the document is silent."""


class DeadlineStep(StrEnum):
    """What the program keeps a clock for. A routine has a row for each core step."""

    ACKNOWLEDGE_REQUEST = "acknowledge_request"
    ANSWER_GFI_WISH = "answer_gfi_wish"
    CALL_SIP_MEETING = "call_sip_meeting"
    ANSWER_CALL = "answer_call"
    SIP_ASKED_BY_PERSON = "sip_asked_by_person"
    EXPIRE_REQUEST = "expire_request"
    FOLLOW_UP_PLAN = "follow_up_plan"
    CONSENT_PERIOD = "consent_period"
    CONSENT_WARNING = "consent_warning"
    PARTIAL_PLAN = "partial_plan"
    CONTACT_PERSON = "contact_person"
    SUBMIT_CASE = "submit_case"
    PREPARE_TRANSFER = "prepare_transfer"
    ANNOUNCE_TRANSFER = "announce_transfer"
    CANCEL_CONSULTANT = "cancel_consultant"
    CANCEL_CONSULTANT_LATEST = "cancel_consultant_latest"
    ANSWER_CONSULTATION = "answer_consultation"
    INTAKE_TO_MANAGERS = "intake_to_managers"
    ANSWER_CARE_REQUEST = "answer_care_request"
    ANSWER_ACUTE = "answer_acute"
    BOOK_MEETING = "book_meeting"
    FIRST_MEETING = "first_meeting"
    ERASE_INTAKE = "erase_intake"
    TELL_DECISION = "tell_decision"
    FRESH_MAPPING = "fresh_mapping"
    RECENTLY_ENDED = "recently_ended"
    ANSWER_SUMMARY = "answer_summary"
    HOME_CONTACT = "home_contact"
    COACHING_LOOK = "coaching_look"
    COACHING_ANSWER = "coaching_answer"
    ANSWER_CLOSING = "answer_closing"
    ANSWER_HANDOVER = "answer_handover"
    ESCALATION_LEVEL = "escalation_level"
    KEEP_READING_AFTER_HANDOVER = "keep_reading_after_handover"
    KEEP_READING_AFTER_DISCHARGE = "keep_reading_after_discharge"

    @property
    def term(self) -> str:
        return DEADLINE_TERMS[self]


DEADLINE_TERMS: dict[DeadlineStep, str] = {
    DeadlineStep.ACKNOWLEDGE_REQUEST: "Bekräfta att en förfrågan har kommit fram",
    DeadlineStep.ANSWER_GFI_WISH: "Svara på ett önskemål om tidigt gemensamt möte",
    DeadlineStep.CALL_SIP_MEETING: "Kalla till SIP-möte när behovet har upptäckts",
    DeadlineStep.ANSWER_CALL: "Svara på en kallelse",
    DeadlineStep.SIP_ASKED_BY_PERSON: "Kalla till möte när personen själv har bett om SIP",
    DeadlineStep.EXPIRE_REQUEST: "En obesvarad förfrågan upphör",
    DeadlineStep.FOLLOW_UP_PLAN: "Följ upp planen",
    DeadlineStep.CONSENT_PERIOD: "Så länge gäller ett samtycke om inget annat sägs",
    DeadlineStep.CONSENT_WARNING: "Påminn innan ett samtycke går ut",
    DeadlineStep.PARTIAL_PLAN: "Gör klart resten av en plan som bara delvis är klar",
    DeadlineStep.CONTACT_PERSON: "Kontakta den som har sökt eller remitterats",
    DeadlineStep.SUBMIT_CASE: "Anmäl ett ärende till det regelbundna mötet",
    DeadlineStep.PREPARE_TRANSFER: "Börja planera en överföring före födelsedagen",
    DeadlineStep.ANNOUNCE_TRANSFER: "Avisera en överföring före födelsedagen",
    DeadlineStep.CANCEL_CONSULTANT: "Säg till konsulten att tiden inte behövs: tidigast",
    DeadlineStep.CANCEL_CONSULTANT_LATEST: "Säg till konsulten att tiden inte behövs: senast",
    DeadlineStep.ANSWER_CONSULTATION: "Svara när någon rådgör i skrift",
    DeadlineStep.INTAKE_TO_MANAGERS: "Cheferna får veta att någon inte har kontaktats, räknat från den dagen",
    DeadlineStep.ANSWER_CARE_REQUEST: "Svara på en vårdbegäran",
    DeadlineStep.ANSWER_ACUTE: "Svara på en akut konsultation",
    DeadlineStep.BOOK_MEETING: "Boka tid när en handläggare är utsedd",
    DeadlineStep.FIRST_MEETING: "Håll det första samverkansmötet efter inskrivningen",
    DeadlineStep.ERASE_INTAKE: "Radera det som någon skrev när den bad om hjälp, räknat från det att det avslutades",
    DeadlineStep.TELL_DECISION: "Berätta om ett beslut för personen",
    DeadlineStep.FRESH_MAPPING: "Så länge kan en avslutad kartläggning eller utredning användas i stället för en ny",
    DeadlineStep.RECENTLY_ENDED: "Så länge efter att en enhet har lämnat kan man fråga den om det den vet",
    DeadlineStep.ANSWER_SUMMARY: "Lämna en sammanfattning som någon har bett om",
    DeadlineStep.HOME_CONTACT: "Boka en kontakt hemma innan en placering tar slut",
    DeadlineStep.COACHING_LOOK: "Hör av dig till den som står i kö till coachingteamet",
    DeadlineStep.COACHING_ANSWER: "Svara på en erbjuden plats i coachingteamet",
    DeadlineStep.ANSWER_CLOSING: "Svara om enheten är med på ett avslut",
    DeadlineStep.ESCALATION_LEVEL: "Lös en lyft fråga på en nivå",
    DeadlineStep.ANSWER_HANDOVER: "Utse handläggare när ett ärende lämnas över",
    DeadlineStep.KEEP_READING_AFTER_HANDOVER: "Så länge läser den som har lämnat över ett ärende",
    DeadlineStep.KEEP_READING_AFTER_DISCHARGE: "Så länge läser den som fick ett inskrivningsmeddelande, efteråt",
}

SOME_PLACES_ONLY = frozenset(
    {
        DeadlineStep.CONTACT_PERSON,
        DeadlineStep.SUBMIT_CASE,
        DeadlineStep.PREPARE_TRANSFER,
        DeadlineStep.ANNOUNCE_TRANSFER,
        DeadlineStep.CANCEL_CONSULTANT,
        DeadlineStep.CANCEL_CONSULTANT_LATEST,
        DeadlineStep.ANSWER_CONSULTATION,
        DeadlineStep.INTAKE_TO_MANAGERS,
        DeadlineStep.ANSWER_CARE_REQUEST,
        DeadlineStep.ANSWER_ACUTE,
        DeadlineStep.BOOK_MEETING,
        DeadlineStep.FIRST_MEETING,
        DeadlineStep.ERASE_INTAKE,
        DeadlineStep.TELL_DECISION,
        DeadlineStep.FRESH_MAPPING,
        DeadlineStep.RECENTLY_ENDED,
        DeadlineStep.ANSWER_SUMMARY,
        DeadlineStep.HOME_CONTACT,
        DeadlineStep.COACHING_LOOK,
        DeadlineStep.COACHING_ANSWER,
        DeadlineStep.ANSWER_CLOSING,
        DeadlineStep.ANSWER_HANDOVER,
        DeadlineStep.ESCALATION_LEVEL,
        DeadlineStep.KEEP_READING_AFTER_HANDOVER,
        DeadlineStep.KEEP_READING_AFTER_DISCHARGE,
    }
)
"""Steps that only some routines have; the others are core."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Clock):
    """A clock for one step; `brygga.rules.clocks.due_at` reads it."""

    step: DeadlineStep

    @property
    def key(self) -> str:
        return self.step.value
