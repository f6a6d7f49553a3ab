"use strict";
{
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const on = (id, event, act) => {
    const found = document.getElementById(id);
    if (found) found.addEventListener(event, act);
  };

  // The style shows the language that is chosen; here the document says which one that is.
  const speak = () => {
    const chosen = document.querySelector('input[name="language"]:checked');
    if (!chosen) return;
    root.lang = chosen.value;
    document.title = root.dataset[chosen.value === "nl" ? "titleNl" : "titleEn"];
    document.dispatchEvent(new CustomEvent("language"));
  };
  for (const choice of all('input[name="language"]')) choice.addEventListener("change", speak);

  const open = (state) => {
    for (const each of all("details")) each.open = state;
  };
  on("open-all", "click", () => open(true));
  on("close-all", "click", () => open(false));
  on("print", "click", () => window.print());

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const each of closed) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
    closed = [];
  });

  // A link to a condition opens it.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  for (const each of all(".actions")) each.hidden = false;
}
