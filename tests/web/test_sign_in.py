"""Signing in through a provider: over real HTTP, with a provider that keeps the rules and one that does not."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.agencies.acts import add_staff, change_staff, record_leaving
from brygga.agencies.models import Staff
from brygga.config.env import Misconfigured
from brygga.config.sign_in import LOA3, Provider, Providers, providers
from brygga.core import clock
from brygga.core.models import AuditRow
from brygga.web.accounts import oidc
from brygga.web.accounts.sessions import PERSON_KEY, STAFF_KEY
from tests.cast import AMINA, as_

NUMBER = "https://id.oidc.se/claim/personalIdentityNumber"
COORDINATION = "https://id.oidc.se/claim/coordinationNumber"
SARA = {"sub": "sara-1", "claims": {"email": "sara@example.se", "email_verified": True}}


@pytest.fixture(scope="module")
def running():
    with subprocess.Popen(
        [sys.executable, Path(__file__).with_name("provider.py")], stdout=subprocess.PIPE, text=True
    ) as process:
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def broker(running, settings):
    """The provider, named in the settings both for staff and for persons; it keeps the rules until told otherwise."""
    requests.post(f"{running}/next", json={}, timeout=5)
    oidc._fetch_description.cache_clear()
    oidc._keys.cache_clear()
    facts = {"discovery": f"{running}/.well-known/openid-configuration", "client_id": "brygga"}
    both = Provider(label="Logga in", client_secret="hemlighet", **facts)
    settings.SIGN_IN = Providers(staff=both, person=both)
    return running


def sign_in(client, broker, kind, **who):
    """Walk the redirects: to the provider, who knows at once who it is, and back."""
    requests.post(f"{broker}/next", json=who, timeout=5)
    start = client.get(reverse(f"sign-in-{kind}"), {"next": "/kontakter/"})
    if start.status_code != 302:
        return start
    back = requests.get(start["Location"], allow_redirects=False, timeout=5).headers["Location"]
    return client.get(urlsplit(back).path, parse_qs(urlsplit(back).query))


def is_in(client):
    return bool(client.session.get(STAFF_KEY) or client.session.get(PERSON_KEY))


# staff


def test_an_invited_colleague_gets_in_and_the_account_is_tied(client, world, broker):
    response = sign_in(client, broker, "staff", **SARA)
    assert response["Location"] == "/uppdrag/?next=%2Fkontakter%2F"
    assert client.session[STAFF_KEY] == str(world.sara.staff_id)
    assert Staff.objects.get(pk=world.sara.staff_id).subject == "sara-1"
    assert AuditRow.objects.filter(act="agencies.sign_in_staff", outcome="done").count() == 1
    assert client.get(response["Location"])["Location"] == "/kontakter/"
    assert client.get("/kontakter/").status_code == 200


def test_the_account_counts_from_then_on_not_the_address(client, world, broker):
    sign_in(client, broker, "staff", **SARA)
    change_staff(Staff.objects.get(pk=world.sara.staff_id), by=world.adam, name="Sara Berg", email="ny@example.se")
    client.post(reverse("sign-out"))
    sign_in(client, broker, "staff", sub="sara-1")
    assert client.session[STAFF_KEY] == str(world.sara.staff_id)


def test_another_account_with_the_same_address_is_refused(client, world, broker):
    sign_in(client, broker, "staff", **SARA)
    client.post(reverse("sign-out"))
    assert sign_in(client, broker, "staff", **{**SARA, "sub": "someone-else"}).status_code == 403
    assert not is_in(client)


def test_an_hsa_id_invites(client, world, broker):
    add_staff(
        world.norr, by=world.adam, name="Hanna Hsa", hsa_id="SE2321000131-P1", function="counsellor", title="Kurator"
    )
    sign_in(client, broker, "staff", sub="hanna", claims={"employeeHsaId": "se2321000131-p1"})
    assert client.session[STAFF_KEY] == str(Staff.objects.get(name="Hanna Hsa").pk)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "sara@example.se"},
        {"email": "sara@example.se", "email_verified": False},
        {"email": "sara@example.se", "email_verified": "false"},
        {"email": "stranger@example.se", "email_verified": True},
        {"email": "sven@example.se", "email_verified": True, "employeeHsaId": "SE2321000131-P1"},
        {"name": "Sara Berg"},
        {},
    ],
)
def test_nobody_is_let_in_by_a_guess(client, world, broker, claims):
    add_staff(
        world.norr, by=world.adam, name="Hanna Hsa", hsa_id="SE2321000131-P1", function="counsellor", title="Kurator"
    )
    response = sign_in(client, broker, "staff", sub="x", claims=claims)
    assert response.status_code == 403
    assert "inte upplagd i Brygga" in response.content.decode()
    assert not is_in(client)
    assert not Staff.objects.exclude(subject="").exists()


def test_who_has_left_is_not_let_in(client, world, broker):
    sign_in(client, broker, "staff", **SARA)
    client.post(reverse("sign-out"))
    record_leaving(Staff.objects.get(pk=world.sara.staff_id), by=world.adam, on=clock.today() - timedelta(days=1))
    assert sign_in(client, broker, "staff", **SARA).status_code == 403


# persons


def test_a_person_gets_in_by_their_number_and_the_session_does_not_hold_it(client, world, broker):
    response = sign_in(client, broker, "person", sub="amina", claims={NUMBER: AMINA})
    assert response.status_code == 302
    assert client.session[PERSON_KEY]
    assert AMINA not in str(dict(client.session))


def test_the_number_may_come_in_userinfo(client, world, broker):
    sign_in(client, broker, "person", sub="amina", userinfo={NUMBER: AMINA})
    assert is_in(client)


@pytest.mark.parametrize(
    ("level", "let_in"), [("confirmed", True), ("probable", False), ("uncertain", False), (None, False)]
)
def test_a_coordination_number_counts_when_it_is_confirmed(client, world, broker, level, let_in):
    from brygga.people.acts import change_identity
    from brygga.rules.identity_numbers import parse

    number = "196109732393"
    change_identity(world.amina, by=world.sara, identity=parse(number), since=clock.today())
    sign_in(client, broker, "person", sub="a", claims={COORDINATION: number, f"{COORDINATION}Level": level})
    assert is_in(client) is let_in


@pytest.mark.parametrize("claims", [{NUMBER: "199704152397"}, {NUMBER: "123"}, {NUMBER: ""}, {}])
def test_a_person_nobody_has_registered_is_told_so_or_to_try_again(client, world, broker, claims):
    assert sign_in(client, broker, "person", sub="x", claims=claims).status_code == 403
    assert not is_in(client)


# what is not believed


@pytest.mark.requirement("ALL-05")
@pytest.mark.parametrize(
    "faults",
    [
        {"id_token": {"acr": "http://id.elegnamnden.se/loa/1.0/loa2"}},
        {"id_token": {"acr": None}},
        {"id_token": {"nonce": "another"}},
        {"id_token": {"nonce": None}},
        {"id_token": {"aud": "someone-else"}},
        {"id_token": {"aud": ["brygga", "someone-else"], "azp": "someone-else"}},
        {"id_token": {"iss": "https://idp.example.se"}},
        {"id_token": {"exp": 1_000_000_000}},
        {"id_token": {"iat": 4_000_000_000}},
        {"id_token": {"sub": None}},
        {"id_token": {"at_hash": "wrong"}},
        {"signature": "foreign"},
        {"signature": "none"},
        {"signature": "public key as secret"},
        {"userinfo_sub": "someone-else"},
        {"state": "another"},
        {"error": "access_denied"},
        {"answer_iss": "https://idp.example.se"},
        {"described_issuer": "https://idp.example.se"},
    ],
    ids=str,
)
def test_what_does_not_hold_lets_nobody_in(client, world, broker, faults):
    response = sign_in(client, broker, "staff", **SARA, faults=faults)
    assert response.status_code == 403
    assert not is_in(client)
    assert not Staff.objects.exclude(subject="").exists()


def test_the_level_of_assurance_is_asked_for_and_the_rest_is_as_it_should(client, world, broker):
    sign_in(client, broker, "staff", **SARA)
    asked = requests.get(f"{broker}/asked", timeout=5).json()
    assert (asked["response_type"], asked["code_challenge_method"], asked["acr_values"]) == ("code", "S256", LOA3)
    assert len(asked["state"]) >= 32 and len(asked["nonce"]) >= 32
    assert "http://id.elegnamnden.se/loa/1.0/loa2" not in str(asked)


def test_an_address_that_asks_for_less_changes_nothing(client, world, broker):
    start = client.get(
        reverse("sign-in-staff"), {"acr_values": "loa2", "scope": "x", "redirect_uri": "https://evil.se"}
    )
    asked = parse_qs(urlsplit(start["Location"]).query)
    assert asked["acr_values"] == [LOA3]
    assert asked["redirect_uri"] == ["http://testserver/logga-in/medarbetare/svar/"]


def test_an_answer_is_used_once_and_only_by_whoever_asked(client, world, broker):
    requests.post(f"{broker}/next", json=SARA, timeout=5)
    start = client.get(reverse("sign-in-staff"))
    back = requests.get(start["Location"], allow_redirects=False, timeout=5).headers["Location"]
    stranger = type(client)()
    path, query = urlsplit(back).path, parse_qs(urlsplit(back).query)
    assert stranger.get(path, query).status_code == 403
    assert client.get(reverse("sign-in-person-answer"), query).status_code == 403
    assert client.get(path, query).status_code == 403  # the attempt at the other door has used it up
    assert not is_in(client) and not is_in(stranger)


def test_an_answer_that_comes_too_late_is_refused(client, world, broker):
    requests.post(f"{broker}/next", json=SARA, timeout=5)
    start = client.get(reverse("sign-in-staff"))
    back = requests.get(start["Location"], allow_redirects=False, timeout=5).headers["Location"]
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        assert client.get(urlsplit(back).path, parse_qs(urlsplit(back).query)).status_code == 403


def test_the_session_from_before_does_not_come_along(client, world, broker):
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in(client, broker, "staff", **SARA)
    assert "planted" not in client.session
    assert client.session.session_key != before


# how long it lasts


def later(minutes):
    return clock.set_to(clock.now() + timedelta(minutes=minutes))


@pytest.mark.parametrize("who", ["sara", "amina_herself"])
def test_a_sign_in_that_rests_ends_by_itself_and_says_so(client, world, who):
    as_(client, getattr(world, who))
    page = "/min/" if who == "amina_herself" else "/kontakter/"
    for _ in range(3):
        with later(50):
            assert client.get(page).status_code == 200
    with later(50 + 61):
        told = client.get(page, follow=True)
    assert "ett tag sedan du var här" in told.content.decode()
    assert not is_in(client)


def test_nobody_stays_signed_in_longer_than_a_working_day(client, world):
    as_(client, world.sara)
    for visit in range(1, 12):
        with later(50 * visit):
            assert client.get("/kontakter/").status_code == 200
    with later(60 * 10 + 5):
        assert client.get("/kontakter/").status_code == 302


def test_reading_on_writes_no_session_at_each_page(client, world):
    as_(client, world.sara).get("/kontakter/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/kontakter/")
    assert not [one for one in asked if "UPDATE" in one["sql"]]


def test_signing_out_everywhere_ends_the_other_computer_and_nobody_elses(world):
    here, there, colleague = (as_(Client(), actor) for actor in (world.sara, world.sara, world.sven))
    assert here.post("/logga-ut/overallt/")["Location"] == "/logga-in/"
    assert there.get("/kontakter/", follow=True).redirect_chain[-1][0] == "/logga-in/"
    assert not is_in(there)
    assert colleague.get("/kontakter/").status_code == 200
    with later(1):
        assert as_(Client(), world.sara).get("/kontakter/").status_code == 200


def test_an_administrator_ends_it_for_whoever_lost_a_computer(client, world, broker):
    sign_in(client, broker, "staff", **SARA)
    client.get("/uppdrag/")
    assert client.get("/kontakter/").status_code == 200
    administrator = as_(Client(), world.adam)
    assert administrator.post(reverse("sign-out-member", args=[world.sara.staff_id])).status_code == 302
    assert client.get("/kontakter/").status_code == 302
    with later(1):
        sign_in(client, broker, "staff", **SARA)
        client.get("/uppdrag/")
        assert client.get("/kontakter/").status_code == 200
        assert administrator.post(reverse("forget-sign-in", args=[world.sara.staff_id])).status_code == 302
        assert client.get("/kontakter/").status_code == 302
    assert as_(Client(), world.sven).post(reverse("sign-out-member", args=[world.sara.staff_id])).status_code == 403


# addresses


def test_one_is_not_led_out_of_brygga(client, world, broker):
    requests.post(f"{broker}/next", json=SARA, timeout=5)
    start = client.get(reverse("sign-in-staff"), {"next": "https://evil.example.se/"})
    back = requests.get(start["Location"], allow_redirects=False, timeout=5).headers["Location"]
    assert client.get(urlsplit(back).path, parse_qs(urlsplit(back).query))["Location"] == "/uppdrag/"


def test_a_key_instead_of_a_secret(client, world, broker, settings):
    key = requests.get(f"{broker}/client-key", timeout=5).json()
    address = f"{broker}/.well-known/openid-configuration"
    settings.SIGN_IN = Providers(staff=Provider(label="X", discovery=address, client_id="brygga", private_key=key))
    assert sign_in(client, broker, "staff", **SARA).status_code == 302
    assert is_in(client)


def test_a_provider_that_is_down_is_told_of(client, world, settings):
    nowhere = "http://127.0.0.1:9/.well-known/openid-configuration"
    settings.SIGN_IN = Providers(staff=Provider(label="X", discovery=nowhere, client_id="brygga", client_secret="x"))
    response = client.get(reverse("sign-in-staff"))
    assert response.status_code == 403
    assert "Försök igen" in response.content.decode()


# the settings


def test_without_a_provider_there_is_no_door(client, db, settings):
    settings.SIGN_IN = Providers()
    for name in ("sign-in-staff", "sign-in-staff-answer", "sign-in-person", "sign-in-person-answer"):
        assert client.get(reverse(name)).status_code == 404


def test_the_doors_stand_on_the_page(client, db, broker, settings):
    import dataclasses

    settings.ENV = dataclasses.replace(settings.ENV, demo=False)
    shown = client.get(reverse("sign-in"), {"next": "/kontakter/"}).content.decode()
    assert "/logga-in/medarbetare/?next=%2Fkontakter%2F" in shown
    assert "/logga-in/person/" in shown


GOOD = {
    "BRYGGA_OIDC_STAFF_DISCOVERY": "https://idp.example.se/.well-known/openid-configuration",
    "BRYGGA_OIDC_STAFF_CLIENT_ID": "brygga",
    "BRYGGA_OIDC_STAFF_CLIENT_SECRET": "hemlighet",
}


def test_silence_is_no_provider_and_strict_is_what_is_not_said():
    assert providers({}) == Providers()
    staff = providers(GOOD).staff
    assert staff.acr == {LOA3}
    assert "hemlighet" not in repr(staff)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"DISCOVERY": "http://idp.example.se/"}, "https://"),
        ({"CLIENT_ID": ""}, "CLIENT_ID"),
        ({"CLIENT_SECRET": ""}, "CLIENT_SECRET"),
        ({"PRIVATE_KEY": "x"}, "antingen"),
        ({"ACR": " "}, "ACR är tom"),
    ],
)
def test_half_a_provider_stops_the_program(change, said):
    with pytest.raises(Misconfigured, match=said):
        providers({**GOOD, **{f"BRYGGA_OIDC_STAFF_{name}": value for name, value in change.items()}})


def test_who_works_here_comes_to_the_persons_own_door_and_not_round_and_round(world, client):
    as_(client, world.sara)
    for path in ("/min/", "/min/beslut/", "/min/tider/"):
        shown = client.get(path, follow=True)
        assert shown.redirect_chain == [("/min/logga-in/", 302)] and shown.status_code == 200, path
    assert client.get("/").status_code == 200, "still signed in as before"


def test_everyone_comes_to_their_own_start_from_bryggas_address_and_from_the_sign_in(shared, client):
    for path in ("/", "/logga-in/"):
        for who, theirs in (("amina_herself", "/min/"), ("sara", "/"), ("siv", "/")):
            shown = as_(client, getattr(shared, who)).get(path, follow=True)
            assert (shown.status_code, shown.request["PATH_INFO"]) == (200, theirs), (who, path)
        stranger = Client().get(path, follow=True)
        assert (stranger.status_code, stranger.request["PATH_INFO"]) == (200, "/logga-in/")


def test_a_person_on_the_way_to_a_page_of_those_who_work_here_is_asked_to_sign_in_as_one(shared, client):
    shown = as_(client, shared.amina_herself).get("/kontakter/", follow=True)
    assert shown.redirect_chain == [("/logga-in/?next=%2Fkontakter%2F", 302)] and shown.status_code == 200
