"use strict";

// The search. It works on a page that was opened from disk: the index is a script, loaded when the
// field is first used. What is found is put in as text, never as markup.
(function () {
  const MOST = 50;
  const box = document.getElementById("search");
  const input = document.getElementById("search-input");
  const list = document.getElementById("search-list");
  const status = document.getElementById("search-status");
  const dutch = document.documentElement.lang === "nl";
  let entries = null;
  let loading = false;
  let chosen = -1;

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function load() {
    if (loading) return;
    loading = true;
    const script = document.createElement("script");
    script.src = document.body.dataset.index;
    script.onload = function () {
      entries = window.policycheckIndex.map(function (entry) {
        const [kind, nl, en, id, policy, more, page] = entry;
        const titles = plain(nl + " " + en);
        return {
          kind: kind,
          title: dutch ? nl : en,
          where: policy && policy !== id ? policy + " · " + id : id,
          page: page,
          id: plain(id),
          titles: titles,
          all: titles + " " + plain(id + " " + policy + " " + more),
        };
      });
      search();
    };
    document.head.append(script);
  }

  // How well an entry fits; 0 where a word of the question is nowhere in it.
  function fit(entry, question, asked) {
    let score = 0;
    if (entry.id === question) score += 100;
    else if (entry.id.startsWith(question)) score += 40;
    if (entry.titles.startsWith(question)) score += 30;
    for (const word of asked) {
      const at = entry.all.indexOf(word);
      if (at < 0) return 0;
      const begins = at === 0 || /[^\p{L}\p{N}]/u.test(entry.all[at - 1]) ||
        (" " + entry.all).includes(" " + word);
      score += (begins ? 4 : 1) + (entry.titles.includes(word) ? 3 : 0);
    }
    return score;
  }

  function search() {
    const question = plain(input.value.trim());
    if (!entries || !question) {
      close();
      return;
    }
    const asked = question.split(/\s+/);
    const found = [];
    entries.forEach(function (entry, order) {
      const score = fit(entry, question, asked);
      if (score) found.push({ entry: entry, score: score, order: order });
    });
    found.sort(function (a, b) { return b.score - a.score || a.order - b.order; });
    show(found.map(function (each) { return each.entry; }));
  }

  function show(found) {
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    const said = found.length ? status.dataset.found.replace("{n}", found.length) : status.dataset.none;
    const more = found.length > MOST ? " " + status.dataset.more.replace("{n}", MOST) : "";
    status.textContent = said + more;
    list.replaceChildren.apply(list, found.slice(0, MOST).map(function (entry, place) {
      const item = document.createElement("li");
      item.id = "search-" + place;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.page = document.body.dataset.top + entry.page;
      const note = document.createElement("small");
      note.textContent = list.dataset[entry.kind] + " · " + entry.where;
      item.append(entry.title, note);
      return item;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close() {
    list.hidden = true;
    chosen = -1;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    const items = list.children;
    if (list.hidden || !items.length) return;
    if (chosen >= 0) items[chosen].setAttribute("aria-selected", "false");
    chosen = (place + items.length) % items.length;
    items[chosen].setAttribute("aria-selected", "true");
    items[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", items[chosen].id);
  }

  function go(item) {
    close();
    window.location.href = item.dataset.page;
  }

  if (box) {
    box.hidden = false;
    input.addEventListener("focus", load);
    input.addEventListener("input", function () { load(); search(); });
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
      else if (event.key === "Enter" && !list.hidden && list.children.length) {
        go(list.children[Math.max(chosen, 0)]);
      } else if (event.key === "Escape") {
        close();
        input.value = "";
      } else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      const item = event.target.closest("li");
      if (item) go(item);
    });
    input.addEventListener("blur", close);
    document.addEventListener("keydown", function (event) {
      const field = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key === "/" && !field && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        input.focus();
      }
    });
  }

  // On paper everything is open.
  let opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (each) { each.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (each) { each.open = false; });
  });
})();
