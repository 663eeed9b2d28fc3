// Filters the questions of an evaluation report. Without it everything is shown.
"use strict";
(() => {
  const form = document.getElementById("filter");
  const items = [...document.querySelectorAll("#list > article")];
  const said = form.querySelector("output");
  const none = document.getElementById("none");
  const facets = [...new Set([...form.elements].map((field) => field.name))].filter(
    (name) => name && name !== "text",
  );
  const options = [...form.querySelectorAll("input[type=checkbox], option[data-word]")];

  // What the filters look at, read from the page once.
  const known = items.map((item) => ({
    item,
    facets: facets.map((name) => (item.dataset[name] ?? "").split("\n")),
    text: null,
  }));
  const textOf = (one) =>
    (one.text ??= [one.item.querySelector(".where"), ...one.item.querySelectorAll(".find")]
      .map((part) => part.textContent)
      .join(" ")
      .replace(/\s+/g, " ")
      .toLowerCase());

  const wanted = () => {
    const data = new FormData(form);
    return {
      facets: facets.map((name) => data.getAll(name).filter((value) => value !== "")),
      words: data.get("text").toLowerCase().split(/\s+/).filter(Boolean),
    };
  };

  // A question counts for an option when it passes all the other filters.
  const apply = () => {
    const { facets: chosen, words } = wanted();
    const counts = facets.map(() => new Map());
    let shown = 0;
    for (const one of known) {
      const read = words.every((word) => textOf(one).includes(word));
      const missed = chosen.flatMap((values, at) =>
        values.length && !values.some((value) => one.facets[at].includes(value)) ? [at] : [],
      );
      one.item.hidden = !read || missed.length > 0;
      if (!one.item.hidden) shown += 1;
      facets.forEach((_, at) => {
        if (!read || missed.some((other) => other !== at)) return;
        for (const value of one.facets[at])
          counts[at].set(value, (counts[at].get(value) ?? 0) + 1);
      });
    }
    for (const option of options) {
      const name = option.name ?? option.parentElement.name;
      const count = counts[facets.indexOf(name)].get(option.value) ?? 0;
      if (option.dataset.word === undefined)
        option.parentElement.querySelector(".count").textContent = count;
      else option.textContent = `${option.dataset.word} (${count})`;
    }
    said.textContent = `${shown} of ${items.length} shown`;
    none.hidden = shown > 0 || items.length === 0;
  };

  const save = () => {
    const { facets: chosen } = wanted();
    const state = new URLSearchParams();
    facets.forEach((name, at) => chosen[at].forEach((value) => state.append(name, value)));
    if (form.elements.text.value.trim()) state.set("text", form.elements.text.value.trim());
    history.replaceState(null, "", state.size ? `#${state}` : location.href.split("#")[0]);
  };

  const restore = (state) => {
    form.reset();
    for (const [name, value] of state) {
      if (name === "text") form.elements.text.value = value;
      for (const option of options) {
        if (option.value !== value) continue;
        if (option.name === name) option.checked = true;
        else if (option.parentElement.name === name) option.selected = true;
      }
    }
  };

  // The hash is either a filter ("kind=when&verdict=wrong") or the id of a place on the page.
  const follow = (event) => {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      restore(new URLSearchParams(hash));
      apply();
      form.scrollIntoView();
      return;
    }
    const place = hash && document.getElementById(hash);
    if (!place) {
      if (event) form.reset();
      apply();
      return;
    }
    for (let at = place; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (place.closest("#list > article")?.hidden) {
      form.reset();
      apply();
    }
    place.scrollIntoView();
    place.focus({ preventScroll: true });
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => (apply(), save()));
  form.querySelector("button").addEventListener("click", () => (form.reset(), apply(), save()));
  addEventListener("hashchange", follow);

  // A list of passages opens with their beginnings; the whole texts are further down, once each.
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.open || !target.matches("details.passages")) return;
      for (const link of target.querySelectorAll("a"))
        link.parentElement.textContent = document.getElementById(link.hash.slice(1)).textContent;
    },
    true,
  );

  // Paper cannot be opened: sources are printed.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.sources:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  form.hidden = false;
  apply();
  if (location.hash) follow();
})();
