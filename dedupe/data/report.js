"use strict";
const form = document.querySelector(".tools");
const list = document.querySelector(".pairs");
const pages = document.querySelector(".pages");
const output = form.querySelector("output");
const pairs = [...list.children];
const texts = new Map();
const fields = ["q", "by", "from", "credit", "rule", "sort"];
const PAGE = 100;
let shown = PAGE;
let order = "";

function text(pair) {
  if (!texts.has(pair)) texts.set(pair, pair.textContent.toLowerCase());
  return texts.get(pair);
}

const orders = {
  date: (a, b) => b.dataset.date.localeCompare(a.dataset.date),
  share: (a, b) => b.dataset.share - a.dataset.share,
  delay: (a, b) => (a.dataset.delay || 1e9) - (b.dataset.delay || 1e9),
};

function matches(pair, { q, by, from, credit, rule }) {
  return (!by || pair.dataset.by === by)
    && (!from || pair.dataset.from === from)
    && (!credit || pair.dataset.credit === credit)
    && (!rule || pair.dataset.rules.split(" ").includes(rule))
    && (!q || q.toLowerCase().split(/\s+/).every((word) => text(pair).includes(word)));
}

function wanted() {
  return Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()]));
}

function show() {
  const values = wanted();
  const found = pairs.filter((pair) => matches(pair, values));
  const ordered = orders[values.sort] ? found.toSorted(orders[values.sort]) : found;
  const visible = new Set(ordered.slice(0, shown));
  for (const pair of pairs) if (pair.hidden === visible.has(pair)) pair.hidden = !pair.hidden;
  if (values.sort !== order) list.append(...(orders[values.sort] ? pairs.toSorted(orders[values.sort]) : pairs));
  order = values.sort;
  output.value = `${found.length} of ${pairs.length}`;
  pages.hidden = found.length <= shown;
}

function remember() {
  const values = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value));
  history.replaceState(null, "", values.size ? `#${values}` : location.pathname + location.search);
}

function go(push, values) {
  shown = PAGE;
  fields.forEach((name) => { form.elements[name].value = values[name] ?? ""; });
  if (push) history.pushState(null, "", `#${new URLSearchParams(values)}`);
  show();
}

function follow() {
  const hash = decodeURIComponent(location.hash.slice(1));
  const target = hash.includes("=") ? null : document.getElementById(hash);
  if (hash.includes("=")) {
    go(false, Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
    document.getElementById("copies").scrollIntoView();
  } else if (target?.matches(".pair")) {
    target.hidden = false;
    target.querySelector("details")?.setAttribute("open", "");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  } else if (target?.matches("details")) {
    target.open = true;
    target.scrollIntoView();
  }
}

function value(cell) {
  const number = Number.parseFloat(cell.textContent);
  return Number.isNaN(number) ? cell.textContent.trim() : number;
}

function sort(heading) {
  const row = heading.parentElement;
  const body = row.closest("table").tBodies[0];
  const at = [...row.cells].indexOf(heading);
  const falling = heading.ariaSort === "ascending" || (!heading.ariaSort && at > 0);
  for (const cell of row.cells) cell.removeAttribute("aria-sort");
  heading.ariaSort = falling ? "descending" : "ascending";
  const rows = [...body.rows].map((it) => [value(it.cells[at]), it]);
  rows.sort(([a], [b]) => (typeof a === typeof b ? (a > b) - (a < b) : typeof a === "number" ? 1 : -1));
  if (falling) rows.reverse();
  body.append(...rows.map(([, it]) => it));
}

form.addEventListener("input", () => { shown = PAGE; show(); remember(); });
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => { shown = PAGE; show(); remember(); }));
pages.addEventListener("click", () => { shown += PAGE; show(); });
addEventListener("hashchange", follow);
addEventListener("popstate", follow);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-by]");
  const heading = event.target.closest(".sortable th[scope=col]");
  if (link) {
    event.preventDefault();
    const { by, from } = link.dataset;
    go(true, from ? { by, from } : { by });
    document.getElementById("copies").scrollIntoView();
  } else if (heading) {
    sort(heading);
  }
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    form.elements.q.focus();
  } else if (event.key === "Escape" && typing) {
    event.target.blur();
  }
});
show();
follow();
