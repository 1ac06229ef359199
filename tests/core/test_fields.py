"""What the database cannot read: encrypted text, its blind index and the keys."""

import base64
import dataclasses

import pytest
from django.conf import settings
from django.core import serializers
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from brygga.core import secrets
from brygga.core.fields import BlindIndexField, EncryptedTextField
from brygga.core.writing import asked_by

NUMBER = "199009172389"
NEIGHBOUR = "199104162384"


def key(letter):
    return base64.b64encode(letter.encode() * 32).decode()


@pytest.fixture
def keys(settings):
    """Says which keys are in force, as production writes them."""

    def use(text):
        settings.ENV = dataclasses.replace(settings.ENV, field_keys=text, demo=False)

    return use


@pytest.fixture
def record(transactional_db):
    """A table of its own with one encrypted column, one more, and an index; gone after the test."""
    with isolate_apps("brygga.core"):

        class Record(models.Model):
            number = EncryptedTextField(null=True)
            note = EncryptedTextField(blank=True, default="")
            number_index = BlindIndexField(unique=True, null=True)

            class Meta:
                app_label = "core"
                db_table = "test_fields_record"

        with connection.schema_editor() as editor:
            editor.create_model(Record)
        with asked_by("test"):
            yield Record
        with connection.schema_editor() as editor:
            editor.delete_model(Record)


