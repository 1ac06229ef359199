"""The program starts where the libraries of documents are missing; only the document then fails."""

import subprocess
import sys

from brygga.config import env

ASKS = """
import sys, django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print(sorted({"weasyprint", "pikepdf"} & set(sys.modules)))
"""


def test_documents_are_loaded_when_one_is_made(tmp_path):
    surroundings = {"BRYGGA_MODE": "demo", "BRYGGA_VAR": str(tmp_path), "PYTHONPATH": "src"}
    surroundings["DJANGO_SETTINGS_MODULE"] = "brygga.config.settings"
    started = subprocess.run(
        [sys.executable, "-c", ASKS], cwd=env.ROOT, env=surroundings, capture_output=True, text=True, check=True
    )

    assert started.stdout.strip() == "[]"
