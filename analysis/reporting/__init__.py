"""Write a narrative as one page to read, print and pass on: Narrative → HTML.

    html = page(analysis.build("seeds"))

The page is whole in itself: figures, library, rules and script are in it, and its policy forbids every request. What
is chosen in a figure or in a table is shown in the article. The words of an article are hostile: they are escaped in
`markup`, and no script but the page's own two may run.
"""

from analysis.reporting.shell import page

__all__ = ["page"]
