"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const flow = document.querySelector(".flow");
  const ribbons = flow.querySelector(".ribbons");
  const boxes = all("[name=kind]");
  const walk = document.querySelector(".walk");
  const output = walk.querySelector("output");

  let current = null; // the change or paragraph that has the focus

  // Ribbons: one from each paragraph to each of its partners.

  const numbers = (paragraph) => paragraph.dataset.partners.split(" ").filter(Boolean);

  function stretch(paragraph, partner, origin) {
    const box = (paragraph.querySelector(".text, .folded") ?? paragraph).getBoundingClientRect();
    const partners = numbers(paragraph);
    const share = box.height / partners.length;
    const top = box.top - origin + share * partners.indexOf(partner);
    return [top, top + share];
  }

  function ribbon(source, target, origin, width) {
    const [a, b] = stretch(source, target.id.slice(1), origin);
    const [c, d] = stretch(target, source.id.slice(1), origin);
    const half = width / 2;
    const path = document.createElementNS(SVG, "path");
    const kind = target.matches(".moved") ? "moved" : target.matches(".kept") ? "kept" : "rewritten";
    path.setAttribute("class", `ribbon ${kind}`);
    path.setAttribute(
      "d",
      `M0 ${a}C${half} ${a} ${half} ${c} ${width} ${c}V${d}C${half} ${d} ${half} ${b} 0 ${b}Z`,
    );
    path.dataset.source = source.id;
    path.dataset.target = target.id;
    return path;
  }

  function draw() {
    const origin = flow.getBoundingClientRect().top;
    const width = ribbons.getBoundingClientRect().width;
    const paths = all(".target .paragraph").flatMap((target) =>
      numbers(target).map((number) => ribbon(document.getElementById(`s${number}`), target, origin, width)),
    );
    ribbons.replaceChildren(...(width ? paths : []));
    light(current?.closest(".paragraph"));
  }

  function light(paragraph) {
    for (const path of ribbons.children) {
      const on = paragraph && [path.dataset.source, path.dataset.target].includes(paragraph.id);
      path.classList.toggle("on", Boolean(on));
    }
    const side = paragraph?.closest(".source") ? "t" : "s";
    const partners = paragraph ? numbers(paragraph).map((number) => side + number) : [];
    for (const other of all(".paragraph")) other.classList.toggle("on", partners.includes(other.id));
  }

  // Kinds: which are shown is kept in the address, so that a view can be shared and opened again.

  function kindsFromAddress() {
    const found = /^#kinds=([a-z,]*)$/.exec(location.hash);
    if (!found) return;
    const kinds = found[1].split(",");
    for (const box of boxes) box.checked = kinds.includes(box.value);
  }

  function kindsToAddress() {
    const kinds = boxes.filter((box) => box.checked).map((box) => box.value);
    history.replaceState(null, "", `#kinds=${kinds.join(",")}`);
  }

  const isShown = (edit) => boxes.some((box) => box.checked && edit.classList.contains(box.value));

  // Walking: from change to change, in the order of the page.

  const stops = () =>
    all(".target .edit[data-edit], .paragraph.cut, .paragraph.added").filter(
      (stop) => stop.matches(".paragraph") || isShown(stop),
    );

  function describe(stop, at, number) {
    const what = stop.matches(".paragraph") ? flow.dataset[stop.matches(".cut") ? "cut" : "added"] : stop.title;
    const place = flow.dataset.at.replace("{at}", at + 1).replace("{number}", number);
    return `${place} · ${what}`;
  }

  function mark(stop) {
    for (const edit of all(".edit.on")) edit.classList.remove("on");
    const number = stop?.dataset.edit;
    if (number) for (const edit of all(`[data-edit="${number}"]`)) edit.classList.add("on");
    light(stop?.closest(".paragraph"));
    current = stop;
    const places = stops();
    const at = places.indexOf(stop);
    output.textContent = at < 0 ? flow.dataset.changes.replace("{number}", places.length) : describe(stop, at, places.length);
  }

  function step(by) {
    const places = stops();
    const at = places.indexOf(current);
    const next = places[at < 0 ? (by > 0 ? 0 : places.length - 1) : (at + by + places.length) % places.length];
    if (!next) return;
    const folded = next.closest("details");
    if (folded) folded.open = true;
    next.focus({ preventScroll: true });
    mark(next);
    next.scrollIntoView({ block: "center" });
  }

  const KEYS = { j: 1, k: -1 };
  const ARROWS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      document.activeElement?.blur();
      mark(null); // a window without the focus hears of no blur
    }
    const by = KEYS[event.key] ?? (current && current === document.activeElement && ARROWS[event.key]);
    if (!by) return;
    event.preventDefault();
    step(by);
  }

  function follow() {
    kindsFromAddress();
    const stop = document.getElementById(location.hash.slice(1));
    const isStop = stop?.matches(".edit[data-edit], .paragraph");
    if (isStop) stop.focus({ preventScroll: true });
    mark(isStop ? stop : current);
  }

  addEventListener("keydown", press);
  addEventListener("hashchange", follow);
  flow.addEventListener("focusin", (event) => mark(event.target.closest(".edit[data-edit], .paragraph")));
  flow.addEventListener("focusout", () => mark(null));
  flow.addEventListener("mouseover", (event) => light(event.target.closest(".paragraph")));
  flow.addEventListener("mouseleave", () => light(current?.closest(".paragraph")));
  walk.addEventListener("mousedown", (event) => event.preventDefault());
  walk.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) step(Number(button.value));
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      kindsToAddress();
      mark(current);
    });
  }
  new ResizeObserver(draw).observe(flow);

  walk.hidden = false;
  draw();
  follow();
})();
