"""Formats of articles, one per module: bytes → Article, or a file of many → Pieces.

To add one:
1. create `analysis/readers/<format>.py`; its name is the public name of the format;
2. give it `SUFFIXES = (".…",)` and either `article(data: bytes, name: str) -> Article`, for a file that is one article,
   or `split(file: BinaryIO, name: str) -> Iterator[Piece | Unread]`, for one that holds many, streamed. `name` is for
   messages. What cannot be read raises `UnreadableSource`; packages come through `analysis.pieces.required`, inside
   the functions. Nothing is fetched, executed or written to disk;
3. run the tests: `tests/test_readers.py` checks every file here.
"""
