"""Show HTML whose rows can be chosen: page, chosen id ↔ browser.

    table = pane(page, name="rows of the timeline")
    table.observe(heard, "chosen")     # a click or an arrow key in the browser
    table.chosen = "e1"                # marks the row and brings it into view

One small widget, on anywidget, for the table and for the article alike. It puts in what it is given: whoever writes the
page escapes the article's text.
"""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

HEIGHT = 300  # pixels

# `data-lm-suppress-shortcuts` keeps JupyterLab from taking the arrow keys for its cells.
_SCRIPT = """
function render({ model, el }) {
  const box = document.createElement("div");
  box.className = "tl-pane";
  box.dataset.lmSuppressShortcuts = "true";
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", model.get("name"));
  box.style.height = model.get("height") + "px";
  el.append(box);

  const rows = () => [...box.querySelectorAll("[data-row]")];
  const show = (part) => {
    const outer = box.getBoundingClientRect(), inner = part.getBoundingClientRect();
    const head = box.querySelector("thead")?.getBoundingClientRect().height ?? 0;
    if (inner.top < outer.top + head || inner.bottom > outer.bottom)
      box.scrollTop += inner.top - outer.top - head - Math.max(0, (outer.height - head - inner.height) / 2);
  };
  const mark = () => {
    const all = rows(), chosen = all.find((row) => row.dataset.row === model.get("chosen"));
    for (const row of all) {
      row.setAttribute("aria-selected", String(row === chosen));
      row.tabIndex = row === (chosen ?? all[0]) ? 0 : -1;
    }
    const part = chosen ?? box.querySelector("[data-shown]");
    if (part) show(part); else box.scrollTop = 0;
  };
  const fill = () => {
    box.innerHTML = model.get("page");
    box.tabIndex = rows().length ? -1 : 0;
    requestAnimationFrame(mark);
  };
  const follow = () => {
    const figure = el.closest(".tl-linked")?.querySelector(".tl-figure"), top = model.get("top");
    if (figure && top >= 0 && (top < figure.scrollTop || top + 40 > figure.scrollTop + figure.clientHeight))
      figure.scrollTop = top - figure.clientHeight / 2;
  };
  const choose = (row) => {
    if (!row) return;
    model.set("chosen", row.dataset.row);
    model.save_changes();
    row.focus({ preventScroll: true });
  };
  box.addEventListener("click", (event) => choose(event.target.closest("[data-row]")));
  box.addEventListener("keydown", (event) => {
    const all = rows(), at = all.findIndex((row) => row === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1, Enter: at, " ": at }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    choose(all[to]);
  });
  model.on("change:page", fill);
  model.on("change:chosen", mark);
  model.on("change:top", follow);
  fill();
}
export default { render };
"""
STYLE = """\
.tl-linked .tl-figure{max-height:max(24em,calc(100vh - 520px));overflow:auto}
.tl-pane{overflow:auto;position:relative;border:1px solid var(--jp-border-color2,#c4cad2);padding:0 .6em;
font-size:13px;line-height:1.45;color:var(--jp-ui-font-color1,inherit)}
.tl-pane [data-row]{cursor:pointer}
.tl-pane table{border-collapse:collapse;width:100%;table-layout:auto}
.tl-pane th,.tl-pane td{text-align:left;vertical-align:top;padding:.25em .5em;overflow-wrap:normal}
.tl-pane :is(td,th):is(:nth-child(2),:nth-child(5)){overflow-wrap:anywhere;min-width:6em}
.tl-pane td:nth-child(2){min-width:11em}
.tl-pane thead th{position:sticky;top:0;background:var(--jp-layout-color0,#fff);
box-shadow:0 1px var(--jp-border-color2,#c4cad2)}
.tl-pane tbody th{padding-top:1em;font-weight:400;opacity:.8}
.tl-pane tr[data-row]:hover{background:var(--jp-layout-color2,#eee)}
.tl-pane tr[data-row][aria-selected="true"]{background:light-dark(#d6e8f5,#123c56);font-weight:600;
box-shadow:inset 4px 0 light-dark(#005a8f,#84c9f1)}
.tl-pane [data-row]:focus-visible{outline:2px solid light-dark(#005a8f,#84c9f1);outline-offset:-2px}
.tl-pane .tl-paragraph{margin:.6em 0;white-space:normal}
.tl-pane .tl-here,.tl-pane .tl-here .tl-words{display:inline;line-height:2.2}
.tl-pane .tl-chosen{margin:.2em 0 .8em;padding:.2em .6em;border-left:4px solid light-dark(#005a8f,#84c9f1)}
"""


class Pane(anywidget.AnyWidget):
    """`page` is HTML; what has `data-row` can be chosen, what has `data-shown` is brought into view.

    In a linked view `top` is where the chosen mark lies, in pixels from the figure's top; it is brought into view, too.
    """

    _esm = _SCRIPT
    _css = STYLE
    page = traitlets.Unicode("").tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)
    name = traitlets.Unicode("").tag(sync=True)
    top = traitlets.Int(-1).tag(sync=True)
    height = traitlets.Int(HEIGHT).tag(sync=True)


def pane(page: str, *, name: str, **layout: Any) -> Pane:
    """A pane with a page; `name` is what a screen reader calls it."""
    return Pane(page=page, name=name, layout=layout)
