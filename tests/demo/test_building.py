"""The command that builds the demo."""

from __future__ import annotations

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db(transaction=True)


def test_built_twice_is_built_once_and_the_chain_is_whole(capsys):
    call_command("build_demo")
    call_command("build_demo")
    assert "finns redan" in capsys.readouterr().out
    call_command("verify_audit", "--seal")
