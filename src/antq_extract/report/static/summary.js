/* The report at a glance. */
"use strict";
(() => {
  const { antq } = window;
  const { h, say, fill, id } = antq;
  let model;

  const render = () => {
    if (!model || !id("tiles")) return;
    const distinct = (values) => new Set(values.filter(Boolean)).size;
    const verdicts = model.verdicts ? ["confirmed", "compatible", "contradicted", "not found"].map((name) => [`verdict.${name}`, model.verdicts.filter((v) => v.verdict === name).length]) : [];
    const tiles = [
      ["articles.n", model.articles.length], ["figures.n", model.figures.length],
      ["sources.n", distinct(model.articles.map((a) => antq.outlet(a.source)))],
      ["places.n", distinct(model.figures.map((f) => f.place))],
      ["contradictions.n", model.findings.filter((f) => f.severity !== "note").length],
      ...verdicts,
    ].filter(([key]) => model.articles.length > 1 || !["articles.n", "sources.n", "places.n"].includes(key));

    fill(id("tiles"), tiles.map(([key, n]) => h("div", { class: ["contradictions.n", "verdict.contradicted"].includes(key) && n ? "tile bad" : "tile" },
      h("dt", null, key.startsWith("verdict.") && h("span", { class: "soft" }, `${say("verdict")}: `), say(key)), h("dd", null, antq.number(String(n))))));
    const counts = new Map();
    for (const figure of model.figures) if (figure.indicator !== "other") counts.set(figure.indicator, (counts.get(figure.indicator) || 0) + 1);
    const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([code, n]) => `${antq.indicator(code)} (${antq.number(String(n))})`).join(", ");
    const dates = model.articles.map((a) => a.published).filter(Boolean).sort();
    id("told").textContent = !top ? "" : dates.length && dates[0] !== dates[dates.length - 1]
      ? say("told", { first: antq.date(dates[0]), last: antq.date(dates[dates.length - 1]), top }) : say("told.undated", { top });
    if (id("made")) id("made").textContent = say("made", { date: antq.date(model.made), version: model.version });
  };
  antq.summary = (given) => { model = given; render(); };
  antq.summaryWords = render;
})();
