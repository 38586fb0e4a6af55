"use strict";
// Draws the figures, and follows a choice from a mark or a row to its sentence and back.
(() => {
const data = JSON.parse(document.getElementById("data").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const bar = document.getElementById("chosen"), said = document.getElementById("said");
const plots = [...document.querySelectorAll(".plot")];
let printing = false, chosen = [], from = null;

// -- figures ----------------------------------------------------------------------------------------

const isColour = value => typeof value === "string" && value[0] === "#";
// The words of the article stand under "text" and "customdata": they are left alone.
function recoloured(value, key) {
  if (isColour(value)) return data.colours[value] || value;
  if (key === "text" || key === "customdata" || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(one => recoloured(one, key));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, recoloured(one, name)]));
}

function form(place) {
  const forms = data.figures[place.dataset.figure], room = printing ? 700 : place.clientWidth;
  const fitting = forms.find(one => one.width <= room) || forms[forms.length - 1];
  const width = Math.max(fitting.width, Math.min(room, 1.4 * fitting.width));
  return {...fitting, room: width, key: `${fitting.width} ${width} ${dark.matches && !printing}`};
}

function draw(place) {
  const shown = form(place);
  if (place.dataset.drawn === shown.key) return;
  place.dataset.drawn = shown.key;
  let spec = {data: shown.data, layout: {...shown.layout, width: shown.room}};
  if (dark.matches && !printing) spec = recoloured(spec);
  spec.data = spec.data.map(trace => trace.customdata
    ? {...trace, customdata: trace.customdata.map(([row, hover]) => [row, data.hovers[hover]])} : trace);
  place.ground = spec.layout.shapes || [];
  spec.layout.shapes = place.ground.concat(outlines(spec.data, chosen));
  place.areas = spec.data;
  if (shown.room > place.clientWidth) place.tabIndex = 0;  // a screen of less than a phone: scrolled, by keys too
  Plotly.react(place, spec.data, spec.layout, {displayModeBar: false, responsive: false});
  if (!place.listens) {
    place.listens = true;
    place.on("plotly_click", event => {
      const rows = (event.points[0].customdata || [""])[0].split(" ").filter(row => data.rows[row]);
      if (rows.length) choose(rows, place);
    });
  }
}

function outlines(traces, rows) {
  const colour = dark.matches && !printing ? "#ffd33d" : "#b3005e";
  return traces.filter(trace => trace.customdata).flatMap(trace => trace.customdata.flatMap(([ids], n) => {
    if (!ids.split(" ").some(id => rows.includes(id))) return [];
    const half = trace.width[n] / 2;
    return [{type: "rect", x0: trace.base[n] - 1, x1: trace.base[n] + trace.x[n] + 1, y0: trace.y[n] - half - 1,
      y1: trace.y[n] + half + 1, line: {color: colour, width: 2.5}, layer: "above", name: "chosen"}];
  }));
}

function outline(place) {
  const shapes = place.areas && outlines(place.areas, chosen);
  if (!shapes || (!shapes.length && !place.outlined)) return;
  place.outlined = shapes.length > 0;
  Plotly.relayout(place, {shapes: place.ground.concat(shapes)});
}

const drawAll = () => window.Plotly && plots.forEach(draw);

// -- a choice ---------------------------------------------------------------------------------------

const marks = row => [...document.querySelectorAll(`mark[data-row="${CSS.escape(row)}"]`)];

function mark(rows) {
  document.querySelectorAll(".is-chosen, .is-here").forEach(one => one.classList.remove("is-chosen", "is-here"));
  chosen = rows;
  for (const row of rows) {
    for (const one of marks(row)) {
      one.classList.add("is-chosen");
      const article = one.closest("article");
      article.querySelectorAll(`[data-sentence="${data.rows[row].sentence}"]`)
        .forEach(part => part.classList.add("is-here"));
    }
    document.querySelectorAll(`tr[data-of-row="${CSS.escape(row)}"], button[data-row="${CSS.escape(row)}"]`)
      .forEach(one => one.classList.add("is-chosen"));
  }
}

function tell(rows) {
  said.replaceChildren();
  for (const row of rows) {
    const told = data.rows[row], label = document.createElement("b"), why = document.createElement("small");
    label.textContent = told.label;
    why.textContent = ` ${told.said}. ${told.why}`;
    said.append(label, why, document.createElement("br"));
  }
  bar.hidden = rows.length === 0;
  document.getElementById("show").hidden = !plots.some(place => (place.areas || []).some(trace =>
    (trace.customdata || []).some(([ids]) => ids.split(" ").some(id => rows.includes(id)))));
}

function choose(rows, origin) {
  if (!from) from = {element: origin, top: scrollY};
  mark(rows);
  tell(rows);
  const [first] = marks(rows[0]);
  if (first) {
    first.tabIndex = -1;
    first.focus({preventScroll: true});
    first.scrollIntoView({block: "center"});
  }
  requestAnimationFrame(() => plots.forEach(outline));
}

function back() {
  if (bar.hidden) return;
  const came = from;
  from = null;
  mark([]);
  tell([]);
  plots.forEach(outline);
  if (!came) return;
  scrollTo(0, came.top);
  if (came.element.matches(".plot")) came.element.tabIndex = -1;
  came.element.focus({preventScroll: true});
}

// From a sentence to the row's mark in the first figure that has it.
function show() {
  for (const place of plots) {
    for (const trace of place.areas || []) {
      const at = (trace.customdata || []).findIndex(([ids]) => ids.split(" ").some(id => chosen.includes(id)));
      if (at < 0) continue;
      const y = trace.y[at] - place.layout.yaxis.range[1];
      scrollTo(0, scrollY + place.getBoundingClientRect().top + y - innerHeight / 2);
      place.tabIndex = -1;
      return place.focus({preventScroll: true});
    }
  }
}

document.addEventListener("click", event => {
  const button = event.target.closest("button.row");
  if (button) return choose([button.dataset.row], button);
  const words = event.target.closest("mark[data-row]");
  if (words && !getSelection().toString()) choose([words.dataset.row], words);
});
document.addEventListener("focusin", event => {
  // a row that the keyboard comes to is marked in the figure above it
  const button = event.target.closest("details button.row");
  if (!button || from) return;
  chosen = [button.dataset.row];
  outline(button.closest("section").querySelector(".plot"));
});
document.addEventListener("keydown", event => { if (event.key === "Escape") back(); });
document.getElementById("show").addEventListener("click", show);
document.getElementById("back").addEventListener("click", back);

// -- the page ---------------------------------------------------------------------------------------

let waiting = 0;
addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(drawAll, 80); });
dark.addEventListener("change", drawAll);
addEventListener("beforeprint", () => { printing = true; drawAll(); plots.forEach(slice); });
addEventListener("afterprint", () => {
  document.querySelectorAll(".slice").forEach(one => one.remove());
  printing = false;
  drawAll();
});

