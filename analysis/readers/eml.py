"""Read a saved message: bytes → Article. Its text, else its page; subject and date are those of the header.

RFC 5322. A newsletter is published on the day it is dated; attachments are left alone.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from analysis.errors import UnreadableSource
from analysis.pieces import BLANK, Article
from analysis.readers import html

SUFFIXES = (".eml",)


def article(data: bytes, name: str) -> Article:
    """The body of the message, as it was sent. Raises `UnreadableSource` if it has none."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        part = message.get_body(("plain", "html"))
        text = str(part.get_content()) if part is not None else ""
        title, published = _subject(message), _day(message)
    except Exception as err:  # the header registry raises nearly anything over a mangled header
        raise UnreadableSource(f"{name} is no message that can be read ({type(err).__name__}): save its text") from err
    text = text.encode("utf-8", "replace").decode("utf-8")
    language = None
    if part is not None and part.get_content_subtype() == "html":
        page = html.extracted(text, name)
        text, language = (page.text, page.language) if page else ("", None)
    if not text.strip(BLANK) or "\0" in text:
        raise UnreadableSource(f"{name} is a message without text: save what it encloses as files of their own")
    return Article(text, title, published=published, language=language)


def _subject(message: EmailMessage) -> str | None:
    subject = " ".join(str(message.get("subject") or "").split())
    return subject.encode("utf-8", "replace").decode("utf-8") or None


def _day(message: EmailMessage) -> str | None:
    """The day and minute in the sender's own zone."""
    sent = getattr(message.get("date"), "datetime", None)
    return f"{sent:%Y-%m-%dT%H:%M}" if sent is not None and sent.year >= 1000 else None
