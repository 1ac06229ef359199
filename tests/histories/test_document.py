"""What docs/histories.md shows is what one gets."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "histories.md"
BLOCKS = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_the_examples_print_what_stands_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "histories").mkdir()
    monkeypatch.chdir(tmp_path)
    blocks = [block for block in BLOCKS.findall(PAGE.read_text(encoding="utf-8")) if any(_beside(block))]
    exec(compile("\n".join(blocks), str(PAGE), "exec"), {})
    beside = [words for block in blocks for words in _beside(block)]
    assert len(blocks) >= 2
    assert capsys.readouterr().out.splitlines() == beside


def _beside(block: str) -> list[str]:
    return [line.partition("  # ")[2] for line in block.splitlines() if "print(" in line]
