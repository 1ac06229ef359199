"""The key that persons' pseudonyms are made with: derived from the one the blind index has, never kept by the files."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from brygga.core import secrets

INFO = b"brygga histories pseudonyms"


def history_key() -> bytes:
    return HKDF(algorithm=SHA256(), length=secrets.KEY_BYTES, salt=None, info=INFO).derive(secrets.keyring().indexing)
