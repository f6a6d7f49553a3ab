"use strict";
{
  const PAGE = 50;
  const MOST_DETAILS_ON_PAPER = 300;
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = {};
  for (const each of document.getElementById("words").content.children) {
    const pair = ["nl", "en"].map((lang) => each.querySelector(`[lang="${lang}"]`));
    words[each.dataset.key] = pair[0] ? pair.map((span) => span.textContent) : each.textContent;
  }
  const find = (id) => document.getElementById(id);
  const body = find("body");
  const MARKS = { met: "✓", not_met: "✗", unknown: "?", waiting: "…", open: "≈", exempt: "-" };
  const NAME = 0, FILE = 1, CODES = 2, POLICY = 3, DECISION = 4, TITLE = 5, OUTCOME = 6, SAID = 7, WHY = 8, BY = 9, CONDITIONS = 10, CASE = 11, SENTENCE = 12;

  const language = () => (document.documentElement.lang === "nl" ? 0 : 1);
  const spoken = (text) => (typeof text === "string" ? text : text[language()]);
  const both = (text) => (typeof text === "string" ? text : text.join(" "));
  const text = (place) => data.texts[place];

  // Text is only ever put in as text, so that nothing a case says becomes markup.
  const make = (tag, className, ...content) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...content);
    return element;
  };
  const say = (value) => {
    if (typeof value === "string") return document.createTextNode(value);
    const pair = document.createDocumentFragment();
    value.forEach((each, place) => {
      const span = make("span", "t", each);
      span.lang = place ? "en" : "nl";
      pair.append(span);
    });
    return pair;
  };
  const list = (items) => make("ul", "", ...items.map((each) => make("li", "", ...each)));
  const mark = (kind, sign) => {
    const element = make("span", `mark ${kind}`, sign);
    element.ariaHidden = "true";
    return element;
  };
  const cell = (...content) => {
    const element = make("td", "", ...content);
    element.setAttribute("role", "cell");
    return element;
  };

  const explained = (row) => [
    ...(SENTENCE in row ? [make("p", "", say(text(row[SENTENCE])))] : []),
    list(
      row[CONDITIONS].map(([standing, place, facts]) => {
        const [title, citation] = data.conditions[place];
        const told = [mark(standing, MARKS[standing]), " ", say(text(title)), " "];
        told.push(make("span", "faint", say(text(citation))));
        if (facts.length) told.push(list(facts.map((fact) => [say(text(fact))])));
        return told;
      })
    ),
    make("p", "faint", say(words.case), ": ", make("code", "", row[CASE])),
  ];
  const details = (row, now) => {
    const summary = make("summary", "", say(words.details));
    const element = make("details", "", summary);
    const fill = () => element.childElementCount === 1 && element.append(...explained(row));
    if (now) fill();
    element.open = now;
    summary.addEventListener("click", fill);
    element.addEventListener("toggle", fill);
    return element;
  };
  const line = (row, expanded) => {
    const element = document.createElement("tr");
    element.setAttribute("role", "row");
    const name = make("th", "", say(text(row[NAME])), " ", make("code", "", row[FILE]));
    name.scope = "row";
    name.setAttribute("role", "rowheader");
    const [code, sign] = data.outcomes[row[OUTCOME]];
    const by = row[BY] ? [make("span", "cap", say(words.next), ": "), say(text(row[BY][1]))] : [];
    const why = cell();
    why.className = "why";
    const reasons = row[WHY].slice(0, data.most).map((each) => [say(text(each))]);
    const more = row[WHY].length - reasons.length;
    if (more) reasons.push([say(words.more), `: ${more}`]);
    if (reasons.length) why.append(list(reasons));
    why.append(details(row, expanded));
    element.append(
      name,
      cell(say(text(row[TITLE])), " ", make("code", "", `${row[POLICY]}.${row[DECISION]}`)),
      cell(make("span", `outcome ${code}`, mark(code, sign), " ", say(text(row[SAID])))),
      cell(...by),
      why
    );
    return element;
  };

  // What a row can be found by, in both languages.
  const haystacks = data.rows.map((row) =>
    [both(text(row[NAME])), row[FILE], row[CODES], row[POLICY], row[DECISION], both(text(row[TITLE])), ...row[WHY].map((each) => both(text(each)))]
      .join(" ")
      .toLowerCase()
  );
  const state = { sort: "", down: false, page: 0 };
  const controls = { text: find("by-text"), outcome: find("by-outcome"), policy: find("by-policy") };
  let found = [];

  const collator = new Intl.Collator(["nl", "en"], { numeric: true, sensitivity: "base" });
  const keys = {
    name: (row) => spoken(text(row[NAME])),
    decision: (row) => `${row[POLICY]}.${row[DECISION]}`,
    outcome: (row) => String(row[OUTCOME]),
    by: (row) => (row[BY] ? row[BY][0] : "\uffff"),
  };
  const search = () => {
    const parts = controls.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const { outcome, policy } = { outcome: controls.outcome.value, policy: controls.policy.value };
    found = [];
    data.rows.forEach((row, place) => {
      if (outcome && data.outcomes[row[OUTCOME]][0] !== outcome) return;
      if (policy && row[POLICY] !== policy) return;
      if (parts.every((part) => haystacks[place].includes(part))) found.push(place);
    });
    if (state.sort) {
      const key = found.map((place) => [keys[state.sort](data.rows[place]), place]);
      const sign = state.down ? -1 : 1;
      key.sort((a, b) => sign * collator.compare(a[0], b[0]) || a[1] - b[1]);
      found = key.map((each) => each[1]);
    }
    state.page = 0;
    show();
  };
  const count = () => {
    const first = state.page * PAGE;
    const number = (value) => value.toLocaleString(language() ? "en" : "nl");
    const last = Math.min(first + PAGE, found.length);
    const values = { first: number(first + 1), last: number(last), n: number(found.length) };
    const sentence = spoken(words.shown).replace(/\{(\w+)\}/g, (_, key) => values[key]);
    find("shown").textContent = found.length ? sentence : spoken(words.none);
    find("previous").disabled = !first;
    find("following").disabled = last >= found.length;
  };
  const show = () => {
    const first = state.page * PAGE;
    body.replaceChildren(...found.slice(first, first + PAGE).map((place) => line(data.rows[place], false)));
    count();
  };

  const options = (select, choices) => {
    const chosen = select.value;
    select.replaceChildren(new Option(spoken(words.all), ""), ...choices.map(([value, name]) => new Option(name, value)));
    select.value = chosen;
  };
  const choices = () => {
    options(controls.outcome, data.outcomes.map(([code, sign, name]) => [code, `${sign} ${spoken(name)}`]));
    options(controls.policy, [...new Set(data.rows.map((row) => row[POLICY]))].sort().map((name) => [name, name]));
  };

  for (const head of document.querySelectorAll("th[data-sort]")) {
    const button = make("button", "");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      state.down = state.sort === head.dataset.sort && !state.down;
      state.sort = head.dataset.sort;
      for (const each of document.querySelectorAll("th[data-sort]")) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      search();
    });
  }
  controls.text.addEventListener("input", search);
  controls.outcome.addEventListener("change", search);
  controls.policy.addEventListener("change", search);
  find("clear").addEventListener("click", () => {
    for (const each of Object.values(controls)) each.value = "";
    search();
    controls.text.focus();
  });
  const turn = (step) => () => {
    state.page += step;
    show();
    find("filters").scrollIntoView({ block: "start" });
  };
  find("previous").addEventListener("click", turn(-1));
  find("following").addEventListener("click", turn(1));

  document.addEventListener("language", () => {
    choices();
    count();
  });
  // On paper: all that the filters leave.
  window.addEventListener("beforeprint", () => {
    const expanded = found.length <= MOST_DETAILS_ON_PAPER;
    body.replaceChildren(...found.map((place) => line(data.rows[place], expanded)));
  });
  window.addEventListener("afterprint", show);

  choices();
  find("filters").hidden = false;
  find("pager").hidden = false;
  search();
}
