"""Ways to write a narrative to a file, one per module: Narrative → file.

To add one:
1. create `analysis/exports/<name>.py`; its name is what `timeline export --to <name>` takes;
2. give it `SUFFIX = ".…"` and `export(narrative: Narrative, path: Path) -> Path`, which writes through
   `analysis.files` (so that a failure leaves nothing half-written) and returns the path;
3. run the tests: `tests/test_exports.py` checks every file here.
"""
