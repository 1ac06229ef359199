"""The examples in the texts of the rules say what the rules say."""

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

from brygga import rules

NAMES = [f"{rules.__name__}.{module.name}" for module in iter_modules(rules.__path__)]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_hold(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples() -> None:
    assert sum(bool(doctest.DocTestFinder().find(import_module(name))[0].examples) for name in NAMES) >= 7
