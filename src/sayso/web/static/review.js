// Decide by key: j and k go on and back, a, x and e decide, u undoes, ? tells. Each key presses a button that is there.
(() => {
  const OFF = "sayso-keys-off";
  const kept = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const keep = (off) => { try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* a browser that keeps nothing */ } };
  const cards = () => [...document.querySelectorAll("[data-card]")];
  const isOpen = (card) => card.querySelector("[data-key=a]") !== null;
  const told = document.getElementById("told");
  const help = document.getElementById("help");
  const decided = [];
  let current = null;

  const say = (words) => { if (told) told.textContent = words; };
  const find = (id) => document.getElementById(id);

  const go = (card, { focus = true } = {}) => {
    if (!card) return;
    for (const each of document.querySelectorAll(".is-current")) each.classList.remove("is-current");
    current = card.id;
    card.classList.add("is-current");
    if (focus) card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    document.dispatchEvent(new CustomEvent("sayso:card", { detail: card }));
  };
  const step = (by) => {
    const all = cards();
    const here = all.findIndex((card) => card.id === current);
    go(all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + by))]);
  };
  const press = (key) => {
    const card = find(current) ?? cards().find(isOpen);
    const button = card?.querySelector(`[data-key="${key}"]`);
    if (!button) return;
    current = card.id;
    button.click();
  };
  const edit = () => {
    const card = find(current) ?? cards().find(isOpen);
    const form = card?.querySelector("[data-edit]");
    if (!form) return;
    current = card.id;
    form.open = true;
    form.querySelector("input:not([type=hidden]), select").focus();
  };
  const undo = () => {
    const id = decided.pop() ?? current;
    const button = id && find(id)?.querySelector('[data-key="u"]');
    if (!button) { say("Nothing to undo here."); return; }
    current = id;
    button.click();
  };
  const open = () => find(current)?.querySelector("[data-open]")?.click();

  const keys = {
    j: () => step(1), k: () => step(-1), a: () => press("a"), x: () => press("x"), e: edit, u: undo, o: open,
    "?": () => help?.showModal(),
  };

  // What is pressed before a decision is answered waits for the answer: it means what comes up then.
  const asked = new Set();
  const later = [];
  const act = (key) => {
    if (asked.size) { later.push(key); return; }
    keys[key]();
    // What was typed after it was meant for the form.
    if (key === "e") later.length = 0;
  };
  document.addEventListener("htmx:beforeSend", (event) => asked.add(event.detail.xhr));
  document.addEventListener("htmx:afterRequest", (event) => {
    asked.delete(event.detail.xhr);
    if (!event.detail.successful) later.length = 0;
    while (later.length && !asked.size) act(later.shift());
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
    if (event.key === "Escape" && event.target.closest("[data-edit]")) {
      event.target.closest("[data-edit]").open = false;
      go(event.target.closest("[data-card]"));
      return;
    }
    if (kept() || event.target.closest("input, textarea, select, [contenteditable], [data-drawing]")) return;
    if (Object.hasOwn(keys, event.key)) { event.preventDefault(); act(event.key); }
  });
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-card]");
    if (card && card.id !== current) go(card, { focus: false });
  });

  // After a decision, as soon as the new card can be pressed itself: the next thing that waits.
  document.addEventListener("htmx:afterSettle", (event) => {
    const id = event.detail.requestConfig.elt.closest("[data-card]")?.id ?? current;
    const card = find(id);
    if (!card) return;
    const state = card.querySelector(".state")?.textContent.trim();
    if (!state) { say("Undone."); go(card); return; }
    decided.push(id);
    say(`${state}.`);
    const all = cards();
    const after = all.slice(all.indexOf(card) + 1);
    go(after.find(isOpen) ?? card);
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status < 400) return;
    event.preventDefault();
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const words = page.querySelector(".message")?.textContent.trim() ?? "That did not work.";
    const error = event.detail.elt.querySelector(".error");
    if (error) { error.textContent = words; error.hidden = false; }
    say(words);
  });
  document.addEventListener("htmx:sendError", () => say("sayso does not answer; is it still running?"));

  const helper = document.querySelector("[data-help]");
  if (helper) { helper.hidden = false; helper.addEventListener("click", () => help.showModal()); }
  const keysSwitch = document.querySelector("[data-keys-switch]");
  if (keysSwitch) {
    const label = () => { keysSwitch.textContent = `Keys: ${kept() ? "off" : "on"}`; };
    keysSwitch.hidden = false;
    label();
    keysSwitch.addEventListener("click", () => { keep(!kept()); label(); });
  }
  if (location.hash) go(find(decodeURIComponent(location.hash.slice(1)))?.closest("[data-card]"), { focus: false });
})();
