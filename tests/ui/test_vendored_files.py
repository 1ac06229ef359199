"""What is committed is what the packages held: no silent edit, no lost licence, no node at run time."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "src/brygga/ui/static/ui/vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_a_vendored_file_is_the_one_in_the_manifest(row):
    assert hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest() == row["sha256"]


def test_nothing_lies_beside_the_manifest():
    assert {path.name for path in VENDOR.iterdir()} == {row["file"] for row in MANIFEST} | {"manifest.json"}


def test_versions_are_pinned_and_the_same_in_both_places():
    pins = json.loads((ROOT / "frontend/package.json").read_text())["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pins.values())
    assert {row["package"]: row["version"] for row in MANIFEST}.items() <= pins.items()


def test_every_vendored_package_has_its_licence_written_out():
    text = (VENDOR / "THIRD_PARTY.txt").read_text()
    assert all(f"{row['package']} {row['version']}" in text for row in MANIFEST)
    assert "SIL OPEN FONT LICENSE" in text.upper()


def test_the_lock_file_names_no_registry():
    assert '"resolved"' not in (ROOT / "frontend/package-lock.json").read_text()


def test_style_sheets_fetch_nothing_from_elsewhere():
    for sheet in VENDOR.parent.rglob("*.css"):
        assert re.findall(r"url\([\"']?(?!data:)[a-z]+:", sheet.read_text()) == [], sheet.name
