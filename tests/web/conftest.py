"""Sara and Rut at their computers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import as_


@pytest.fixture
def sara(shared: Any) -> Client:
    return as_(Client(), shared.sara)


@pytest.fixture
def rut(shared: Any) -> Client:
    return as_(Client(), shared.rut)
