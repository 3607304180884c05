/* The desk: sends articles to this machine's program, shows what it answers, keeps nothing. */
"use strict";
(() => {
  const { antq } = window;
  const { h, say, fill, id } = antq;
  const setup = JSON.parse(id("setup").textContent);
  let sent = null, corrections = {}, busy = false;

  const trouble = (message) => fill(id("trouble"), message && h("p", { class: "notice error" }, message));

  /* The articles as files: a pasted text too, so that not one character of it is changed on the way. */
  const gather = () => {
    const text = id("pasted").value;
    const files = [...id("files").files];
    if (text.trim()) files.unshift(new File([text], "pasted.txt", { type: "text/plain" }));
    return { files, published: id("published").value, province: id("province").value };
  };
  const form = (asked) => {
    const data = new FormData();
    for (const file of asked.files) data.append("files", file, file.name);
    data.append("published", asked.published);
    data.append("province", asked.province);
    data.append("corrections", JSON.stringify(corrections));
    data.append("language", antq.language);
    return data;
  };

  /* The answer to a request, or null after telling what went wrong. */
  const post = async (address, asked) => {
    if (busy) return null;
    const size = asked.files.reduce((sum, file) => sum + file.size, 0);
    if (!asked.files.length) { trouble(say("desk.nothing")); return null; }
    if (size > setup.size) { trouble(say("desk.too.large", { n: setup.size / 1e6 })); return null; }
    busy = true;
    document.body.classList.add("busy");
    antq.announce(say("desk.reading"));
    trouble("");
    try {
      const answer = await fetch(address, { method: "POST", body: form(asked), credentials: "omit" });
      if (answer.ok) return answer;
      const { error } = await answer.json();
      trouble(error[antq.language] || error.en);
    } catch { trouble(say("desk.lost")); }
    finally {
      busy = false;
      document.body.classList.remove("busy");
    }
    antq.announce("");
    return null;
  };

  const read = async (asked) => {
    const answer = await post("/read", asked);
    if (!answer) return false;
    const data = await answer.json();
    sent = asked;
    id("results").hidden = id("contents").hidden = false;
    const model = antq.show(data);
    fill(id("problems"), (data.problems || []).length > 0 && h("div", { class: "notice" }, h("strong", null, say("desk.problems")),
      h("ul", null, data.problems.map((problem) => h("li", null, problem)))));
    antq.announce(say("desk.done", { articles: model.articles.length, figures: model.figures.length, findings: model.findings.length }));
    return true;
  };

  id("desk-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    corrections = {};
    if (await read(gather())) id("outcome-head").focus();
  });
  id("pasted").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) id("desk-form").requestSubmit();
  });
  id("clear").addEventListener("click", () => {
    id("desk-form").reset();
    sent = null;
    corrections = {};
    trouble("");
    id("results").hidden = id("contents").hidden = true;
    antq.show({ row: [], columns: [], rules: {} });
    antq.announce(say("desk.cleared"));
    id("pasted").focus();
  });

  for (const button of document.querySelectorAll("[data-download]")) {
    button.addEventListener("click", async () => {
      if (!sent) return;
      const kind = button.dataset.download;
      const answer = await post(`/download/${kind}`, sent);
      if (!answer) return;
      const name = { csv: "figures.csv", xlsx: "figures.xlsx", report: "report.html" }[kind];
      antq.download(name, await answer.blob());
      antq.announce(say("desk.saved", { name }));
    });
  }

  /* Date and province of one article, to be corrected where they were not found or found wrong. */
  antq.articleTools = (article) => {
    const given = corrections[article.id] || {};
    const published = h("input", { value: given.published || article.published, inputmode: "numeric" });
    const province = h("input", { value: given.province || article.province, list: "provinces", lang: "vi" });
    const again = async (event) => {
      event.preventDefault();
      corrections = { ...corrections, [article.id]: { published: published.value, province: province.value } };
      const shown = article.index;
      if (await read(sent)) { antq.showArticle(shown); id("paper").querySelector(".tools summary").focus(); }
    };
    return h("details", { class: "tools" }, h("summary", null, say("desk.correct")),
      h("form", { class: "row", submit: again },
        h("label", null, say("desk.published"), published), h("label", null, say("desk.province"), province),
        h("button", { type: "submit" }, say("desk.again"))));
  };

  const drop = id("drop");
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    id("files").files = event.dataTransfer.files;
  });
})();
