"""Imported first by a bench: the repository on the path, Django on a data folder of its own."""

import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "township_npc.settings")

import tests.environment  # noqa: F401 - makes the folder and takes it away

django.setup()
