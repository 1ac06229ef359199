"""Extracts on the screens (MAL-17, MAL-20): from a file to the timeline or the follow-up, and away again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from brygga.core.ids import new_id
from brygga.extracts import acts, batches, keeping
from brygga.extracts.carrying import carry_on
from brygga.extracts.models import Extract, ExtractProfile, ExtractRow, FollowUpParticipation
from brygga.histories.reading import importing
from brygga.web.extracts import views
from tests.cast import as_
from tests.extracts.making import GROUND, HEAD_OF_ONE, HOME, WARD, content, of_many, of_one, read_in
from tests.histories.making import OTHER, STAY, TOLVA
from tests.web.test_granted_interventions import KEY, page, text

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MAL-20")]

NEIGHBOURS = ("siv", "pia", "sigrid", "adam")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.HISTORIES_FOLDER = tmp_path / "histories"


def upload(data: bytes, name: str = "utdrag.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def sent(client: Client, name: str, *args: Any, key: int = 0, **said: Any) -> Any:
    return client.post(reverse(name, args=args), {"_once": f"{KEY}{key}", **said}, follow=True)


def filled(html: str) -> dict[str, str]:
    """What the form would send as it stands."""
    found = {}
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"\s+selected', inner)
        found[name] = chosen[1] if chosen else ""
    for field in re.findall(r'<input type="text"[^>]*>', html):
        name, value = re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)
        if name:
            found[name[1]] = value[1] if value else ""
    return found


@pytest.mark.requirement("MAL-17")
class TestOfOne:
    def started(self, world: Any, data: bytes) -> tuple[Client, Any]:
        sara = as_(Client(), world.sara)
        return sara, sent(
            sara, "new-extract-of-one", world.coordination.pk, file=upload(data), matter="coordination", key=0
        )

    def test_from_a_file_to_the_timeline(self, shared: Any) -> None:
        assert "Inget utdrag är inläst" in page(shared.sara, "coordination-extracts", shared.coordination.pk)
        assert "Utdrag ur andra system" in page(shared.sara, "coordination-timeline", shared.coordination.pk)
        sara, columns = self.started(shared, content(WARD, HOME, HOME.replace("2025-01-15", "nyss"), head=HEAD_OF_ONE))
        assert "Vad betyder kolumnerna?" in text(columns)
        pk = Extract._base_manager.get().pk
        tried = sent(sara, "extract-columns", pk, key=1, **filled(columns.content.decode()))
        assert "4 Datumet går inte att läsa." in text(tried) and "Går att läsa in 2" in text(tried)
        assert not ExtractRow._base_manager.exists()
        faults = sara.get(reverse("extract-faults", args=[pk])).content.decode()
        assert "4;Börjar;Datumet går inte att läsa.;nyss" in faults
        lacking = sent(sara, "extract-import", pk, key=2, ground="necessary_care", purpose="")
        assert lacking.status_code == 422
        assert "Skriv er bedömning." in text(lacking) and "Skriv vad uppgifterna ska" in text(lacking)
        ground = {"ground": "necessary_care", "legal_note": "Hon vårdas enligt LPT.", "purpose": "Se hela året"}
        done = sent(sara, "extract-import", pk, key=3, **ground)
        assert "Raderna står på tidslinjen" in text(done) and "Hemmet Ljungen" in text(done)
        told = page(shared.sara, "coordination-timeline", shared.coordination.pk)
        assert "Hemmet Ljungen" in told and "Avbrott" in told
        assert "Hemmet Ljungen" in page(shared.amina_herself, "my-timeline")
        assert "utdrag.csv" in page(shared.rut, "coordination-extracts", shared.coordination.pk)

    def test_a_file_about_somebody_else_is_stopped_before_anything_is_read_in(self, shared: Any) -> None:
        sara, columns = self.started(shared, content(f"{TOLVA};{WARD}", head=f"Personnummer;{HEAD_OF_ONE}"))
        one = Extract._base_manager.get()
        tried = sent(sara, "extract-columns", one.pk, key=1, **filled(columns.content.decode()))
        assert "Filen handlar om någon annan än den här personen." in text(tried)
        assert not _again(one).told and not ExtractRow._base_manager.exists()

    def test_a_file_that_cannot_be_kept_leaves_nothing_behind(self, shared: Any) -> None:
        class Breaks(SimpleUploadedFile):
            def chunks(self, chunk_size: int | None = None) -> Any:
                yield b"a;b"
                raise OSError("no space left on device")

        with pytest.raises(OSError, match="no space"):
            keeping.keep(new_id(), Breaks("utdrag.csv", b"a;b").chunks())
        assert [path for path in keeping.folder().rglob("*") if path.is_file()] == []

    def test_a_consent_can_be_the_ground(self, shared: Any) -> None:
        one = of_one(shared)
        html = page(shared.sara, "extract-import", one.pk)
        assert "Personens samtycke" in html
        sara = as_(Client(), shared.sara)
        choice = re.search(
            r'value="(consent-[^"]+)"', sara.get(reverse("extract-import", args=[one.pk])).content.decode()
        )
        assert choice is not None
        sent(sara, "extract-import", one.pk, ground=choice[1], purpose="Se hela året")
        assert Extract._base_manager.get(pk=one.pk).ground == "Personens samtycke"

    def test_a_word_that_nobody_has_placed_is_asked_about(self, shared: Any) -> None:
        sara, columns = self.started(shared, content(WARD.replace("slutenvård", "Mobilt team"), head=HEAD_OF_ONE))
        pk = Extract._base_manager.get().pk
        tried = sent(sara, "extract-columns", pk, key=1, **filled(columns.content.decode()))
        assert "Okända ord" in text(tried) and "Ingen rad går att läsa in" in text(tried)
        again = sara.get(reverse("extract-columns", args=[pk]))
        assert "Vad är ”Mobilt team”?" in text(again)
        said = filled(again.content.decode()) | {"word_0": "contact", "save_as": "Treserva"}
        assert "Går att läsa in 1" in text(sent(sara, "extract-columns", pk, key=2, **said))
        assert ExtractProfile._base_manager.get().name == "Treserva"
        assert "Som Treserva" in page(shared.sara, "new-extract-of-one", shared.coordination.pk)

    def test_what_must_be_told_is_asked_for_at_its_field(self, shared: Any) -> None:
        sara, columns = self.started(shared, content(WARD, head=HEAD_OF_ONE))
        said = filled(columns.content.decode()) | {"column_unit": "", "left": "rymde"}
        answer = sent(sara, "extract-columns", Extract._base_manager.get().pk, key=1, **said)
        assert answer.status_code == 422 and "Välj kolumnen för enhet." in text(answer)
        assert 'value="rymde"' in answer.content.decode()

    @pytest.mark.parametrize(
        ("data", "words"), [(b"", "tom"), (b"PK\x03\x04", "går inte att läsa"), (b"a;b\n\0\0\0", "hör hemma")]
    )
    def test_what_is_no_extract_is_said_at_the_file(self, shared: Any, data: bytes, words: str) -> None:
        _, answer = self.started(shared, data)
        assert answer.status_code == 422 and words in text(answer)
        assert not Extract._base_manager.exists()
        assert [path for path in keeping.folder().rglob("*") if path.is_file()] == []

    def test_away_again_with_a_reason(self, shared: Any) -> None:
        one = read_in(shared)
        sara = as_(Client(), shared.sara)
        assert sent(sara, "extract-remove", one.pk, why="").status_code == 422
        assert "Utdraget är borttaget." in text(sent(sara, "extract-remove", one.pk, why="Fel person", key=1))
        assert "Fel person" in page(shared.sara, "extract", one.pk)
        assert "Hemmet Ljungen" not in page(shared.sara, "coordination-timeline", shared.coordination.pk)

    def test_the_neighbour_finds_nothing(self, shared: Any) -> None:
        one = of_one(shared)
        for who in NEIGHBOURS:
            client = as_(Client(), getattr(shared, who))
            for name in ("extract", "extract-columns", "extract-import", "extract-faults", "extract-remove"):
                assert client.get(reverse(name, args=[one.pk])).status_code == 404, (who, name)
            assert client.get(reverse("coordination-extracts", args=[shared.coordination.pk])).status_code == 404
        assert as_(Client(), shared.rut).get(reverse("extract", args=[one.pk])).status_code == 404


def _again(one: Extract) -> Any:
    return Extract._base_manager.get(pk=one.pk)


class TestOfMany:
    def test_from_a_file_to_the_follow_up_without_script(self, world: Any) -> None:
        petra = as_(Client(), world.petra)
        assert "Inget utdrag är inläst" in text(petra.get(reverse("extracts")))
        columns = sent(petra, "new-extract-of-many", file=upload(content(STAY, STAY.replace(TOLVA, OTHER))))
        pk = Extract._base_manager.get().pk
        reading = sent(petra, "extract-columns", pk, key=1, **filled(columns.content.decode()))
        assert "Läsningen börjar." in text(reading) and "Läs vidare nu" in text(reading)
        tried = sent(petra, "extract-carry-on", pk, key=2)
        assert "Personer 2" in text(tried) and "Gå vidare och läs in" in text(tried)
        ground = {"ground": "social_quality", "legal_note": "Beslut 2026.", "purpose": "Se vilka som återkommer"}
        assert "Läs vidare nu" in text(sent(petra, "extract-import", pk, key=3, **ground))
        done = text(sent(petra, "extract-carry-on", pk, key=4))
        assert "Inläst" in done and "Beslut 2026." in done
        assert TOLVA not in done

    def test_a_page_reads_for_a_while_and_goes_on_at_the_next(
        self, world: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(views, "SECONDS", -1)
        monkeypatch.setattr(importing, "PART_ROWS", 2)
        one = of_many(world, *[STAY.replace("2026-01-07", f"2026-01-{day:02}") for day in range(1, 6)])
        acts.import_rows(acts.check(one, by=world.petra, profile=one.reading) and carry_on(_again(one), by=world.petra),
                         by=world.petra, **GROUND)  # fmt: skip
        batches.discard(one)
        petra = as_(Client(), world.petra)
        assert "2 rader är lästa" in text(sent(petra, "extract-carry-on", one.pk))
        assert "4 rader är lästa" in text(sent(petra, "extract-carry-on", one.pk, key=1))
        for key in (2, 3):
            answer = text(sent(petra, "extract-carry-on", one.pk, key=key))
        assert "Inläst" in answer

    def test_the_neighbour_organisation_sees_nothing_of_it(self, world: Any) -> None:
        one = of_many(world)
        ronja = as_(Client(), world.ronja)
        assert ronja.get(reverse("extract", args=[one.pk])).status_code == 404
        assert "utdrag.csv" not in text(ronja.get(reverse("extracts")))

    @pytest.mark.parametrize("who", ["sara", "adam", "chef"])
    def test_without_the_power_the_door_is_closed(self, world: Any, who: str) -> None:
        client = as_(Client(), getattr(world, who))
        assert client.get(reverse("extracts")).status_code == 403
        assert client.get(reverse("new-extract-of-many")).status_code == 403

    def test_taking_part_and_leaving(self, world: Any) -> None:
        petra = as_(Client(), world.petra)
        assert "Ingen organisation är med än." in text(petra.get(reverse("joint-follow-up")))
        assert sent(petra, "joint-follow-up", legal_basis="social_quality", words="").status_code == 422
        done = sent(petra, "joint-follow-up", key=1, legal_basis="social_quality", words="Avtal 2026.")
        assert "Ni är med i den gemensamma uppföljningen." in text(done) and "Avtal 2026." in text(done)
        assert world.social.name in text(as_(Client(), world.ronja).get(reverse("joint-follow-up")))
        assert "Ni är inte längre med." in text(sent(petra, "joint-follow-up", key=2))
        assert FollowUpParticipation._base_manager.get().ended_on is not None
