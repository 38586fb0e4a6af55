"""Show figures as Plotly JSON while the notebooks are compared: it is what the stored notebooks hold beside the PNG.

nbval compares that JSON value by value. Other renderers would compare nothing (`png`) or differ on every run.
"""

import os

os.environ["PLOTLY_RENDERER"] = "plotly_mimetype"
