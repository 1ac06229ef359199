"""The line index, against a file whose lines are known."""

import pytest

from brygga.routines.lines import Lines

TEXT = '''# comment
top = 1

[head]
key = "x"
[[a]]
key = "first"
[[a.b]]
x = 1
[[a.b]]
x = 2
[[a]] # the second
note = """
key = "not a key"
"""
  key = "second"
[[a.b]]
x = 3
list = [
  { x = 9 },
]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("head",), 4),
        (("head", "key"), 5),
        (("a",), 6),
        (("a", 0, "key"), 7),
        (("a", 0, "b", 0, "x"), 9),
        (("a", 0, "b", 1, "x"), 11),
        (("a", 1), 12),
        (("a", 1, "key"), 16),
        (("a", 1, "b", 0, "x"), 18),
        (("a", 1, "b", 0, "list", 0, "x"), 19),  # the nearest around it
        (("nowhere", 3, "x"), 1),
    ],
)
def test_a_path_has_the_line_it_is_written_on(path, line):
    assert Lines(TEXT).of(path) == line
