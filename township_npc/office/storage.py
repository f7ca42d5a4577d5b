"""Where files lie: on disk, durably. Another place is one setting (STORAGES)."""

from pathlib import Path

from django.core.files.storage import FileSystemStorage

from township_npc.office.disk import make_folder, write_whole


class DurableStorage(FileSystemStorage):
    """A name exists only with all its bytes, also after a power cut (security D.2)."""

    def _save(self, name: str, content) -> str:
        final = Path(self.path(name))
        make_folder(final.parent)
        write_whole(final, content.chunks(), self.file_permissions_mode or 0o600)
        return name
