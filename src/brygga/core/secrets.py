"""Keys for what is stored unreadable, and the two things done with them: encrypting, and indexing blindly.

`BRYGGA_FIELD_KEYS` reads `1:key,2:key;index:key`, each key 32 bytes in base64. The highest number encrypts,
all decrypt. The index key is another one and lives, like the rest, outside the database: there are so few
possible identity numbers that whoever holds it can try them all. `python -m brygga.core.secrets` makes keys.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = 1
NONCE_BYTES = 12
KEY_BYTES = INDEX_BYTES = 32
HEADER_BYTES = 2

HOW = "Skriv BRYGGA_FIELD_KEYS som 1:nyckel;index:nyckel. `python -m brygga.core.secrets` gör nya nycklar."


class CannotDecrypt(Exception):
    """A stored value is damaged, stands in another column than it was written for, or its key is missing."""


@dataclass(frozen=True, slots=True)
class Keyring:
    encrypting: dict[int, bytes] = field(repr=False)
    indexing: bytes = field(repr=False)

    @property
    def newest(self) -> int:
        return max(self.encrypting)


def keyring() -> Keyring:
    return read_keyring(settings.ENV.field_keys, settings.ENV.demo)


@lru_cache(maxsize=8)
def read_keyring(text: str, demo: bool) -> Keyring:
    """Keys as written in the environment. Only the demo and the tests may give a mere phrase."""
    if demo and text and ":" not in text:
        return Keyring({1: _derived(text, "encrypting")}, _derived(text, "indexing"))
    encrypting_part, _, index_part = text.partition(";")
    name, _, index_key = index_part.strip().partition(":")
    if name != "index":
        raise ImproperlyConfigured(f"Fältnycklarna saknas eller saknar indexnyckel. {HOW}")
    encrypting: dict[int, bytes] = {}
    for part in encrypting_part.split(","):
        number, _, key = part.strip().partition(":")
        if not number.isdecimal() or not 1 <= int(number) <= 255 or int(number) in encrypting:
            raise ImproperlyConfigured(f"Varje fältnyckel ska ha ett eget nummer mellan 1 och 255. {HOW}")
        encrypting[int(number)] = _key(key)
    indexing = _key(index_key)
    if len({*encrypting.values(), indexing}) <= len(encrypting):
        raise ImproperlyConfigured(f"Två av fältnycklarna är lika; var och en ska vara en egen. {HOW}")
    return Keyring(encrypting, indexing)


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"En fältnyckel är inte 32 byte i base64. {HOW}")
    return key


def _derived(phrase: str, purpose: str) -> bytes:
    info = f"brygga demo {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(phrase.encode())


def encrypt(text: str, *, column: str) -> bytes:
    """Version, key number, nonce, then AES-256-GCM bound to the column (`app_label.model.column`)."""
    keys = keyring()
    header, nonce = bytes([VERSION, keys.newest]), os.urandom(NONCE_BYTES)
    sealed = AESGCM(keys.encrypting[keys.newest]).encrypt(nonce, text.encode(), header + column.encode())
    return header + nonce + sealed


def decrypt(stored: bytes, *, column: str) -> str:
    header, rest = stored[:HEADER_BYTES], stored[HEADER_BYTES:]
    if len(header) < HEADER_BYTES or header[0] != VERSION:
        raise CannotDecrypt(f"{column}: värdet är inte skrivet av Brygga.")
    key = keyring().encrypting.get(header[1])
    if key is None:
        raise CannotDecrypt(f"{column}: fältnyckel {header[1]} saknas i BRYGGA_FIELD_KEYS.")
    try:
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], header + column.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise CannotDecrypt(
            f"{column}: värdet är skadat, flyttat från en annan kolumn eller skrivet med en annan nyckel."
        ) from error


def is_current(stored: bytes) -> bool:
    """Whether the newest key wrote it; what it did not is written anew when keys are changed."""
    return stored[:HEADER_BYTES] == bytes([VERSION, keyring().newest])


def blind_index(value: str, purpose: str) -> bytes:
    """A fingerprint to look up by, unreadable. Give the normalised value; each purpose has its own."""
    if not value or not purpose or "\0" in purpose:
        raise ValueError("A blind index needs a value and a purpose.")
    return hmac.digest(keyring().indexing, f"{purpose}\0{value}".encode(), hashlib.sha256)


def new_keys() -> str:
    """A first line of keys, as `BRYGGA_FIELD_KEYS` reads them."""
    first, index = (base64.b64encode(os.urandom(KEY_BYTES)).decode() for _ in range(2))
    return f"1:{first};index:{index}"


if __name__ == "__main__":
    print(f"BRYGGA_FIELD_KEYS='{new_keys()}'")
