"""Make a browser's PNG smaller, and say how large it is in print: bytes → bytes.

    compact(data, dpi=300)

Chromium writes four channels, of which one is always full, in filtered rows that compress badly. Left as they are, the
rows of a drawing of few colours compress to less than two thirds. With `colours` it is reduced to a palette of that
many: for pictures in a repository.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_UP = 2  # the one filter that Chromium uses (PNG 1.2, section 6.4): a byte is told as the difference to the one above
_RGBA, _RGB, _PALETTE = 6, 2, 3
_INCH = 39.3701  # inches in a metre


def compact(data: bytes, *, dpi: float | None = None, colours: int | None = None) -> bytes:
    """The same picture in fewer bytes, with its resolution if `dpi` is given; one of another kind as it was."""
    chunks = list(_chunks(data))
    size, depth, kind, *_ = struct.unpack(">8sBBBBB", chunks[0][1])
    if (depth, kind) != (8, _RGBA):
        return data
    width, height = struct.unpack(">II", size)
    rows = np.frombuffer(zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT")), np.uint8)
    rows = rows.reshape(height, 4 * width + 1)
    if (rows[:, 0] != _UP).any():
        return data
    pixels = np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8).reshape(height, width, 4)
    if (pixels[..., 3] != 255).any():
        return data
    if not colours:
        return _written(size, _RGB, b"", pixels[..., :3].reshape(height, -1), dpi)
    palette, index = _painted(pixels[..., :3], colours)
    return _written(size, _PALETTE, palette, index, dpi)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        yield data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += 12 + length


def _painted(pixels: Any, colours: int) -> tuple[bytes, Any]:
    """The palette of the commonest colours, and for each pixel the nearest of them."""
    rounded = np.where(pixels >= 252, 255, pixels // 8 * 8 + 3).astype(np.uint32)  # near ones fall together
    codes = rounded[..., 0] << 16 | rounded[..., 1] << 8 | rounded[..., 2]
    found, index, counts = np.unique(codes, return_inverse=True, return_counts=True)
    kept = found[np.argsort(-counts, kind="stable")[:colours]]
    palette, every = (np.stack([c >> 16 & 255, c >> 8 & 255, c & 255], 1).astype(np.int32) for c in (kept, found))
    nearest = ((every[:, None] - palette[None]) ** 2).sum(2).argmin(1).astype(np.uint8)
    return palette.astype(np.uint8).tobytes(), nearest[index].reshape(pixels.shape[:2])


def _written(size: bytes, kind: int, palette: bytes, rows: Any, dpi: float | None) -> bytes:
    plain = np.concatenate([np.zeros((len(rows), 1), np.uint8), rows], axis=1).tobytes()
    parts = [(b"IHDR", struct.pack(">8sBBBBB", size, 8, kind, 0, 0, 0))]
    if dpi:
        parts.append((b"pHYs", struct.pack(">IIB", round(dpi * _INCH), round(dpi * _INCH), 1)))
    if palette:
        parts.append((b"PLTE", palette))
    parts += [(b"IDAT", zlib.compress(plain, 9 if palette else 6)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