def stored(record, column="number"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM test_fields_record")
        return bytes(cursor.fetchone()[0])


def test_what_is_written_comes_back_and_the_database_holds_none_of_it(record):
    record.objects.create(number=NUMBER, note="Åsa bor på Östergatan")
    row = record.objects.get()
    assert (row.number, row.note) == (NUMBER, "Åsa bor på Östergatan")
    assert NUMBER.encode() not in stored(record)
    assert "Östergatan".encode() not in stored(record, "note")


def test_the_same_text_is_never_stored_the_same_twice(record):
    record.objects.create(number=NUMBER)
    before = stored(record)
    record.objects.update(number=NUMBER)
    assert stored(record) != before
    assert record.objects.values_list("number", flat=True).get() == NUMBER


def test_nothing_is_stored_as_nothing(record):
    record.objects.create(number=None, note="")
    row = record.objects.filter(number__isnull=True).get()
    assert (row.number, row.note) == (None, "")


@pytest.mark.parametrize("lookup", ["number", "number__in", "number__contains", "number__gt", "number__lower"])
def test_looking_up_by_encrypted_text_fails_instead_of_finding_nothing(record, lookup):
    with pytest.raises(TypeError, match="blind index|computed"):
        record.objects.filter(**{lookup: [NUMBER]}).exists()


def test_a_ciphertext_moved_to_another_column_fails_loudly(record):
    record.objects.create(number=NUMBER, note="fritext")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE test_fields_record SET note = number")
    with pytest.raises(secrets.CannotDecrypt, match="core.record.note"):
        record.objects.get()


def test_a_changed_bit_fails_loudly(record):
    record.objects.create(number=NUMBER)
    broken = bytearray(stored(record))
    broken[-1] ^= 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE test_fields_record SET number = %s", [bytes(broken)])
    with pytest.raises(secrets.CannotDecrypt, match="skadat"):
        record.objects.get()


def test_text_only_is_stored(record):
    with pytest.raises(TypeError):
        record.objects.create(number=199009172389)


def test_encrypted_text_stays_out_of_exports(record):
    row = record.objects.create(number=NUMBER)
    with pytest.raises(TypeError, match="leaves the database"):
        serializers.serialize("json", [row])
    with pytest.raises(TypeError, match="leaves the database"):
        row._meta.get_field("number").value_to_string(row)


def test_the_person_is_found_by_the_blind_index_and_the_neighbour_is_not(record):
    for number in (NUMBER, NEIGHBOUR):
        record.objects.create(number=number, number_index=secrets.blind_index(number, "person"))
    assert record.objects.get(number_index=secrets.blind_index(NUMBER, "person")).number == NUMBER
    found = record.objects.filter(number_index__in=[secrets.blind_index(NEIGHBOUR, "person")])
    assert [row.number for row in found] == [NEIGHBOUR]
    assert not record.objects.filter(number_index=secrets.blind_index(NUMBER, "other")).exists()
    assert isinstance(found[0].number_index, bytes)


def test_one_number_is_one_person(record):
    record.objects.create(number_index=secrets.blind_index(NUMBER, "person"))
    record.objects.create(number_index=None)
    record.objects.create(number_index=None)
    with pytest.raises(IntegrityError):
        record.objects.create(number_index=secrets.blind_index(NUMBER, "person"))


@pytest.mark.parametrize("wrong", [NUMBER, NUMBER.encode()])
def test_the_number_itself_never_lands_in_the_index(record, wrong):
    with pytest.raises(TypeError, match="never the value itself"):
        record.objects.create(number_index=wrong)
    with pytest.raises(TypeError, match="never the value itself"):
        record.objects.filter(number_index=wrong).exists()


def test_a_blind_index_is_equal_or_not_and_nothing_else(record):
    with pytest.raises(TypeError, match="equal or not"):
        record.objects.filter(number_index__startswith=b"a").exists()


def test_a_column_may_be_added_to_a_table_with_rows(record):
    record.objects.create(number=NUMBER)
    field = EncryptedTextField(blank=True, default="")
    field.set_attributes_from_name("added")
    field.model = record
    with connection.schema_editor() as editor:
        editor.add_field(record, field)
    assert secrets.decrypt(stored(record, "added"), column="core.record.added") == ""


@isolate_apps("brygga.core")
def test_encrypted_text_cannot_be_unique_or_indexed():
    class Wrong(models.Model):
        number = EncryptedTextField(unique=True)

        class Meta:
            app_label = "core"

    assert [error.msg for error in Wrong._meta.get_field("number").check()] == [
        "Encrypted text cannot be unique or indexed; add a BlindIndexField."
    ]


@pytest.mark.parametrize(
    ("field", "written"),
    [
        (
            EncryptedTextField(null=True, blank=True),
            "brygga.core.fields.EncryptedTextField(blank=True, null=True)",
        ),
        (BlindIndexField(), "brygga.core.fields.BlindIndexField(db_index=True, editable=False)"),
        (
            BlindIndexField(unique=True),
            "brygga.core.fields.BlindIndexField(db_index=False, editable=False, unique=True)",
        ),
    ],
)
def test_migrations_can_write_the_fields_down(field, written):
    assert MigrationWriter.serialize(field)[0] == written
    assert field.clone().deconstruct()[1:] == field.deconstruct()[1:]


def test_the_newest_key_writes_and_all_keys_read(keys):
    keys(f"1:{key('a')};index:{key('i')}")
    old = secrets.encrypt(NUMBER, column="c")
    index = secrets.blind_index(NUMBER, "person")
    keys(f"1:{key('a')},2:{key('b')};index:{key('i')}")
    new = secrets.encrypt(NUMBER, column="c")
    assert [secrets.decrypt(one, column="c") for one in (old, new)] == [NUMBER, NUMBER]
    assert [secrets.is_current(one) for one in (old, new)] == [False, True]
    assert secrets.blind_index(NUMBER, "person") == index
    keys(f"2:{key('b')};index:{key('i')}")
    with pytest.raises(secrets.CannotDecrypt, match="fältnyckel 1 saknas"):
        secrets.decrypt(old, column="c")


def test_another_key_with_the_same_number_reads_nothing(keys):
    keys(f"1:{key('a')};index:{key('i')}")
    written = secrets.encrypt(NUMBER, column="c")
    keys(f"1:{key('b')};index:{key('i')}")
    with pytest.raises(secrets.CannotDecrypt, match="annan nyckel"):
        secrets.decrypt(written, column="c")


@pytest.mark.parametrize("stored", [b"", b"\x01", b"\x01\x01", b"\x02\x01" + b"x" * 40, b"199009172389"])
def test_what_brygga_never_wrote_is_refused(stored):
    with pytest.raises(secrets.CannotDecrypt):
        secrets.decrypt(stored, column="c")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "en vanlig mening",
        f"1:{key('a')}",
        f"1:{key('a')};index:kort",
        f"0:{key('a')};index:{key('i')}",
        f"1:{key('a')},1:{key('b')};index:{key('i')}",
        f"256:{key('a')};index:{key('i')}",
        f"1:{key('a')};index:{key('a')}",
        f"1:{key('a')},2:{key('a')};index:{key('i')}",
    ],
)
def test_production_starts_with_real_keys_or_not_at_all(keys, text):
    keys(text)
    with pytest.raises(ImproperlyConfigured, match="brygga.core.secrets"):
        secrets.keyring()


def test_the_demo_makes_do_with_a_phrase():
    assert settings.ENV.demo
    assert secrets.decrypt(secrets.encrypt(NUMBER, column="c"), column="c") == NUMBER


def test_new_keys_can_be_used_as_they_are(keys):
    keys(secrets.new_keys())
    assert secrets.keyring().newest == 1
    assert secrets.new_keys() != secrets.new_keys()


def test_keys_are_not_printed(keys):
    keys(f"1:{key('a')};index:{key('i')}")
    assert "aaaa" not in repr(secrets.keyring())


@given(st.text())
def test_any_text_survives(text):
    assert secrets.decrypt(secrets.encrypt(text, column="c"), column="c") == text


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_values_share_an_index_only_when_they_are_the_same(one, other):
    same = secrets.blind_index(one, "p") == secrets.blind_index(other, "p")
    assert same == (one == other)
    assert len(secrets.blind_index(one, "p")) == secrets.INDEX_BYTES


def test_nothing_has_no_index():
    with pytest.raises(ValueError, match="needs a value"):
        secrets.blind_index("", "person")
