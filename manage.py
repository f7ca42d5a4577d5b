#!/usr/bin/env python
"""Django's command line. The commands a person needs stand in README.md."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "township_npc.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
