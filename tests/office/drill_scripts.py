"""What a drill runs on its machine: fill an office, print its keys, say how it stands."""

FILL = """
import io
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.factories import make_deputy, make_draft, make_office, make_user, moment
from township_npc.office import tasks
from township_npc.office.services import files
from township_npc.office.services.export import ask_full_export
make_office()
director = make_user("director", name="徐明华", username="zhuren")
deputy = make_deputy("万秋生")
deputy.person.id_number = "360199197503071234"
deputy.person.save()
draft = make_draft(deputy)
for colour in ("red", "blue"):
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "JPEG")
    upload = SimpleUploadedFile(f"{colour}.jpg", out.getvalue())
    files.store_photo(upload, subject=draft, by=deputy.person.user, at=moment(2026, 6, 10))
run = ask_full_export(director, reason="换系统", sealed=True)
tasks.full_export(str(run.pk))
"""

SHEET = """
from django.conf import settings
from township_npc.office.keysheet import paper
from township_npc.office.services import keysheet
print("\\n".join(paper.sheet_lines(keysheet.current_bundle(settings.VAR_DIR))))
"""

WRAPPED = """
import sys
from django.conf import settings
from township_npc.office.keysheet import wrapped
from township_npc.office.services import keysheet
bundle = keysheet.current_bundle(settings.VAR_DIR)
sys.stdout.write(wrapped.wrap(bundle, "莲塘镇的钥匙口令一二三四").decode())
"""

STATE = """
import json
from django.contrib.auth import authenticate
from django.core.files.storage import default_storage
from django.http import HttpRequest
from township_npc.office.models import AuditEntry, Person, StoredFile
from township_npc.office.services.audit import chain_faults
import hashlib
def body(key):
    with default_storage.open(key) as file:
        return hashlib.sha256(file.read()).hexdigest()
papers = StoredFile.objects.exclude(subject_kind="office.JobRun")
user = authenticate(HttpRequest(), username="zhuren", password="correct-horse-battery")
print(json.dumps({
    "files": sorted([f.key, f.sha256, body(f.key)] for f in papers),
    "people": sorted([str(p.pk), p.name, p.id_number] for p in Person.objects.all()),
    "first entries": list(AuditEntry.objects.order_by("seq").values_list("hash", flat=True)[:2]),
    "chain": list(chain_faults()),
    "login": user is not None and user.name,
}))
"""
