"""Files that were sent, pictures' sizes, and small samples for people who attach nothing."""

import struct
import zlib
from dataclasses import dataclass

MOST_PHOTO_BYTES = 10 * 1024 * 1024
MOST_DOWNLOAD_BYTES = 20 * 1024 * 1024
MOST_UPLOAD_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file as it comes in."""

    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True)
class StoredFile:
    """A file the sandbox keeps; `path` is what getFile tells."""

    file_id: str
    unique_id: str
    path: str
    upload: Upload


class Files:
    """Every file by its id and its path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def store(self, upload: Upload, folder: str) -> StoredFile:
        """Keeps a file under a new id; `folder` is Telegram's kind of file: photos, documents, voice…"""
        number = len(self._by_id) + 1
        ending = upload.name.rpartition(".")[2] if "." in upload.name else "bin"
        safe = "".join(letter for letter in ending if letter.isascii() and letter.isalnum()) or "bin"
        path = f"{folder}/file_{number}.{safe}"
        stored = StoredFile(f"SandboxFileIdentifier{number:06d}", f"Sandbox{number:06d}", path, upload)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def with_id(self, file_id: str) -> StoredFile | None:
        """The file with this file_id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file at this path."""
        return self._by_path.get(path)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF or JPEG, None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def sample_png(width: int = 32, height: int = 32) -> bytes:
    """A small plain PNG."""
    rows = (b"\x00" + b"\x2a\x9d\x8f" * width) * height
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def sample(kind: str) -> Upload:
    """What a person sends who attaches nothing: kind is photo, document, voice or sticker."""
    match kind:
        case "photo":
            return Upload("photo.png", "image/png", sample_png())
        case "voice":
            return Upload("voice.oga", "audio/ogg", b"OggS" + bytes(60))
        case "sticker":
            return Upload("sticker.webp", "image/webp", b"RIFF" + bytes(60))
    return Upload("sample.pdf", "application/pdf", b"%PDF-1.4\n%%EOF\n")
