/* Charts, drawn by d3 as SVG that the page's style colours: over time by place, distribution, coverage. */
"use strict";
(() => {
  const { antq, d3 } = window;
  const { h, say, fill, id } = antq;
  const LINES = 6, OUTLETS = 12;
  let model, indicator = "", unit = "", drawn = false, suited = new Map();

  const count = (n) => antq.number(String(n));
  const short = (n) => {
    const size = Math.abs(n), vi = antq.language === "vi";
    const [by, word] = size >= 1e9 ? [1e9, vi ? " tỷ" : " bn"] : size >= 1e6 ? [1e6, vi ? " tr" : " m"] : [1, ""];
    return antq.number(String(Number((n / by).toPrecision(3)))) + word;
  };
  /* Numbers that may stand side by side: reported values, not changes, not per something. */
  const plain = (f) => f.status === "reported" && !f.change && !f.per && Number.isFinite(f.amount);
  /* How much there is to see of an indicator over time: periods of the places that have several. */
  const told = (figures) => d3.sum(d3.rollups(figures.filter((f) => f.place && f.period_end), (fs) => new Set(fs.map((f) => f.period_end)).size, (f) => f.place),
    ([, periods]) => (periods > 1 ? periods : 0.01));
  const tally = (values) => d3.rollups(values, (v) => v.length, (v) => v).sort((a, b) => b[1] - a[1]);

  const frame = (element, label, width, height) => d3.select(element).append("svg")
    .attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img").attr("aria-label", label).attr("class", "chart");
  /* The same numbers as a table, for those who read rather than look. */
  const data = (heads, rows) => h("details", { class: "data" }, h("summary", null, say("chart.data")),
    h("div", { class: "table-wrap", tabindex: 0, role: "region", "aria-label": say("chart.data") },
      h("table", null, h("thead", null, h("tr", null, heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", null, rows.slice(0, 200).map((row) => h("tr", null, row.map((cell) => h("td", null, cell))))))));
  const nothing = (element, key) => fill(element, h("p", { class: "hint" }, say(key)));
  const outlet = (source) => {
    const address = /^https?:\/\/(?:www\.)?([^/?#]+)/.exec(source) || /^([^:/]+)[:/]./.exec(source);
    return address ? address[1] : source;
  };
  antq.outlet = outlet;
  /* As wide as its room, so that letters keep their size on a phone. */
  const room = (element) => Math.max(280, Math.round(element.clientWidth || 520));
  const scaleFor = (values) => {
    const [low, high] = d3.extent(values);
    return low > 0 && high / low > 200 ? d3.scaleLog().domain([low, high]).nice() : d3.scaleLinear().domain([Math.min(0, low), high || 1]).nice();
  };

  const time = (chosen) => {
    const element = id("time"), width = room(element), height = width < 600 ? 300 : 340, left = 84, right = width < 600 ? 104 : 160, top = 16, bottom = 34;
    id("time-caption").textContent = say("chart.time", { indicator: antq.indicator(indicator), unit });
    const dated = chosen.filter((f) => f.place && f.period_end);
    const places = d3.groups(dated, (f) => f.place)
      .map(([place, figures]) => [place, d3.rollups(figures, (fs) => d3.max(fs, (f) => f.amount), (f) => f.period_end)
        .map(([day, value]) => ({ day, value, date: new Date(day) })).sort((a, b) => a.date - b.date)])
      .sort((a, b) => b[1].length - a[1].length).slice(0, LINES);
    const points = places.flatMap(([, series]) => series);
    if (points.length < 2) { nothing(element, "chart.time.none"); return; }
    fill(element);
    const svg = frame(element, id("time-caption").textContent, width, height);
    const span = d3.extent(points, (p) => p.date);
    if (+span[0] === +span[1]) span[1] = new Date(+span[1] + 86400000);
    const x = d3.scaleUtc().domain(span).range([left, width - right]);
    const y = scaleFor(points.map((p) => p.value)).range([height - bottom, top]);
    axes(svg, x, y, { width: width - right, height, left, bottom, ticks: width < 600 ? 3 : 7 });
    const line = d3.line().x((p) => x(p.date)).y((p) => y(p.value));
    const labels = places.map(([place, series], n) => ({ place, n, at: y(series[series.length - 1].value) })).sort((a, b) => a.at - b.at);
    labels.forEach((label, n) => { if (n) label.at = Math.max(label.at, labels[n - 1].at + 17); });
    const over = labels.length ? labels[labels.length - 1].at - (height - bottom) : 0;
    if (over > 0) labels.forEach((label) => { label.at -= over; });
    places.forEach(([place, series], n) => {
      const group = svg.append("g").attr("class", `series s${n}`);
      group.append("path").attr("d", line(series)).attr("class", "line");
      for (const p of series) {
        group.append("circle").attr("cx", x(p.date)).attr("cy", y(p.value)).attr("r", 4)
          .append("title").text(antq.visible(`${place}, ${antq.date(p.day)}: ${antq.number(String(p.value))} ${unit}`));
      }
    });
    for (const label of labels) {
      const group = svg.append("g").attr("class", `series s${label.n}`);
      group.append("circle").attr("cx", width - right + 14).attr("cy", label.at).attr("r", 4);
      group.append("text").attr("x", width - right + 24).attr("y", label.at + 4).attr("class", "name")
        .text(antq.visible(label.place.length > (width < 600 ? 11 : 18) ? label.place.slice(0, width < 600 ? 10 : 17) + "…" : label.place));
    }
    element.append(data([say("place"), say("period"), say("value")],
      places.flatMap(([place, series]) => series.map((p) => [place, antq.date(p.day), antq.number(String(p.value))]))));
  };

  const axes = (svg, x, y, { width, height, left, bottom, ticks, whole }) => {
    const lead = (value) => Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
    let marks = y.ticks(whole ? Math.min(5, y.domain()[1]) : 5);
    if (y.base) {  // a logarithmic scale: powers of ten, at most six of them
      marks = marks.filter((value) => lead(value) === 1);
      marks = marks.filter((value, n) => n % Math.ceil(marks.length / 6) === 0);
    }
    const grid = svg.append("g").attr("class", "grid");
    for (const value of marks) {
      grid.append("line").attr("x1", left).attr("x2", width).attr("y1", y(value)).attr("y2", y(value));
      grid.append("text").attr("x", left - 8).attr("y", y(value) + 4).attr("text-anchor", "end").text(short(value));
    }
    if (!x) return;
    const bottomLine = svg.append("g").attr("class", "grid");
    const months = x.domain()[1] - x.domain()[0] < 3 * 365 * 86400000;
    const shown = x.ticks(ticks), write = d3.utcFormat(months ? "%m/%Y" : "%Y");
    let last = "";
    for (const tick of shown) {
      const text = write(tick);
      if (text !== last) bottomLine.append("text").attr("x", x(tick)).attr("y", height - bottom + 20).attr("text-anchor", "middle").text(text);
      last = text;
    }
  };

  const spread = (chosen) => {
    const element = id("spread"), width = room(element), height = 300, left = 44, bottom = 40, top = 12;
    id("spread-caption").textContent = say("chart.spread", { indicator: antq.indicator(indicator), unit });
    const values = chosen.map((f) => f.amount).filter((v) => v > 0);
    if (!values.length) { nothing(element, "chart.time.none"); return; }
    const [low, high] = d3.extent(values);
    const wide = high / low > 100;
    let bins;
    if (wide) {
      const from = Math.floor(Math.log10(low)), to = Math.floor(Math.log10(high)) + 1;
      const limits = d3.range(from, to).flatMap((power) => [1, 2, 5].map((step) => step * 10 ** power)).concat(10 ** to);
      bins = d3.bin().domain([limits[0], limits[limits.length - 1]]).thresholds(limits.slice(1, -1))(values);
      while (bins.length > 1 && !bins[0].length) bins.shift();
      while (bins.length > 1 && !bins[bins.length - 1].length) bins.pop();
    } else bins = d3.bin().domain(d3.nice(Math.min(low, 0), high || 1, 10)).thresholds(10)(values);
    fill(element);
    const svg = frame(element, id("spread-caption").textContent, width, height);
    const x = d3.scaleBand().domain(d3.range(bins.length)).range([left, width - 10]).paddingInner(0.08);
    const y = d3.scaleLinear().domain([0, d3.max(bins, (b) => b.length)]).nice().range([height - bottom, top]);
    axes(svg, null, y, { width: width - 10, height, left, bottom, whole: true });
    bins.forEach((bin, n) => {
      svg.append("rect").attr("class", "bar").attr("x", x(n)).attr("width", x.bandwidth()).attr("y", y(bin.length)).attr("height", y(0) - y(bin.length))
        .append("title").text(`${short(bin.x0)}–${short(bin.x1)}: ${bin.length}`);
      if (n % Math.ceil(bins.length / (width < 420 ? 4 : 7)) === 0) {
        svg.append("text").attr("class", "tick").attr("x", x(n)).attr("y", height - bottom + 18).attr("text-anchor", "middle").text(short(bin.x0));
      }
    });
    element.append(data([say("value"), say("count.head")], bins.map((bin) => [`${short(bin.x0)} – ${short(bin.x1)}`, count(bin.length)])));
  };

  const cover = () => {
    const element = id("cover");
    id("cover-caption").textContent = say("chart.cover");
    const dated = model.articles.filter((a) => /^\d{4}-\d\d/.test(a.published));
    if (!dated.length) { nothing(element, "chart.cover.none"); return; }
    let outletOf = (a) => outlet(a.source);
    let names = tally(dated.map(outletOf));
    if (names.length > OUTLETS && names.length > 0.8 * dated.length) {  // file names, not outlets: one row for all
      outletOf = () => say("chart.all");
      names = [[say("chart.all"), dated.length]];
    }
    const kept = new Set(names.slice(0, names.length > OUTLETS ? OUTLETS - 1 : OUTLETS).map(([name]) => name));
    const nameOf = (a) => (kept.has(outletOf(a)) ? outletOf(a) : say("chart.other"));
    const [first, last] = d3.extent(dated, (a) => a.published.slice(0, 7));
    const byMonth = d3.utcMonth.count(new Date(first + "-01"), new Date(last + "-01")) < 36;
    if (!byMonth) id("cover-caption").textContent = say("chart.cover.years");
    const write = d3.utcFormat(byMonth ? "%Y-%m" : "%Y"), step = byMonth ? d3.utcMonth : d3.utcYear;
    const start = step.floor(new Date(first + "-01"));
    const months = step.range(start, step.offset(step.floor(new Date(last + "-01")), 1)).map(write);
    const rows = [...kept, ...(names.length > kept.size ? [say("chart.other")] : [])];
    const cells = d3.rollup(dated, (as) => as.length, nameOf, (a) => a.published.slice(0, byMonth ? 7 : 4));
    const width = room(element), left = width < 420 ? 110 : 170, row = 22, height = rows.length * row + 40;
    fill(element);
    const svg = frame(element, id("cover-caption").textContent, width, height);
    const x = d3.scaleBand().domain(months).range([left, width - 8]).padding(0.06);
    const most = d3.max([...cells.values()].flatMap((map) => [...map.values()]));
    const level = d3.scaleQuantize().domain([0, most]).range([1, 2, 3, 4, 5]);
    rows.forEach((name, n) => {
      svg.append("text").attr("class", "tick").attr("x", left - 8).attr("y", n * row + 20).attr("text-anchor", "end")
        .text(antq.visible(name.length > (width < 420 ? 14 : 24) ? name.slice(0, width < 420 ? 13 : 23) + "…" : name));
      for (const month of months) {
        const value = cells.get(name)?.get(month) || 0;
        svg.append("rect").attr("class", `cell l${value ? level(value) : 0}`).attr("x", x(month)).attr("y", n * row + 6)
          .attr("width", x.bandwidth()).attr("height", row - 3).append("title").text(antq.visible(`${name}, ${month}: ${value}`));
      }
    });
    months.forEach((month, n) => {
      if (n % Math.ceil(months.length / (width < 420 ? 3 : 6)) === 0) {
        svg.append("text").attr("class", "tick").attr("x", x(month)).attr("y", height - 12).text(antq.date(month));
      }
    });
    element.append(data([say("source"), say("month"), say("count.head")],
      rows.flatMap((name) => [...(cells.get(name) || [])].sort().map(([month, n]) => [name, antq.date(month), count(n)]))));
  };

  const choices = () => {
    antq.options(id("chart-indicator"), [...suited.keys()].map((code) => [code, antq.indicator(code)]), indicator);
    indicator = id("chart-indicator").value;
    const units = tally((suited.get(indicator) || []).map((f) => f.unit)).slice(0, 20);
    antq.options(id("chart-unit"), units.map(([name, n]) => [name, `${name || "–"} (${n})`]), unit);
    unit = id("chart-unit").value;
  };
  const draw = () => {
    choices();
    const chosen = (suited.get(indicator) || []).filter((f) => f.unit === unit);
    time(chosen);
    spread(chosen);
    cover();
    drawn = true;
  };

  antq.charts = (given) => {
    model = given;
    suited = new Map(d3.groups(model.figures.filter(plain), (f) => f.indicator)
      .sort((a, b) => (a[0] === "other") - (b[0] === "other") || told(b[1]) - told(a[1])));
    indicator = unit = "";
    drawn = false;
    const alone = model.mode === "desk" && model.articles.length < 2;  // nothing to compare
    id("charts").hidden = alone;
    document.querySelector('.contents a[href="#charts"]').parentElement.hidden = alone;
    if (alone) return;
    if ("IntersectionObserver" in window) watch.observe(id("charts"));
    else draw();
  };
  /* Drawn when they come into sight, and before printing. */
  const watch = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) { watch.disconnect(); if (!drawn) draw(); }
  }, { rootMargin: "400px" });
  antq.chartsWords = () => { if (model && drawn) draw(); };
  window.addEventListener("beforeprint", () => { if (model && !drawn) draw(); });
  let resized = 0;
  window.addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(() => { if (model && drawn) draw(); }, 250); });
  id("chart-indicator").addEventListener("change", (event) => { indicator = event.target.value; unit = ""; draw(); });
  id("chart-unit").addEventListener("change", (event) => { unit = event.target.value; draw(); });
})();
