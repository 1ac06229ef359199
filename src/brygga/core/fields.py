"""Columns that the database cannot read: text encrypted at rest, and the blind index to find it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.core import checks
from django.db import models

from brygga.core import secrets

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.expressions import Expression

    class TextField(models.Field[str, str]):
        db_index: bool

    class BytesField(models.Field[bytes, bytes]):
        db_index: bool

else:
    TextField = BytesField = models.Field


class EncryptedTextField(TextField):
    """Text in Python, AES-256-GCM in the database, where nothing can search it (see BlindIndexField).

    The ciphertext is bound to its column: renaming model or column takes a data migration too."""

    description = "Encrypted text"

    def get_internal_type(self) -> str:
        return "BinaryField"

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        errors = super().check(**kwargs)
        if self.unique or self.db_index:
            errors.append(checks.Error("Encrypted text cannot be unique or indexed; add a BlindIndexField.", obj=self))
        return errors

    @property
    def bound_to(self) -> str:
        return f"{self.model._meta.label_lower}.{self.column}"

    def to_python(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        raise TypeError(f"{self.name} is text, not {type(value).__name__}.")

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> bytes | None:
        if value == b"":  # what Django's schema editor fills a new column that may be blank with
            value = ""
        text = self.to_python(value)
        return None if text is None else secrets.encrypt(text, column=self.bound_to)

    def from_db_value(
        self, value: bytes | memoryview | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> str | None:
        return None if value is None else secrets.decrypt(bytes(value), column=self.bound_to)

    def get_lookup(self, lookup: str) -> Any:
        if lookup != "isnull":
            raise TypeError(f"{self.name} is encrypted: look it up by its blind index, not by {lookup}.")
        return super().get_lookup(lookup)

    def get_transform(self, lookup: str) -> NoReturn:
        raise TypeError(f"{self.name} is encrypted: {lookup} cannot be computed in the database.")

    def value_to_string(self, obj: models.Model) -> NoReturn:
        raise TypeError(f"{self.name} is encrypted and leaves the database only through a page or an export.")


class BlindIndexField(BytesField):
    """The fingerprint `secrets.blind_index` makes; found by equality only, and may be unique."""

    description = "Blind index"
    lookups = frozenset({"exact", "in", "isnull"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("db_index", not kwargs.get("unique", False))
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "db_index": self.db_index, "editable": self.editable}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, bytes) or len(value) != secrets.INDEX_BYTES:
            raise TypeError(f"{self.name} holds what secrets.blind_index makes, never the value itself.")
        return value

    def from_db_value(
        self, value: bytes | memoryview | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> bytes | None:
        return None if value is None else bytes(value)

    def get_lookup(self, lookup: str) -> Any:
        if lookup not in self.lookups:
            raise TypeError(f"{self.name} is a blind index: it can be equal or not, nothing else.")
        return super().get_lookup(lookup)

    def value_to_string(self, obj: models.Model) -> NoReturn:
        raise TypeError(f"{self.name} is a blind index and stays in the database.")
