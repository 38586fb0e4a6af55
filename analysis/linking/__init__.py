"""Look, choose, correct: a figure, its table of rows and the article, linked, in JupyterLab.

A click on a mark shows its sentence in the article and chooses its row; choosing a row marks it in the figure.
`analysis.linked` is the way in. The parts: `places` finds the marks of a figure, `pages` writes table and article,
`pane` shows them, `form` corrects, `view` ties them together. Needs the extra `notebooks`.
"""
