"""The Celery application; its settings are the ``CELERY_*`` names in ``settings``."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "township_npc.settings")

app = Celery("township_npc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
