"""What a function at a unit may do; the places name their functions, the program knows only these."""

from enum import StrEnum


class Power(StrEnum):
    CASES = "cases"
    DISTRIBUTE = "distribute"
    LEAD = "lead"
    MANDATE = "mandate"
    COORDINATE = "coordinate"
    ADMINISTER = "administer"
    REVIEW = "review"
    OPEN_PROTECTED = "open_protected"
    ANALYSE = "analyse"

    @property
    def sentence(self) -> str:
        """What the power means, in a caseworker's words."""
        return POWER_SENTENCES[self]


POWER_SENTENCES: dict[Power, str] = {
    Power.CASES: "Läser och arbetar med enhetens ärenden.",
    Power.DISTRIBUTE: "Tar emot och fördelar det som kommer till enheten.",
    Power.LEAD: "Läser enhetens ärenden och inkorg vid frånvaro och utser handläggare.",
    Power.MANDATE: "Får besluta om insatser.",
    Power.COORDINATE: "Kallar till möten och samordnar planer.",
    Power.ADMINISTER: "Sköter organisationer, enheter, medarbetare och funktioner.",
    Power.REVIEW: "Granskar vem som har läst personuppgifter.",
    Power.OPEN_PROTECTED: "Får öppna skyddade personuppgifter och anger då skäl.",
    Power.ANALYSE: "Läser uppföljningen av många och läser in utdrag för den. Ser aldrig enskilda personer där.",
}
