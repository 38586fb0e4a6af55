"""Figures of a narrative, one per module: Narrative → Figure.

To add one:
1. create `analysis/figures/<name>.py`; its name is what `analysis.draw(narrative, "<name>")` takes;
2. give it `draw(narrative: Narrative, *, width: int = 1000, …) -> go.Figure` (at most four options), built from
   `analysis.drawing`, which escapes the words of the article and keeps labels apart;
3. run the tests: `tests/test_figures.py` and `tests/browser/test_figures_in_browser.py` check every file here.
"""
