"""Photos and documents: from an upload or a file_id to the fields of a message."""

from typing import TYPE_CHECKING, Any

from bot.sandbox.calls import Call
from bot.sandbox.errors import bad_request
from bot.sandbox.files import MOST_PHOTO_BYTES, StoredFile, Upload, picture_size
from bot.sandbox.world import Json

if TYPE_CHECKING:
    from bot.sandbox.sandbox import Sandbox

KINDS = ("photo", "document")
_THUMB_SIDE = 320
_MOST_SIDES = 10_000
_MOST_RATIO = 20


def attached(sandbox: "Sandbox", call: Call, kind: str, value: Any) -> Json:
    """The message fields for a photo or a document.

    `value` is what the call says: attach://name, a file_id, or nothing if the upload bears the kind's name.
    Raises Refusal if there is no such file, or Telegram would not take it.
    """
    found = _found(sandbox, call, kind, str(value or ""))
    upload = found.upload if isinstance(found, StoredFile) else found
    return {kind: photo_sizes(sandbox, upload, found) if kind == "photo" else document(sandbox, upload, found)}


def _found(sandbox: "Sandbox", call: Call, kind: str, value: str) -> Upload | StoredFile:
    name = value.removeprefix("attach://") if value.startswith("attach://") else kind
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    if value and not value.startswith("attach://"):
        stored = sandbox.files.with_id(value)
        if stored is None:
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        return stored
    if name not in call.files:
        raise bad_request(f"there is no {kind} in the request")
    if not call.files[name].data:
        raise bad_request("file must be non-empty")
    return call.files[name]


def photo_sizes(sandbox: "Sandbox", upload: Upload, found: Upload | StoredFile) -> list[Json]:
    """Telegram's PhotoSize objects, the largest last. Raises Refusal for what is not a photo."""
    width, height = _checked_size(upload)
    sizes = [_photo_size(_stored(sandbox, found, "photos"), width, height)]
    if max(width, height) > _THUMB_SIDE:
        scale = _THUMB_SIDE / max(width, height)
        thumb = sandbox.files.store(upload, "thumbnails")
        sizes.insert(0, _photo_size(thumb, round(width * scale) or 1, round(height * scale) or 1))
    return sizes


def _checked_size(upload: Upload) -> tuple[int, int]:
    length = len(upload.data)
    if length > MOST_PHOTO_BYTES:
        sizes = f"file of size {length} bytes is too big for a photo; the maximum size is {MOST_PHOTO_BYTES} bytes"
        raise bad_request(sizes)
    size = picture_size(upload.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > _MOST_SIDES or max(size) > _MOST_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def _photo_size(stored: StoredFile, width: int, height: int) -> Json:
    return {**file_fields(stored), "width": width, "height": height}


def document(sandbox: "Sandbox", upload: Upload, found: Upload | StoredFile) -> Json:
    """Telegram's Document object."""
    fields = file_fields(_stored(sandbox, found, "documents"))
    return {"file_name": upload.name, "mime_type": upload.mime_type, **fields}


def _stored(sandbox: "Sandbox", found: Upload | StoredFile, folder: str) -> StoredFile:
    return found if isinstance(found, StoredFile) else sandbox.files.store(found, folder)


def file_fields(stored: StoredFile) -> Json:
    """The fields every kind of file has."""
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.upload.data),
    }
