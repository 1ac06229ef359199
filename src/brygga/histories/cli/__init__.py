"""`./brygga timeline`: histories of many from a terminal, without the rest of Brygga (docs/histories.md)."""

from brygga.histories.cli.main import main

__all__ = ["main"]
