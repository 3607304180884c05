/* Puts the page together: words, data, and what to do when the language changes. */
"use strict";
(() => {
  const { antq } = window;
  antq.words = JSON.parse(antq.id("words").textContent);
  antq.show = (data) => {
    const model = antq.model(data);
    antq.current = model;
    antq.summary(model);
    antq.findings(model);
    antq.reader(model);
    antq.table(model);
    antq.charts(model);
    return model;
  };
  antq.renderers = [antq.summaryWords, antq.findingsWords, antq.readerWords, antq.tableWords, antq.chartsWords];
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => antq.speak(button.dataset.language));
  }
  antq.language = document.documentElement.lang === "en" ? "en" : "vi";
  const embedded = antq.id("data");
  if (embedded) {
    antq.show(JSON.parse(embedded.textContent));
    embedded.remove();
  }
})();
