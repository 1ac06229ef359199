#!/usr/bin/env python
"""Django's front door. People use `./brygga` instead."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")
    from django.core.management import execute_from_command_line

    from brygga.config.env import Misconfigured

    try:
        execute_from_command_line(sys.argv)
    except Misconfigured as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
