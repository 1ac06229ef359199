import pytest


@pytest.fixture
def place(tmp_path):
    """Write the sixth place with something changed, and say what is wrong in it."""
    folder = tmp_path / "sjatte"
    folder.mkdir()

    def written(text):
        (folder / "allt.toml").write_text(text, encoding="utf-8")
        return folder

    return written
