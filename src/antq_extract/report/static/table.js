/* The table of all figures: sorted by its headings, filtered by the form above it, a page of rows at a time. */
"use strict";
(() => {
  const { antq } = window;
  const { h, say, fill, id } = antq;
  const SIZE = window.innerWidth < 768 ? 20 : 50;
  const COLUMNS = [
    { name: "article", key: (f) => f.home.label, show: (f) => h("span", { class: "clip", lang: "vi" }, f.home.label) },
    { name: "published", key: (f) => f.published, show: (f) => antq.date(f.published) },
    { name: "indicator", key: (f) => antq.indicator(f.indicator), show: (f) => antq.indicator(f.indicator) },
    { name: "value", key: (f) => f.amount, numeric: true, show: (f) => h("button", { type: "button", class: "link", title: say("show"), click: () => antq.showFigure(f) }, f.told) },
    { name: "noun", key: (f) => f.counted, show: (f) => [f.counted, f.per && h("span", { class: "soft" }, ` ${say("each")} ${f.per}`)] },
    { name: "place", key: (f) => f.place, show: (f) => f.place },
    { name: "period", key: (f) => f.period_end || f.period_start, show: (f) => antq.period(f.period_start, f.period_end) },
    { name: "status", key: (f) => f.status, show: (f) => antq.sayCode("status", f.status) },
    { name: "verdict", key: (f) => (f.verdict ? say(`verdict.${f.verdict.verdict}`) : ""), when: (m) => m.verdicts, show: (f) => f.verdict
      && h("span", { class: `badge v-${f.verdict.verdict.replace(" ", "-")}` }, say(`verdict.${f.verdict.verdict}`)) },
    { name: "findings", key: (f) => (antq.doubtful(f) ? -1 : 0), show: (f) => antq.doubtful(f) && h("span", { class: "badge bad" }, say("findings.contradiction")) },
  ];
  const several = (m) => m.articles.length > 1;
  COLUMNS[0].when = COLUMNS[1].when = several;
  const columns = () => COLUMNS.filter((column) => !column.when || column.when(model));
  let model, rows = [], sorted = null, order = { name: "", down: false }, page = 0, print = false;

  const head = () => fill(id("table").tHead, h("tr", { role: "row" }, columns().map((column) => {
    const on = order.name === column.name;
    return h("th", { scope: "col", role: "columnheader", class: column.numeric ? "number" : null, "aria-sort": on ? (order.down ? "descending" : "ascending") : null },
      h("button", { type: "button", class: "sort", "data-sort": column.name, click: () => sort(column) },
        say(column.name), h("span", { class: "arrow", "aria-hidden": "true" }, on ? (order.down ? "▼" : "▲") : "↕")));
  })));

  const sort = (column) => {
    order = { name: column.name, down: order.name === column.name ? !order.down : Boolean(column.numeric) };
    sorted = null;
    filter();
    id("table").tHead.querySelector(`[data-sort="${column.name}"]`).focus();
  };
  /* Each text is compared once with the language's order, then rows are compared by rank. */
  const inOrder = () => {
    const column = COLUMNS.find((one) => one.name === order.name);
    if (!column) return model.figures;
    const keys = model.figures.map(column.key);
    let rank = keys;
    if (typeof keys[0] === "string") {
      const collator = new Intl.Collator("vi", { numeric: true });
      const ranks = new Map([...new Set(keys)].sort(collator.compare).map((key, n) => [key, n]));
      rank = keys.map((key) => ranks.get(key));
    }
    const empty = (n) => keys[n] === "" || Number.isNaN(keys[n]);
    const sign = order.down ? -1 : 1;
    const numbers = model.figures.map((_, n) => n);
    numbers.sort((a, b) => empty(a) - empty(b) || sign * (rank[a] - rank[b]) || a - b);
    return numbers.map((n) => model.figures[n]);
  };

  const filter = () => {
    sorted ??= inOrder();
    const words = antq.fold(id("f-words").value.trim()).split(/\s+/).filter(Boolean);
    const indicator = id("f-indicator").value, place = id("f-place").value, status = id("f-status").value, doubt = id("f-doubt").checked;
    rows = sorted.filter((f) => (!indicator || f.indicator === indicator) && (!place || f.place === place) && (!status || f.status === status)
      && (!doubt || antq.doubtful(f)) && words.every((word) => f.hay.includes(word)));
    page = 0;
    head();
    body();
    id("count").textContent = say("count", { n: antq.number(String(rows.length)), all: antq.number(String(model.figures.length)) });
  };

  const cell = (shown) => {
    const content = [shown].flat().filter(Boolean);
    return content.length ? h("div", null, content) : null;
  };
  const body = () => {
    const shown = print ? rows.slice(0, 1000) : rows.slice(page * SIZE, (page + 1) * SIZE);
    fill(id("table").tBodies[0], shown.map((figure) => h("tr", { role: "row", class: antq.doubtful(figure) ? "bad-row" : null },
      columns().map((column) => h("td", { class: column.numeric ? "number" : null, role: "cell", "data-head": say(column.name) }, cell(column.show(figure)))))));
    antq.pager(id("table-pager"), { page, size: SIZE, all: rows.length, go: (to) => { page = to; body(); } });
  };

  const counted = (name) => {
    const counts = new Map();
    for (const figure of model.figures) if (figure[name]) counts.set(figure[name], (counts.get(figure[name]) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]);
  };
  const choices = () => {
    const any = ["", say("filter.any")];
    const keep = (select, options) => antq.options(select, [any, ...options], select.value);
    keep(id("f-indicator"), counted("indicator").map(([code, n]) => [code, `${antq.indicator(code)} (${n})`]));
    keep(id("f-place"), counted("place").slice(0, 300).map(([place, n]) => [place, `${place} (${n})`]));
    keep(id("f-status"), counted("status").map(([code, n]) => [code, `${antq.sayCode("status", code)} (${n})`]));
  };

  antq.table = (given) => {
    model = given;
    sorted = null;
    order = { name: "", down: false };
    for (const name of ["f-words", "f-indicator", "f-place", "f-status"]) id(name).value = "";
    id("f-doubt").checked = false;
    choices();
    filter();
  };
  antq.tableWords = () => { if (model) { sorted = null; choices(); filter(); } };
  let waiting = 0;
  id("f-words").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { if (model) filter(); }, 120); });
  for (const name of ["f-indicator", "f-place", "f-status", "f-doubt"]) id(name).addEventListener("change", () => { if (model) filter(); });
  id("filters").addEventListener("submit", (event) => event.preventDefault());
  id("f-clear").addEventListener("click", () => { if (model) antq.table(model); });
  const csv = id("f-csv");
  if (csv) csv.addEventListener("click", () => antq.download("figures.csv", new Blob([antq.csv(rows, model.columns)], { type: "text/csv;charset=utf-8" })));
  window.addEventListener("beforeprint", () => { if (model) { print = true; body(); } });
  window.addEventListener("afterprint", () => { if (model) { print = false; body(); } });
})();
