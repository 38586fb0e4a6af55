"""What the figures are made of: Narrative → items → primitives in pixels → Figure.

`items` reads the table, `naming` says what a figure is of; `chapters`, `axis`, `sequence`, `bins` and `pages` lay out
time; `packing`, `rows`, `tray`, `listing`, `crowd` and `cards` give items their places; `hasse` and `links` lay out an
order, `speed` a pace; `lettering` measures words, `marks` draws certainty and uncertainty, `theme` decides how they
look; `canvas` turns the primitives into a Plotly figure. Everything is laid out in pixels before Plotly sees it: Plotly
places no label, so none can overlap.

The more items, the less each says, so that hundreds stay a picture: two lines, one line, labels where there is room or
numbers with a list, then marks alone; each can be pointed at to read its sentence.
"""
