"""Figures of a narrative, one per module: Narrative → Figure.

To add one:
1. create `analysis/figures/<name>.py`; its name is what `analysis.draw(narrative, "<name>")` takes;
2. give it `draw(narrative: Narrative, *, width: int = 1000, dark: bool = False, …) -> go.Figure` (at most four
   options), built from `analysis.drawing`, which escapes the words of the article, keeps labels apart, and lets nothing
   look surer than it is; say so where there is nothing to draw;
3. run the tests: `tests/test_figures.py` and `tests/browser/test_figures_in_browser.py` check every file here. Which
   rows the figure shows stands in `shown` of the former: the events of the timeline, unless you say otherwise.
"""
