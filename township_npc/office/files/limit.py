"""A request too large is refused before any of it reaches the disk (security C.8, D.7)."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MAX_REQUEST = 200 * 1024 * 1024


class RefuseTooLarge(FileUploadHandler):
    """Stands first in ``FILE_UPLOAD_HANDLERS``; anybody may post, also before signing in."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None) -> None:
        if content_length > MAX_REQUEST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
