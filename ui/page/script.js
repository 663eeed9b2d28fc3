/* What the page does by itself: leads from a citation to its source and back, shows whole
   articles, copies, opens small forms. What changes anything goes to the server (listen.js). */
(() => {
  "use strict";
  const NARROW = "(max-width: 900px)";

  // From a marker to its card, from a card to its sentence; Escape goes back.
  let cameFrom = null;
  function show(target, from) {
    for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) {
      folded.open = true;
    }
    document.querySelectorAll(".current").forEach((each) => each.classList.remove("current"));
    target.classList.add("current");
    target.scrollIntoView({ block: "nearest" });
    (target.querySelector("mark") || target).scrollIntoView({ block: "nearest" });
    target.focus({ preventScroll: true });
    cameFrom = from;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#talk a[href^='#a']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    show(target, link);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (cameFrom && event.target.closest(".current")) {
      cameFrom.focus();
      cameFrom = null;
    }
  });

  // A link within the timeline; of itself it would leave the address without its conversation,
  // which Gradio's <base> does not have, and so load the page anew.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#timeline a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.hash = link.getAttribute("href");
  });

  // A menu closes when something else is clicked.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // Whole articles open over the page; without this script the link leads to a page of its own.
  function reader() {
    let dialog = document.getElementById("reader");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.id = "reader";
      dialog.setAttribute("aria-label", "Article");
      const close = document.createElement("button");
      close.type = "button";
      close.className = "close";
      close.textContent = "Close";
      close.addEventListener("click", () => dialog.close());
      const content = document.createElement("div");
      content.className = "content";
      content.tabIndex = 0;
      dialog.append(close, content);
      dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
      document.body.append(dialog);
    }
    return dialog;
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.open-article");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const address = new URL(link.href);
    address.searchParams.set("part", "1");
    const dialog = reader();
    const content = dialog.querySelector(".content");
    content.textContent = "Opening…";
    if (!dialog.open) dialog.showModal();
    try {
      const response = await fetch(address.pathname + address.search);
      content.innerHTML = await response.text(); // written and escaped by our server
    } catch {
      content.textContent = "The article could not be fetched: readout does not answer. Is it still running?";
    }
    content.scrollTop = 0;
    const cited = content.querySelector("#cited");
    if (cited) {
      cited.scrollIntoView({ block: "center" });
      cited.focus({ preventScroll: true });
    }
  });

  // Copying, with the references.
  async function copy(button) {
    let done = "Copied";
    try {
      const { address, text } = button.dataset;
      await write(address ? new URL(address, location.href).href : text);
    } catch {
      done = "Could not copy";
    }
    const before = button.textContent;
    button.textContent = done;
    setTimeout(() => { button.textContent = before; }, 1600);
  }
  async function write(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea"); // plain http has no clipboard
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (!copied) throw new Error("refused");
  }

  // Small forms: beside the button in an answer, or in an item of the list.
  function form(button, selector) {
    const place = button.closest(".answer, li");
    const found = place.querySelector(selector);
    found.hidden = false;
    button.setAttribute("aria-expanded", "true");
    const menu = button.closest("details.menu");
    if (menu) menu.open = false;
    const field = found.querySelector("textarea, input[type=text]");
    field.focus();
    field.select();
  }

  const DO = {
    copy,
    reask: (button) => form(button, "form.reask"),
    rename: (button) => form(button, "form[data-event=rename]"),
    close: (button) => {
      const place = button.closest(".answer, li");
      button.closest("form").hidden = true;
      const opener = place.querySelector("[aria-expanded=true], summary");
      if (opener) {
        opener.removeAttribute("aria-expanded");
        opener.focus();
      }
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button && DO[button.dataset.do]) DO[button.dataset.do](button);
  });

  // What cannot be undone is clicked twice.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-confirm]");
    if (!button || button.dataset.asked) return;
    event.preventDefault();
    event.stopPropagation();
    const before = button.textContent;
    button.dataset.asked = "1";
    button.textContent = button.dataset.confirm;
    setTimeout(() => {
      delete button.dataset.asked;
      button.textContent = before;
    }, 4000);
  }, true);

  // Enter in the small question form asks; Shift and Enter make a line.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target.matches("form.reask textarea")) {
      event.preventDefault();
      event.target.form.querySelector("button.main").click(); // which may have to be confirmed
    }
  });

  // A filter that is dropped leaves the form, too: what a person set there outlasts a new drawing.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-event=drop], [data-event=wider]");
    const { field = "all", value = "" } = button ? button.dataset : {};
    for (const each of button ? document.querySelectorAll("#limits form [name]") : []) {
      if (field !== "all" && each.name !== field) continue;
      if (each.type !== "checkbox") each.value = "";
      else if (field === "all" || each.value === value) each.checked = false;
    }
  }, true);

  // While an answer is written: its new sentences come to those that are there, and nothing else
  // is touched, so that what is selected, unfolded or has the focus stays so.
  const bare = (node) => {
    const copy = node.cloneNode(false);
    if (copy.nodeType === Node.ELEMENT_NODE) {
      copy.removeAttribute("open");
      copy.classList.remove("current");
      if (!copy.className) copy.removeAttribute("class");
    }
    return copy;
  };
  function merge(now, next) {
    const old = [...now.childNodes];
    const fresh = [...next.childNodes];
    fresh.forEach((each, at) => {
      const had = old[at];
      if (!had) now.append(each);
      else if (had.isEqualNode(each)) return;
      else if (had.hasChildNodes() && bare(had).isEqualNode(bare(each))) merge(had, each);
      else had.replaceWith(each);
    });
    old.slice(fresh.length).forEach((each) => each.remove());
  }
  let grown = ""; // the question whose answer a person may have begun to read
  function grow() {
    const told = document.querySelector("#growing [data-of]");
    const talk = document.querySelector("#talk .talk[data-pending]");
    if (!told || !talk || talk.dataset.last !== told.dataset.of) return;
    const drawn = document.createElement("template");
    drawn.innerHTML = told.textContent; // written and escaped by our server
    if (matchMedia(NARROW).matches) {
      drawn.content.querySelectorAll(".sources > details").forEach((each) => { each.open = false; });
    }
    merge([...talk.querySelectorAll(".exchange")].pop(), drawn.content.firstElementChild);
    grown = told.dataset.of;
  }

  // Which way answers are given is remembered for the browser's tab.
  const WAY = "readout-answers";
  document.addEventListener("change", (event) => {
    if (event.target.matches("#mode input")) sessionStorage.setItem(WAY, event.target.value);
  });
  function remembered() {
    const chosen = document.querySelector("#mode input[value=extractive]");
    if (!chosen) return false;
    if (sessionStorage.getItem(WAY) === "extractive" && !chosen.checked) chosen.click();
    return true;
  }

  // When the server shows another question or conversation: address, scroll, folded sources.
  let last = "";
  let current = "";
  let folded = "";
  function shown() {
    const talk = document.querySelector("#talk .talk");
    if (!talk) return;
    const conversation = talk.dataset.conversation || "";
    if (conversation !== current) {
      const left = current;
      current = conversation;
      const address = new URL(location.href);
      if (conversation) address.searchParams.set("conversation", conversation);
      else address.searchParams.delete("conversation");
      address.hash = "";
      // The Back button leads to the conversation that was left.
      if (left && address.href !== location.href) history.pushState(history.state, "", address);
      else history.replaceState(history.state, "", address);
    }
    const pending = talk.hasAttribute("data-pending");
    document.body.classList.toggle("answering", pending);
    const section = [...talk.querySelectorAll(".exchange")].pop();
    const stage = `${talk.dataset.last || ""}${pending}`;
    const drawn = `${stage}${Boolean(talk.querySelector(".suggestions"))}`;
    if (drawn !== folded && section && matchMedia(NARROW).matches) {
      section.querySelectorAll(".sources > details").forEach((each) => { each.open = false; });
    }
    folded = drawn; // what is drawn anew for its suggestions has its sources unfolded again
    grow();
    if (stage === last) return;
    last = stage;
    if (!pending && talk.dataset.last === grown) return; // it stays where it is being read
    if (section) section.scrollIntoView({ block: "start" });
  }

  window.addEventListener("popstate", () => {
    const wanted = new URL(location.href).searchParams.get("conversation") || "";
    if (wanted !== current) location.reload(); // not where only the part after # is another
  });

  function watch() {
    const [place, growing, mode] = ["talk", "growing", "mode"].map((id) => document.getElementById(id));
    if (!place || !growing || !mode) return false;
    new MutationObserver(shown).observe(place, {
      childList: true, subtree: true, attributes: true,
      attributeFilter: ["data-conversation", "data-last", "data-pending"],
    });
    shown();
    new MutationObserver(grow).observe(growing, {
      childList: true, subtree: true, characterData: true,
    });
    const switched = new MutationObserver(() => { if (remembered()) switched.disconnect(); });
    if (!remembered()) switched.observe(mode, { childList: true, subtree: true });
    return true;
  }
  const waiting = new MutationObserver(() => { if (watch()) waiting.disconnect(); });
  if (!watch()) waiting.observe(document.documentElement, { childList: true, subtree: true });
})();
