/* What the checks found, each with its computation and the sentences concerned; and what an archive says. */
"use strict";
(() => {
  const { antq } = window;
  const { h, say, fill, id } = antq;
  const SIZE = window.innerWidth < 768 ? 6 : 12, ROOM = 160;
  let model, page = 0;

  /* The sentence around some figures of it, the numbers emphasised. */
  const quoted = (figures) => {
    const first = figures[0], text = first.home.text;
    const from = Math.max(first.sentence_from, first.from - ROOM);
    const to = Math.max(Math.min(first.sentence_to, figures[figures.length - 1].to + ROOM), first.to);
    const out = [from > first.sentence_from ? "…" : ""];
    let at = from;
    for (const figure of figures) {
      if (figure.from < at) continue;
      out.push(text.slice(at, figure.from), h("mark", null, text.slice(figure.from, figure.to)));
      at = figure.to;
    }
    out.push(text.slice(at, Math.max(at, to)), to < first.sentence_to ? "…" : "");
    return h("blockquote", { lang: "vi" }, out);
  };
  const sentences = (finding) => {
    const groups = new Map();
    for (const figure of finding.figures) {
      const key = `${figure.article}:${figure.sentence_start}`;
      groups.set(key, [...(groups.get(key) || []), figure]);
    }
    return [...groups.values()].slice(0, 6);
  };

  /** A finding as a card; beside a figure it is short, in the list it quotes the sentences. */
  antq.findingCard = (finding, beside) => h("div", { class: `finding ${finding.severity}` },
    h("p", { class: "finding-head" },
      h("span", { class: `badge ${finding.severity === "note" ? "" : "bad"}` }, say(`findings.${finding.severity}`)), " ",
      h("span", { class: "soft" }, say("findings.sure", { n: Math.round(finding.confidence * 100) }))),
    h("p", { class: "finding-text" }, (model.rules[finding.rule] || {})[antq.language] || finding.rule),
    h("p", { class: "computation" }, finding.computation.replace(/\d+(?:\.\d+)?/g, antq.number)),
    !beside && sentences(finding).map((figures) => h("div", { class: "quote" },
      quoted(figures),
      h("p", { class: "cite" }, [antq.outlet(figures[0].source), antq.date(figures[0].published)].filter(Boolean).join(" · "), " ",
        h("button", { type: "button", class: "link", click: () => antq.showFigure(figures[0]) }, say("show"))))));

  /** What the archive says about a figure. */
  antq.verdictCard = (verdict) => h("div", { class: `finding verdict v-${verdict.verdict.replace(" ", "-")}` },
    h("p", { class: "finding-head" }, h("strong", null, `${say("verdict")}: ${say(`verdict.${verdict.verdict}`)}`)),
    verdict.evidence.map((piece) => h("div", { class: "quote" },
      h("p", null, h("span", { class: `badge v-${piece.says}` }, say(`verdict.${piece.says}`)), " ",
        [piece.comparator !== "exact" && antq.sayCode("comparator", piece.comparator), antq.number(piece.value), piece.unit].filter(Boolean).join(" ")),
      h("blockquote", { lang: "vi" }, piece.sentence),
      h("p", { class: "cite" }, [piece.title, piece.source, antq.date(piece.published), `${piece.start}–${piece.end}`].filter(Boolean).join(" · ")))),
    verdict.more > 0 && h("p", { class: "soft" }, say("verdict.more", { n: verdict.more })));

  const list = () => {
    const beside = model.mode === "desk" && model.articles.length < 2;  // they stand beside the only article
    id("findings").hidden = beside;
    document.querySelector('.contents a[href="#findings"]').parentElement.hidden = beside;
    const real = model.findings.filter((finding) => finding.severity !== "note");
    const notes = model.findings.filter((finding) => finding.severity === "note");
    const all = h("div", { class: "finding-grid" }, real.slice(page * SIZE, (page + 1) * SIZE).map((finding) => antq.findingCard(finding)));
    const pager = h("div", { class: "pager" });
    antq.pager(pager, { page, size: SIZE, all: real.length, go: (to) => { page = to; list(); id("findings").scrollIntoView(); } });
    fill(id("finding-list"),
      real.length ? [all, pager] : h("p", { class: "good" }, say("findings.none")),
      notes.length > 0 && h("details", null, h("summary", null, say("findings.notes", { n: notes.length })),
        h("div", { class: "finding-grid" }, notes.slice(0, 60).map((finding) => antq.findingCard(finding)))));
  };
  antq.findings = (given) => { model = given; page = 0; list(); };
  antq.findingsWords = () => { if (model) list(); };
})();
