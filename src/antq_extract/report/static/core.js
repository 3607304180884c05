/* Ground of the page: elements made of text only, words in two languages, numbers and dates as people write them. */
"use strict";
window.antq = (() => {
  const antq = { language: "vi", words: {}, renderers: [] };

  /** An element; children are elements or text. There is no way to pass markup: articles are shown, never run. */
  antq.h = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === "function") element.addEventListener(name, value);
      else if (name === "class") element.className = value;
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false || child === "") continue;
      element.append(child instanceof Node ? child : antq.visible(String(child)));
    }
    return element;
  };
  antq.id = (id) => document.getElementById(id);
  antq.fill = (element, ...children) => element.replaceChildren(...children.flat(Infinity).filter((c) => c || c === 0));

  /* Controls and marks that turn the direction of text become one visible character each: offsets stay. */
  const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  antq.visible = (text) => text.replace(HIDDEN, "\ufffd");

  antq.say = (key, values) => {
    const text = antq.words[antq.language][key] ?? key;
    return values ? text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all) : text;
  };
  antq.indicator = (code) => (antq.words[antq.language].indicators[code]) || code.replace(/_/g, " ");
  antq.sayCode = (group, code) => (code ? antq.words[antq.language][`${group}.${code}`] ?? code : "");

  /** Switch the language: fixed words, then everything that was rendered. */
  antq.speak = (language) => {
    antq.language = language in antq.words ? language : "vi";
    document.documentElement.lang = antq.language;
    for (const element of document.querySelectorAll("[data-say]")) element.textContent = antq.say(element.dataset.say);
    for (const element of document.querySelectorAll("[data-say-label]")) element.setAttribute("aria-label", antq.say(element.dataset.sayLabel));
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === antq.language));
    }
    antq.renderers.forEach((render) => render());
  };

  /** An exact decimal ("1234.5") with the marks of the language: 1.234,5 or 1,234.5. */
  antq.number = (plain) => {
    if (plain === "" || plain === null || plain === undefined) return "";
    const [whole, fraction] = String(plain).split(".");
    const vietnamese = antq.language === "vi";
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, vietnamese ? "." : ",");
    return fraction ? grouped + (vietnamese ? "," : ".") + fraction : grouped;
  };
  antq.date = (iso) => {
    if (antq.language !== "vi" || !/^\d{4}(-\d\d){0,2}$/.test(iso)) return iso;
    return iso.split("-").reverse().join("/");
  };
  antq.period = (start, end) => {
    if (start && end) {
      if (start === end) return antq.date(start);
      if (start.endsWith("-01-01") && end === start.slice(0, 4) + "-12-31") return start.slice(0, 4);
      return `${antq.date(start)} – ${antq.date(end)}`;
    }
    return start ? `${antq.say("from")} ${antq.date(start)}` : end ? `${antq.say("until")} ${antq.date(end)}` : "";
  };

  /** Text without case and marks, for searching: "Đắk Lắk" is found by "dak lak". */
  antq.fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

  antq.announce = (message) => { antq.id("live").textContent = message; };

  /** Where what had the focus was rendered anew, the focus goes to its successor, or the next that can take it. */
  antq.refocus = (element, selector) => {
    const wanted = element.querySelector(`${selector}:not(:disabled)`) || element.querySelector("button:not(:disabled)");
    if (wanted) wanted.focus({ preventScroll: true });
  };

  /** Buttons for pages of a list. */
  antq.pager = (element, { page, size, all, go }) => {
    if (all <= size) return antq.fill(element);
    const step = (to, key) => antq.h("button", {
      type: "button", disabled: to < 0 || to * size >= all, "data-step": key,
      click: () => { go(to); antq.refocus(element, `[data-step="${key}"]`); },
    }, antq.say(key));
    const count = (n) => antq.number(String(n));
    const range = { from: count(page * size + 1), to: count(Math.min(all, (page + 1) * size)), all: count(all) };
    antq.fill(element, step(page - 1, "page.back"), antq.h("span", null, antq.say("page", range)), step(page + 1, "page.next"));
  };

  antq.options = (select, options, chosen) => {
    antq.fill(select, options.map(([value, label]) => antq.h("option", { value, selected: value === chosen }, label)));
    if (options.some(([value]) => value === chosen)) select.value = chosen;
  };

  antq.download = (name, blob) => {
    const link = antq.h("a", { href: URL.createObjectURL(blob), download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  return antq;
})();