// On paper a figure is laid down in slices, cut where neither a row nor a word is cut, so that it can go on overleaf.
function slice(place) {
  const top = place.getBoundingClientRect().top, height = place.offsetHeight;
  const taken = what => [...place.querySelectorAll(what)]
    .map(one => one.getBoundingClientRect()).map(box => [box.top - top, box.bottom - top]);
  const words = taken("svg text"), marks = taken(".barlayer .point path, .scatterlayer .point");
  const misses = (y, boxes) => boxes.every(([low, high]) => y <= low + 0.5 || y >= high - 0.5);
  let last = place;
  for (let start = 0; start < height;) {
    let end = Math.min(start + 240, height);
    const fits = [...Array(200).keys()].map(n => end - n).concat([...Array(600).keys()].map(n => end + n));
    const free = fits.filter(y => y > start + 30 && (y >= height || misses(y, words)));
    const whole = free.find(y => y < height && misses(y, marks));  // else through a mark, but through no word
    if (end < height) end = whole || free[0] || end;
    end = Math.min(end, height);
    const part = document.createElement("div"), all = document.createElement("div");
    part.className = "slice";
    part.setAttribute("aria-hidden", "true");
    part.style.height = `${end - start}px`;
    all.append(...[...place.children].map(child => child.cloneNode(true)));
    all.style.cssText = `position:relative;margin-top:${-start}px;height:${height}px`;
    part.append(all);
    last.after(part);
    last = part;
    start = end;
  }
}

async function unpack() {
  const bytes = Uint8Array.from(atob(document.getElementById("library").textContent), one => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const library = document.createElement("script");
  library.textContent = await new Response(stream).text();
  document.head.append(library);
}

// one figure after the other, so that the page can be read meanwhile
unpack().then(function next(_, n = 0) {
  if (n === plots.length) return void (document.body.dataset.ready = "");
  draw(plots[n]);
  setTimeout(next, 0, null, n + 1);
});
})();
