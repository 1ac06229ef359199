"""The papers say what is so."""

import hashlib
import json
import re
import tomllib

import pytest

from brygga.config import env

VENDOR = env.ROOT / "src/brygga/ui/static/ui/vendor"
LOCKED = {"requirements.txt": 30, "requirements-dev.txt": 80, "requirements-read.txt": 1}  # and how many at least
PAPERS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "THIRD_PARTY.md")


def read(name):
    return (env.ROOT / name).read_text()


def pinned(name):
    return re.findall(r"^([a-z0-9._-]+)==([^ ;]+) \\$", read(name), re.MULTILINE)


@pytest.mark.parametrize("file", LOCKED)
def test_locked_files_name_no_place_to_fetch_from(file):
    assert re.findall(r"https?://|--index-url|--find-links", read(file)) == []


@pytest.mark.parametrize("file", LOCKED)
def test_every_package_has_a_licence_in_the_papers(file):
    listed = read("THIRD_PARTY.md")

    assert [name for name, version in pinned(file) if f"| {name} | {version} | " not in listed] == []
    assert len(pinned(file)) >= LOCKED[file]


def test_what_the_program_asks_for_is_locked():
    asked = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[\[<>=]", line)[0].lower() for line in asked}

    assert names - {name for name, _ in pinned("requirements.txt")} == set()


def test_what_developers_have_is_what_the_program_has():
    assert set(pinned("requirements.txt")) <= set(pinned("requirements-dev.txt"))


def test_committed_assets_are_the_ones_that_were_fetched():
    for item in json.loads((VENDOR / "manifest.json").read_text()):
        digest = hashlib.sha256((VENDOR / item["file"]).read_bytes()).hexdigest()

        assert digest == item["sha256"], item["file"]
        assert item["file"] == "THIRD_PARTY.txt" or f"`{digest}`" in read("THIRD_PARTY.md")


@pytest.mark.parametrize("paper", PAPERS)
def test_links_between_papers_lead_somewhere(paper):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", read(paper))

    assert [link for link in links if not (env.ROOT / link).exists()] == []


def test_the_licence_is_the_whole_one():
    text = read("LICENSE")

    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "covered Source Code from exclusive appropriation" in text
    assert tomllib.loads(read("pyproject.toml"))["project"]["license"] == "EUPL-1.2"


def test_the_readme_is_one_screen():
    assert len(read("README.md").splitlines()) <= 60
