"""The law that the program leans on, as dated rows.

Only what the project's law page marks as verified stands here, each row with how sure that is.
`since` and `valid_from` are the earliest day that the evidence vouches for, not always the day the
law came into force. Nothing here replaces each authority's own legal judgement.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from brygga.rules.sources import NoRuleInForce, Rule, newest


class Certainty(StrEnum):
    VERIFIED = "verified"
    SECONDARY = "secondary"

    @property
    def sentence(self) -> str:
        return CERTAINTY_SENTENCES[self]


CERTAINTY_SENTENCES: dict[Certainty, str] = {
    Certainty.VERIFIED: "Kontrollerad mot lagtext eller laghänvisning.",
    Certainty.SECONDARY: "Hämtad från en andrahandskälla. Kontrollera lydelsen innan du använder den.",
}


class StatutoryPoint(StrEnum):
    """The four things a coordinated individual plan must state (SFS 2009:981)."""

    NEEDED_INTERVENTIONS = "needed_interventions"
    RESPONSIBLE_PRINCIPALS = "responsible_principals"
    MEASURES_BY_OTHERS = "measures_by_others"
    OVERALL_RESPONSIBILITY = "overall_responsibility"

    @property
    def sentence(self) -> str:
        return STATUTORY_SENTENCES[self]


STATUTORY_SENTENCES: dict[StatutoryPoint, str] = {
    StatutoryPoint.NEEDED_INTERVENTIONS: "Vilka insatser som behövs.",
    StatutoryPoint.RESPONSIBLE_PRINCIPALS: "Vilka insatser varje huvudman ansvarar för.",
    StatutoryPoint.MEASURES_BY_OTHERS: "Vilka åtgärder som vidtas av någon annan än kommunen eller regionen.",
    StatutoryPoint.OVERALL_RESPONSIBILITY: "Vem av huvudmännen som har det övergripande ansvaret för planen.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LawReference(Rule):
    """How a statute is cited by someone who writes that day."""

    name: str
    text: str

    def __str__(self) -> str:
        return self.text


REFERENCES: tuple[LawReference, ...] = (
    LawReference(
        name="sip_sol",
        text="2 kap. 7 § socialtjänstlagen (2001:453)",
        source="SFS 2009:981; handbok Malmö, avsnittet Samordnad individuell plan (SIP)",
        since=date(2010, 1, 1),
    ),
    LawReference(
        name="sip_sol",
        text="10 kap. 8–9 §§ socialtjänstlagen (2025:400)",
        source="Lag (2017:612) 4 kap. 2 § i lydelsen SFS 2025:449",
        since=date(2025, 7, 1),
    ),
    LawReference(
        name="sip_hsl",
        text="3 f § hälso- och sjukvårdslagen (1982:763)",
        source="SFS 2009:981; SIP-Samspelet, bilaga 2",
        since=date(2010, 1, 1),
    ),
    LawReference(
        name="sip_hsl",
        text="16 kap. 4 § hälso- och sjukvårdslagen (2017:30)",
        source="Lag (2017:612) 4 kap. 2 §",
        since=date(2018, 1, 1),
    ),
    LawReference(
        name="sip",
        text="2 kap. 7 § socialtjänstlagen (2001:453) och 3 f § hälso- och sjukvårdslagen (1982:763)",
        source="SFS 2009:981; SIP-Samspelet, bilaga 2",
        since=date(2010, 1, 1),
    ),
    LawReference(
        name="sip",
        text="2 kap. 7 § socialtjänstlagen (2001:453) och 16 kap. 4 § hälso- och sjukvårdslagen (2017:30)",
        source="Handbok Malmö, avsnittet Samordnad individuell plan (SIP)",
        since=date(2018, 1, 1),
    ),
    LawReference(
        name="sip",
        text="10 kap. 8–9 §§ socialtjänstlagen (2025:400) och 16 kap. 4 § hälso- och sjukvårdslagen (2017:30)",
        source="Lag (2017:612) 4 kap. 2 § i lydelsen SFS 2025:449",
        since=date(2025, 7, 1),
    ),
    LawReference(
        name="discharge",
        text="lagen (2017:612) om samverkan vid utskrivning från sluten hälso- och sjukvård",
        source="SFS 2017:612; handbok Malmö, avsnittet Samordnad individuell plan (SIP)",
        since=date(2018, 1, 1),
    ),
    LawReference(
        name="finsam",
        text="lagen (2003:1210) om finansiell samordning av rehabiliteringsinsatser",
        source="Lag 2003:1210, 2 §",
        since=date(2010, 1, 1),
    ),
    LawReference(
        name="lss_plan",
        text="10 § lagen (1993:387) om stöd och service till vissa funktionshindrade",
        source="SFS 1993:387, läst i 2025 års lydelse",
        since=date(2010, 1, 1),
    ),
)


def law_reference(name: str, on: date) -> LawReference:
    """How the law was cited that day."""
    found = newest((row for row in REFERENCES if row.name == name), on)
    if found is None:
        raise NoRuleInForce(f"Ingen laghänvisning ”{name}” gäller {on:%Y-%m-%d}.")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """A named rule that lets something be told without consent; someone always decides it."""

    key: str
    term: str
    text: str
    citation: str
    certainty: Certainty
    valid_from: date


EVIDENCE_FROM = date(2025, 7, 1)
"""The statute store that was read holds the changes of this day; earlier wordings were not read."""

LEGAL_BASES: tuple[LegalBasis, ...] = (
    LegalBasis(
        key="lvm_report",
        term="Anmälan om behov av tvångsvård (LVM)",
        text="Myndigheter som i sin verksamhet regelbundet kommer i kontakt med missbrukare, och "
        "läkare, ska genast anmäla till socialnämnden när någon kan behöva vård enligt LVM.",
        citation="6 § lagen (1988:870) om vård av missbrukare i vissa fall",
        certainty=Certainty.VERIFIED,
        valid_from=EVIDENCE_FROM,
    ),
    LegalBasis(
        key="lvm_information",
        term="Uppgifter till en LVM-utredning",
        text="Myndigheter som avses i 6 § ska lämna socialnämnden alla uppgifter som har betydelse "
        "för utredningen. Gäller inte hälso- och sjukvården i allmänhet.",
        citation="7 § lagen (1988:870) om vård av missbrukare i vissa fall",
        certainty=Certainty.VERIFIED,
        valid_from=EVIDENCE_FROM,
    ),
    LegalBasis(
        key="child_concern",
        term="Anmälan om oro för ett barn",
        text="De myndigheter och yrkesgrupper som lagen räknar upp ska anmäla oro för ett barn till socialnämnden.",
        citation="19 kap. 1 § socialtjänstlagen (2025:400)",
        certainty=Certainty.VERIFIED,
        valid_from=EVIDENCE_FROM,
    ),
    LegalBasis(
        key="admission_notice",
        term="Inskrivningsmeddelande från slutenvården",
        text="Den slutna vården underrättar kommunen om att en patient har skrivits in: namn, "
        "personnummer, folkbokföringsadress och beräknad tidpunkt för utskrivning. Inget mer.",
        citation="2 kap. 2–3 §§ lagen (2017:612) om samverkan vid utskrivning från sluten hälso- och sjukvård",
        certainty=Certainty.VERIFIED,
        valid_from=date(2018, 1, 1),
    ),
    LegalBasis(
        key="necessary_care",
        term="Nödvändig vård eller stöd åt en viss enskild",
        text="Mellan hälso- och sjukvård och socialtjänst, om uppgiften behövs för nödvändig vård, "
        "behandling eller annat stöd och personen är under 18 år, fortgående missbrukar eller "
        "vårdas enligt LPT eller LRV.",
        citation="25 kap. 12 § och 26 kap. 9 § offentlighets- och sekretesslagen (2009:400)",
        certainty=Certainty.SECONDARY,
        valid_from=EVIDENCE_FROM,
    ),
    LegalBasis(
        key="duty_to_inform",
        term="Uppgiftsskyldighet i lag eller förordning",
        text="Sekretess hindrar inte att en uppgift lämnas till en annan myndighet när en lag eller "
        "förordning säger att den ska lämnas. Ange vilken.",
        citation="10 kap. 28 § offentlighets- och sekretesslagen (2009:400)",
        certainty=Certainty.SECONDARY,
        valid_from=EVIDENCE_FROM,
    ),
)


def legal_basis(key: str) -> LegalBasis:
    for basis in LEGAL_BASES:
        if basis.key == key:
            return basis
    raise KeyError(key)


#: What the follow-up of many may rest on; it is decided by each organisation for its own.
FOLLOW_UP_BASES: tuple[LegalBasis, ...] = (
    LegalBasis(
        key="care_quality",
        term="Uppföljning och kvalitet i hälso- och sjukvården",
        text="Skriv vilken bestämmelse ni stöder er på, och hur ni har prövat den. Brygga har inte kontrollerat någon.",
        citation="Står i er bedömning",
        certainty=Certainty.SECONDARY,
        valid_from=EVIDENCE_FROM,
    ),
    LegalBasis(
        key="social_quality",
        term="Uppföljning och kvalitet i socialtjänsten",
        text="Sammanställningar får inte innehålla känsliga uppgifter eller ömtåliga personliga förhållanden, utom "
        "bland annat för uppföljning, utvärdering och kvalitetssäkring.",
        citation="7 a § lagen (2001:454) om behandling av personuppgifter inom socialtjänsten",
        certainty=Certainty.VERIFIED,
        valid_from=EVIDENCE_FROM,
    ),
    LegalBasis(
        key="other_follow_up",
        term="En annan regel",
        text="Skriv vilken lag eller förordning som gäller, och hur ni har prövat den.",
        citation="Står i er bedömning",
        certainty=Certainty.SECONDARY,
        valid_from=EVIDENCE_FROM,
    ),
)


def follow_up_basis(key: str) -> LegalBasis:
    return next(basis for basis in FOLLOW_UP_BASES if basis.key == key)
