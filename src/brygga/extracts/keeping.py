"""The file of an extract, encrypted until it has been read in or is given up; then it is deleted."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.conf import settings

from brygga.core import secrets

PIECE = 1 << 20


def folder() -> Path:
    """Where the histories lie. What begins with a full stop in it is not seen by questions."""
    made = Path(settings.HISTORIES_FOLDER)
    made.mkdir(parents=True, exist_ok=True)
    return made


def keep(pk: UUID, pieces: Iterable[bytes]) -> str:
    """Writes it down, piece by piece; says its SHA-256."""
    digest = hashlib.sha256()
    place = _place(pk)
    place.parent.mkdir(exist_ok=True, mode=0o700)
    try:
        with place.open("wb") as file:
            for number, piece in enumerate(_cut(pieces)):
                digest.update(piece)
                sealed = secrets.encrypt(base64.b64encode(piece).decode(), column=_bound_to(pk, number))
                file.write(len(sealed).to_bytes(4, "big") + sealed)
    except BaseException:
        forget(pk)
        raise
    return digest.hexdigest()


@contextmanager
def opened(pk: UUID) -> Iterator[Path]:
    """As a file that is gone afterwards."""
    with NamedTemporaryFile(prefix="brygga-extract-") as plain, _place(pk).open("rb") as kept:
        number = 0
        while length := int.from_bytes(kept.read(4), "big"):
            text = secrets.decrypt(kept.read(length), column=_bound_to(pk, number))
            plain.write(base64.b64decode(text))
            number += 1
        plain.flush()
        yield Path(plain.name)


def is_kept(pk: UUID) -> bool:
    return _place(pk).exists()


def forget(pk: UUID) -> None:
    _place(pk).unlink(missing_ok=True)


def _place(pk: UUID) -> Path:
    return folder() / ".files" / f"{pk.hex}.sealed"


def _bound_to(pk: UUID, number: int) -> str:
    return f"extracts.file.{pk.hex}.{number}"


def _cut(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for at in range(0, len(piece), PIECE):
            yield piece[at : at + PIECE]
