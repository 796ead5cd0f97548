"""Small PNGs for tests."""

import struct
import zlib


def png(width_px: int = 6, height_px: int = 4, shade: int = 200) -> bytes:
    """A picture of one grey, 8-bit RGB."""
    rows = (b"\x00" + bytes((shade, shade, shade)) * width_px) * height_px
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width_px, height_px, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
