"""The parties of Malmö follow up together: each has read in an extract of its own, without names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.demo.many import Places, files
from brygga.demo.reading_in import many_read_in
from brygga.demo.stage import Stage
from brygga.extracts.acts import take_part

AGREED = "Parterna har kommit överens om gemensam uppföljning av dem som återkommer. Ingen lämnar ut namn."
WHY = "Se vilka som återkommer, och var det brister mellan oss"


def in_malmo(stage: Stage) -> Iterator[datetime]:
    social, region = stage.unit("innerstaden").organisation, stage.unit("radmannen").organisation
    parties = ((social, "Petra Holst", "social_quality"), (region, "Ronja Wall", "care_quality"))
    yield stage.moment(-30, 9)
    for organisation, name, basis in parties:
        take_part(organisation, by=stage.actor(name), legal_basis=basis, words=AGREED)
    yield stage.moment(-9, 13)
    told = files(
        Places(social.name, "Socialjouren", "HVB", stage.unit("innerstaden").name),
        Places(region.name, "Psykiatrisk akut", stage.unit("beroendecentrum").name, stage.unit("radmannen").name),
        stage.day(-10),
    )
    for organisation, name, basis in parties:
        many_read_in(
            organisation, stage.actor(name), told[organisation.name], name="kontakter.csv", purpose=WHY,
            legal_basis=basis, legal_note="Vi behöver datum, enhet och slag av vård. Namn behövs inte.",
        )  # fmt: skip
