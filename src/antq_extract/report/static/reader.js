/* The articles: a list to choose from, the text with its figures highlighted, and how each was read. */
"use strict";
(() => {
  const { antq } = window;
  const { h, say, fill, id } = antq;
  const LIST = 30, PART_CHARACTERS = 40000, PART_FIGURES = 400;
  let model, chosen, pinned = null, part = 0, page = 0, matching = [];

  /* A very long article is shown in parts, cut between lines where there are any and never within a number. */
  const partsOf = (article) => {
    if (article.parts) return article.parts;
    const { text, figures } = article, parts = [];
    let from = 0, first = 0;
    while (from < text.length || !parts.length) {
      let to = Math.min(text.length, from + PART_CHARACTERS), last = first;
      while (last < figures.length && figures[last].from < to && last - first < PART_FIGURES) last += 1;
      if (last < figures.length && figures[last].from < to) to = Math.max(figures[last].from, from + 1);
      if (to < text.length) {
        const line = text.lastIndexOf("\n", to) + 1;
        if (line > from + (to - from) / 2) to = line;
        while (last > first && figures[last - 1].from >= to) last -= 1;
        if (last > first) to = Math.max(to, figures[last - 1].to);
        if (/[\udc00-\udfff]/.test(text[to] || "")) to += 1;
      }
      parts.push({ from, to, figures: figures.slice(first, last) });
      from = to;
      first = last;
      if (!text.length) break;
    }
    article.parts = parts;
    return parts;
  };

  const marked = (article, piece) => {
    const out = [];
    let at = piece.from, open = null;
    for (const figure of piece.figures) {
      if (open && figure.from < open.to) { open.figures.push(figure); continue; }
      if (figure.from < at) continue;
      if (figure.from > at) out.push(h("span", null, article.text.slice(at, figure.from)));
      open = { to: figure.to, figures: [figure] };
      out.push(mark(article, figure, open.figures));
      at = figure.to;
    }
    if (at < piece.to) out.push(h("span", null, article.text.slice(at, piece.to)));
    return out;
  };

  const mark = (article, figure, figures) => {
    const doubt = figures.some(antq.doubtful);
    const kind = ["fig", figure.status === "planned" && "planned", doubt && "doubt", figure.verdict && `v-${figure.verdict.verdict.replace(" ", "-")}`];
    return h("span", {
      class: kind.filter(Boolean).join(" "), role: "button", tabindex: -1, "data-figure": figure.index,
      "aria-pressed": "false",
      mouseenter: () => { if (!pinned) read(figures); },
      focus: (event) => { rove(event.currentTarget); if (!pinned || pinned[0] !== figure) { pinned = null; read(figures); } },
      click: (event) => pin(event.currentTarget, figures),
      keydown: (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pin(event.currentTarget, figures); }
        if (event.key === "Escape") unpin();
      },
    }, article.text.slice(figure.from, figure.to));
  };

  const marks = () => [...id("paper").querySelectorAll(".fig")];
  const rove = (element) => { for (const one of marks()) one.tabIndex = one === element ? 0 : -1; };
  /* What the colours of the marks mean; only those that occur. */
  const legend = (article) => {
    const kinds = [["", "legend.reported", article.figures.some((f) => f.status !== "planned")], ["planned", "legend.planned", article.figures.some((f) => f.status === "planned")],
      ["doubt", "legend.doubt", article.figures.some(antq.doubtful)]];
    return h("p", { class: "legend" }, kinds.filter(([, , there]) => there).map(([kind, key]) => h("span", null, h("span", { class: `key ${kind}`, "aria-hidden": "true" }, "12"), say(key))));
  };
  const unpin = () => { pinned = null; for (const one of marks()) one.setAttribute("aria-pressed", "false"); };
  const pin = (element, figures) => {
    const again = pinned && pinned[0] === figures[0];
    unpin();
    if (!again) { pinned = figures; element.setAttribute("aria-pressed", "true"); }
    read(figures);
  };
  const move = (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.classList.contains("fig")) return;
    const all = marks(), next = all[all.indexOf(event.target) + step];
    event.preventDefault();
    if (next) next.focus();
  };

  /* The reading of some figures, in the panel beside the text. */
  const FIELDS = ["indicator", "number_text", "noun", "unit", "per", "total", "baseline", "status", "change", "period", "period_text", "place",
    "place_code", "actor", "recipient", "award", "awarder", "flags"];
  const valueOf = (figure, name) => {
    if (name === "period") return antq.period(figure.period_start, figure.period_end);
    if (name === "indicator") return antq.indicator(figure.indicator);
    if (["comparator", "status", "change", "recipient"].includes(name)) return antq.sayCode(name, figure[name]);
    if (["total", "baseline", "value_max"].includes(name)) return antq.number(figure[name]);
    if (name === "flags") return figure.flags.replace(/_/g, " ").replace(/;/g, ", ");
    if ((name === "noun" || name === "unit") && figure[name] === "%") return "";
    if (name === "unit" && figure.unit === figure.noun) return "";
    return figure[name];
  };
  const reading = (figure) => {
    const rows = FIELDS.map((name) => [name, valueOf(figure, name)]).filter(([, value]) => value);
    const sure = Math.round(Number(figure.confidence) * 100);
    return h("div", { class: "read" },
      h("p", { class: "big" }, h("strong", null, figure.told), figure.counted && h("span", null, " " + figure.counted)),
      (figure.findings || []).map((finding) => antq.findingCard(finding, figure)),
      figure.verdict && antq.verdictCard(figure.verdict),
      h("dl", { class: "fields" }, rows.map(([name, value]) => h("div", null, h("dt", null, say(name)), h("dd", null, value)))),
      h("p", { class: "proof" }, `${say("rule")}: ${figure.rule} · ${sure} % · ${say("offsets")}: ${figure.start}–${figure.end}`));
  };
  const read = (figures) => {
    id("reading").classList.toggle("empty", !figures.length);
    id("reading-close").hidden = !figures.length;
    fill(id("reading-body"), figures.length ? figures.map(reading) : h("p", { class: "hint" }, say("reading.none")));
  };

  /* The source as a link where it is a web address; anything else stays text. */
  const source = (text) => (/^https?:\/\/[^\s<>"]+$/.test(text) ? h("a", { href: text, rel: "noopener noreferrer", target: "_blank" }, text) : text);
  const paper = () => {
    const element = id("paper");
    if (!chosen) { fill(element, h("p", { class: "hint" }, say("articles.none"))); return; }
    const parts = partsOf(chosen), piece = parts[Math.min(part, parts.length - 1)];
    const rest = [antq.date(chosen.published), chosen.province].filter(Boolean).join(" · ");
    const text = h("div", { class: "text", lang: "vi", role: "group", "aria-labelledby": "paper-title", keydown: move }, marked(chosen, piece));
    fill(element,
      h("header", null,
        h("p", { class: "kicker" }, source(chosen.source), chosen.source && rest && " · ", rest),
        h("h3", { id: "paper-title", lang: "vi" }, chosen.label),
        h("p", { class: "under" }, `${antq.number(String(chosen.figures.length))} ${say("figures.n")}`),
        !chosen.whole && h("p", { class: "notice" }, say("partial")),
        chosen.whole && !chosen.figures.length && h("p", { class: "notice" }, say("no.figures")),
        chosen.figures.length > 0 && legend(chosen),
        antq.articleTools && antq.articleTools(chosen)),
      text,
      parts.length > 1 && h("div", { class: "pager" },
        h("button", { type: "button", "data-step": "back", disabled: part === 0, click: () => turn(-1) }, say("page.back")),
        h("span", null, say("part", { n: part + 1, all: parts.length })),
        h("button", { type: "button", "data-step": "next", disabled: part >= parts.length - 1, click: () => turn(1) }, say("page.next"))),
      model.articles.length < 2 && chosen.figures.length > 0 && !chosen.findings.length && h("p", { class: "good" }, say("findings.none")),
      chosen.findings.length > 0 && h("div", { class: "beside" },
        h("h4", null, say("findings")), chosen.findings.slice(0, 20).map((finding) => antq.findingCard(finding))));
    const first = element.querySelector(".fig");
    if (first) first.tabIndex = 0;
    if (!pinned) read([]);
    else { read(pinned); for (const one of marks()) if (Number(one.dataset.figure) === pinned[0].index) one.setAttribute("aria-pressed", "true"); }
  };

  const turn = (by) => {
    part += by;
    paper();
    antq.refocus(id("paper"), `.pager [data-step="${by < 0 ? "back" : "next"}"]`);
    id("paper").scrollIntoView();
  };

  const list = () => {
    const shown = matching.slice(page * LIST, (page + 1) * LIST);
    fill(id("article-list"), shown.map((article) => h("li", null, h("button", {
      type: "button", class: "article-item", "aria-current": article === chosen ? "true" : null, click: () => choose(article, true),
    },
      h("span", { class: "item-title", lang: "vi" }, article.label),
      h("span", { class: "item-meta" }, [antq.outlet(article.source), antq.date(article.published), `${article.figures.length} ${say("figures.n")}`].filter(Boolean).join(" · ")),
      article.findings.some((f) => f.severity === "contradiction") && h("span", { class: "badge bad" }, say("findings.contradiction"))))));
    const current = id("article-list").querySelector("[aria-current]");
    if (current) id("article-list").scrollTop = current.offsetTop - id("article-list").offsetTop - 8;
    if (!shown.length) fill(id("article-list"), h("li", { class: "hint" }, say("articles.none")));
    antq.pager(id("article-pager"), { page, size: LIST, all: matching.length, go: (to) => { page = to; list(); } });
  };
  const search = () => {
    const wanted = antq.fold(id("article-find").value.trim());
    matching = model.articles.filter((article) => {
      if (!wanted) return true;
      article.hay ??= antq.fold(`${article.label} ${article.source} ${article.id} ${article.text.slice(0, 20000)}`);
      return article.hay.includes(wanted);
    });
    page = 0;
    list();
  };
  const choose = (article, focus) => {
    chosen = article;
    part = 0;
    pinned = null;
    list();
    paper();
    if (!focus) return;
    antq.refocus(id("article-list"), "[aria-current]");
    if (window.innerWidth < 900) id("paper").scrollIntoView();
  };

  /** Show a figure in its article, pinned and focused. */
  antq.showFigure = (figure) => {
    const article = figure.home;
    if (chosen !== article) {
      if (!matching.includes(article)) { id("article-find").value = ""; search(); }
      page = Math.floor(matching.indexOf(article) / LIST);
      choose(article);
    }
    part = Math.max(0, partsOf(article).findIndex((piece) => piece.figures.includes(figure)));
    pinned = [figure];
    paper();
    const element = id("paper").querySelector(`[data-figure="${figure.index}"]`);
    if (element) { element.scrollIntoView({ block: "center" }); element.focus({ preventScroll: true }); }
  };

  antq.showArticle = (index) => { if (model.articles[index]) choose(model.articles[index]); };

  antq.reader = (given) => {
    model = given;
    matching = model.articles;
    page = part = 0;
    pinned = null;
    chosen = model.articles.find((a) => a.findings.some((f) => f.severity === "contradiction")) || model.articles.find((a) => a.figures.length) || model.articles[0];
    id("article-find").value = "";
    id("list-side").hidden = model.articles.length < 2;
    id("articles").classList.toggle("single", model.articles.length < 2);
    if (chosen) page = Math.floor(matching.indexOf(chosen) / LIST);
    list();
    paper();
  };
  antq.readerWords = () => { if (model) { list(); paper(); } };
  id("reading-close").addEventListener("click", () => {
    const open = id("paper").querySelector('.fig[aria-pressed="true"]') || id("paper").querySelector('.fig[tabindex="0"]');
    unpin();
    read([]);
    if (open) { open.focus({ preventScroll: true }); read([]); }
  });
  id("article-find").addEventListener("input", () => { if (model) search(); });
})();
