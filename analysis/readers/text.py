"""Read plain text: bytes → Article. The text is what the bytes say, unaltered.

UTF-8 is tried first, then what a byte-order mark or charset-normalizer says.
"""

from __future__ import annotations

from analysis.errors import UnreadableSource
from analysis.pieces import LONGEST_LINE, Article, with_words

SUFFIXES = (".txt",)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip


def article(data: bytes, name: str) -> Article:
    """The text as it is. Raises `UnreadableSource` for what is no prose."""
    text = with_words(decode(data, name), name)
    longest = max((len(line) for line in text.split("\n")), default=0)
    if longest > LONGEST_LINE:
        raise UnreadableSource(f"{name} has a line of {longest:,} characters, which is no article: break it into lines")
    return Article(text)


def decode(data: bytes, name: str) -> str:
    """The text that the bytes stand for. Raises `UnreadableSource` if they are none."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = _guess(data, name)
    if "\0" in text:
        raise UnreadableSource(f"{name} is not a text file (it holds NUL bytes): give an article as text")
    return text


def _guess(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    best = None if b"\0" in data else from_bytes(data).best()
    if best is None:
        raise UnreadableSource(f"{name} is in no known text encoding: save it as UTF-8")
    try:
        return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError) as err:
        raise UnreadableSource(f"{name} is in no known text encoding: save it as UTF-8") from err
