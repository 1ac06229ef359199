"""How it goes, on a line that is written over; silent where nobody watches."""

from __future__ import annotations

from typing import TextIO

WIDTH = 30


class Told:
    def __init__(self, out: TextIO, *, quiet: bool) -> None:
        self.out = out
        self.speaks = not quiet and out.isatty()

    def rows(self, number: int, share: float | None = None) -> None:
        if self.speaks:
            bar = "" if share is None else f"[{'#' * round(share * WIDTH):.<{WIDTH}}] {share:4.0%}  "
            self.out.write(f"\r\x1b[K{bar}{number} rader")
            self.out.flush()

    def end(self, words: str = "") -> None:
        if self.speaks:
            self.out.write("\r\x1b[K")
        if words:
            self.out.write(f"{words}\n")
