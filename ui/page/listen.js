// Runs once in a part of the page that Gradio draws; hands clicks and forms to Python.
const asking = ["ask", "retry", "reask", "wider", "otherwise"];
function send(data) {
  if (asking.includes(data.event)) trigger("ask", data);
  else if (data.event === "open") trigger("open", data);
  else trigger("act", data);
}
function fields(form) {
  const found = {};
  for (const name of new Set([...form.elements].map((each) => each.name).filter(Boolean))) {
    const all = new FormData(form).getAll(name);
    found[name] = all.length > 1 ? all : all[0] ?? "";
  }
  return found;
}
element.addEventListener("click", (event) => {
  const found = event.target.closest("[data-event]");
  if (!found || found.tagName === "FORM") return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab
  event.preventDefault();
  send({ ...found.dataset });
});
element.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-event]");
  if (!form) return;
  event.preventDefault();
  send({ ...form.dataset, ...fields(form) });
  form.closest("details.menu")?.removeAttribute("open");
  if (!form.hasAttribute("data-live")) form.hidden = form.matches(".reask, [data-event=rename]");
});
element.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-live]");
  if (form) send({ ...form.dataset, ...fields(form) });
});
