"""What the figures are made of: Narrative → items → primitives in pixels → Figure.

`items` reads the table, `chapters` and `axis` lay out time, `packing` the rows, `lettering` the words, `marks`
the shapes of certainty and uncertainty; `canvas` turns the primitives into a Plotly figure. Everything is laid
out in pixels before Plotly sees it: Plotly places no label, so none can overlap.
"""
