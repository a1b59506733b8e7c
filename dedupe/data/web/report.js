"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Tables are sorted by a click on a heading; a number before a text.

  function value(cell) {
    const text = cell.dataset.value ?? cell.textContent.trim();
    const number = Number.parseFloat(text.replaceAll(",", ""));
    return Number.isNaN(number) ? text : number;
  }

  function compare(a, b) {
    if (typeof a === typeof b) return typeof a === "string" ? a.localeCompare(b) : a - b;
    return typeof a === "number" ? 1 : -1;
  }

  function sortTable(heading) {
    const row = heading.parentElement;
    const body = row.closest("table").tBodies[0];
    const at = heading.cellIndex;
    const isFalling = heading.ariaSort === "ascending" || (!heading.ariaSort && at > 0);
    for (const cell of row.cells) cell.ariaSort = null;
    heading.ariaSort = isFalling ? "descending" : "ascending";
    const rows = [...body.rows].map((row) => [value(row.cells[at]), row]);
    rows.sort(([a], [b]) => (isFalling ? compare(b, a) : compare(a, b)));
    body.append(...rows.map(([, row]) => row));
  }

  for (const heading of all(".sortable th[scope=col]")) {
    heading.addEventListener("click", () => sortTable(heading));
  }

  // A list holds its rows as data and shows a page of them. What it shows is kept in the address.

  const PAGE = 50;
  const form = document.querySelector(".tools");

  function at(row, path) {
    return path.split(".").reduce((value, name) => value?.[name], row);
  }

  function fill(template, row) {
    const node = template.content.cloneNode(true);
    for (const slot of all("[data-text]", node)) {
      slot.textContent = at(row, slot.dataset.text) ?? "";
      slot.hidden = !slot.textContent;
    }
    for (const slot of all("[data-if]", node)) slot.hidden = !at(row, slot.dataset.if);
    for (const slot of all("[data-class]", node)) slot.classList.add(at(row, slot.dataset.class));
    for (const slot of all("[data-width]", node)) slot.setAttribute("width", at(row, slot.dataset.width));
    for (const slot of all("[data-href]", node)) {
      const href = at(row, slot.dataset.href);
      if (href) slot.setAttribute("href", href);
      else slot.hidden = true;
    }
    for (const inner of all("template[data-each]", node)) {
      inner.replaceWith(...at(row, inner.dataset.each).map((item) => fill(inner, item)));
    }
    return node;
  }

  function list() {
    const rows = JSON.parse(document.querySelector("script.data").textContent);
    const template = document.querySelector("template.row");
    const shownRows = document.querySelector("ol.rows");
    const pages = document.querySelector(".pages");
    const output = form.querySelector("output");
    const names = [...form.elements].map((element) => element.name).filter(Boolean);
    const hidden = ["pair", "story"]; // filters that only an address can ask for
    const texts = new Map();
    let wanted = {};

    const text = (row) => {
      if (!texts.has(row)) texts.set(row, JSON.stringify(row).toLowerCase());
      return texts.get(row);
    };
    const has = (found, value) => (Array.isArray(found) ? found.includes(value) : found === value);

    function matches(row, words) {
      const { q, since, until, sort, page, ...filters } = wanted;
      return Object.entries(filters).every(([name, value]) => has(row[name], value))
        && (!since || row.date >= since)
        && (!until || (row.date && row.date.slice(0, 10) <= until))
        && words.every((word) => text(row).includes(word));
    }

    function found() {
      const words = (wanted.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
      const kept = rows.filter((row) => matches(row, words));
      const key = wanted.sort?.replace("-", "");
      if (!key) return kept;
      const sign = wanted.sort.startsWith("-") ? -1 : 1;
      const missing = (row) => row[key] === "" || row[key] === null;
      return kept.sort((a, b) => missing(a) - missing(b) || sign * compare(a[key], b[key]));
    }

    function show() {
      const kept = found();
      const last = Math.max(Math.ceil(kept.length / PAGE), 1);
      const page = Math.min(Math.max(Number.parseInt(wanted.page, 10) || 1, 1), last);
      const start = (page - 1) * PAGE;
      const some = kept.slice(start, start + PAGE);
      shownRows.replaceChildren(...some.map((row) => fill(template, row)));
      shownRows.start = start + 1;
      const numbers = { from: start + 1, to: start + some.length, found: kept.length };
      output.value = kept.length
        ? form.dataset.of.replace(/\{(\w+)\}/g, (_, name) => numbers[name])
        : form.dataset.nothing;
      pages.hidden = last === 1;
      const [previous, next] = pages.children;
      previous.disabled = page === 1;
      next.disabled = page === last;
      pages.dataset.page = page;
    }

    function fromAddress() {
      const values = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
      const known = Object.entries(values).filter(
        ([name, value]) => value && [...names, ...hidden, "page"].includes(name),
      );
      wanted = Object.fromEntries(known);
      for (const name of names) {
        const element = form.elements[name];
        element.value = wanted[name] ?? "";
        // What no option says cannot be wanted.
        if (wanted[name] && element.value !== wanted[name]) delete wanted[name];
      }
      show();
    }

    function remember(isNew) {
      const hash = `#${new URLSearchParams(wanted)}`;
      if (isNew) history.pushState(null, "", hash);
      else history.replaceState(null, "", hash);
      show();
    }

    form.addEventListener("input", (event) => {
      wanted = {};
      for (const name of names) {
        const given = form.elements[name].value.trim();
        if (given) wanted[name] = given;
      }
      remember(!event.target.matches("[type=search]"));
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      wanted = {};
      setTimeout(() => remember(true)); // the form empties its output as well
    });
    pages.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      wanted.page = Number(pages.dataset.page) + Number(button.value);
      remember(true);
      form.scrollIntoView();
      shownRows.querySelector("a")?.focus({ preventScroll: true });
    });
    return { rows, fromAddress };
  }

  // Addresses: `#story=ID` leads to a story by the identity of its source, from any page that has a list.

  const rows = form && list();

  function follow() {
    const hash = location.hash.slice(1);
    const values = new URLSearchParams(hash);
    const story = values.get("story");
    const target = document.getElementById(hash)
      ?? (story && all("[data-story]").find((part) => part.dataset.story === story));
    const page = document.body.querySelector("a[data-stories]")?.href;
    if (story && page && !target) {
      location.replace(`${page}#${values}`);
      return;
    }
    if (target?.matches("details")) {
      target.open = true;
      target.scrollIntoView();
      target.querySelector("summary").focus({ preventScroll: true });
      return;
    }
    if (!rows) return;
    const row = story && rows.rows.find((row) => row.story === story);
    if (row && values.size === 1 && row.href.endsWith(".html")) location.replace(row.href);
    if (hash.includes("=") || !target) rows.fromAddress();
    if (hash.includes("=") && document.getElementById("copies")) form.scrollIntoView();
  }

  // Keys: / searches, j and k walk from row to row.

  function walk(by) {
    const stops = all("ol.rows > li > .who a, .changes a, ol.moments a, .sortable tbody th a, ol.plain a").filter(
      (stop) => stop.offsetParent,
    );
    const here = stops.indexOf(document.activeElement);
    const next = stops[here < 0 ? (by > 0 ? 0 : stops.length - 1) : here + by];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.matches("input, select");
    if (event.key === "Escape" && isTyping) event.target.blur();
    if (isTyping) return;
    if (event.key === "/" && form) {
      event.preventDefault();
      form.elements.q.focus();
    } else if (event.key === "j" || event.key === "k") {
      walk(event.key === "j" ? 1 : -1);
    }
  });
  follow();
})();
