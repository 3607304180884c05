/* The data of the page: rows become figures whose texts are read from their article when they are asked for. */
"use strict";
(() => {
  const { antq } = window;

  class Figure {
    constructor(row, names, model, index) {
      for (let i = 0; i < names.length; i += 1) this[names[i]] = row[i];
      this.index = index;
      this.model = model;
      this.findings = null;
      this.verdict = null;
    }
    get home() { return this.model.articles[this.article]; }
    get number_text() { return this.home.text.slice(this.from, this.to); }
    get sentence() { return this.home.text.slice(this.sentence_from, this.sentence_to); }
    get article_id() { return this.home.id; }
    get source() { return this.home.source; }
    get title() { return this.home.title; }
    get published() { return this.home.published; }
    get amount() { return Number(this.value); }
    /** Value with its other end, its whole or its baseline, in the language's writing. */
    get told() {
      const { number, say } = antq;
      let told = number(this.value);
      if (this.value_max) told += `–${number(this.value_max)}`;
      if (this.total) told += `/${number(this.total)}`;
      if (this.unit === "%") told += " %";
      if (this.baseline) told += ` (${say("against")} ${number(this.baseline)})`;
      const before = [antq.sayCode("change", this.change)];
      if (this.comparator !== "exact") before.push(antq.sayCode("comparator", this.comparator));
      return [...before.filter(Boolean), told].join(" ");
    }
    get counted() { return [this.noun, this.unit].find((words) => words && words !== "%") || ""; }
    get hay() {
      if (this.folded === undefined) {
        const parts = [this.number_text, this.value, this.noun, this.unit, this.place, this.actor, this.award, this.source, this.title, this.sentence];
        Object.defineProperty(this, "folded", { value: antq.fold(parts.join(" ")) });
      }
      return this.folded;
    }
  }

  antq.model = (data) => {
    const model = { ...data, articles: data.articles || [] };
    model.articles.forEach((article, index) => { article.index = index; article.figures = []; article.findings = []; });
    model.figures = (data.figures || []).map((row, index) => new Figure(row, data.row, model, index));
    for (const figure of model.figures) figure.home.figures.push(figure);
    model.findings = (data.findings || []).map((finding, index) => ({ ...finding, index, figures: finding.figures.map((i) => model.figures[i]) }));
    for (const finding of model.findings) {
      for (const figure of finding.figures) {
        figure.findings = [...(figure.findings || []), finding];
        if (!figure.home.findings.includes(finding)) figure.home.findings.push(finding);
      }
    }
    if (data.verdicts) {
      const byId = new Map(data.verdicts.map((verdict) => [verdict.figure, verdict]));
      for (const figure of model.figures) figure.verdict = byId.get(figure.figure_id) || null;
    }
    return model;
  };
  antq.doubtful = (figure) => (figure.findings || []).some((finding) => finding.severity === "contradiction");

  /* CSV as `run` writes it; cells that a spreadsheet would run begin with an apostrophe. */
  const RUNS = /^'*[=+\-@\t\r\n＝＋－＠]/;
  const PLAIN = new Set(["value", "value_max", "total", "baseline", "start", "end", "sentence_start", "confidence", "number_text", "figure_id"]);
  const cell = (name, value) => {
    let text = value === null || value === undefined ? "" : String(value);
    if (!PLAIN.has(name) && RUNS.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  antq.csv = (figures, columns) => {
    const lines = [columns.join(",")];
    for (const figure of figures) lines.push(columns.map((name) => cell(name, figure[name])).join(","));
    return lines.join("\r\n") + "\r\n";
  };
})();
