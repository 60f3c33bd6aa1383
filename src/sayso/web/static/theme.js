// Light or dark: as the system has it, until somebody chooses; runs before the page is drawn.
(() => {
  const KEY = "sayso-colours";
  const CHOICES = ["system", "light", "dark"];
  const kept = () => {
    try { return localStorage.getItem(KEY) || "system"; } catch { return "system"; }
  };
  const show = (choice) => {
    if (choice === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
  };
  show(kept());
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const label = () => { button.querySelector(".label").textContent = `Colours: ${kept()}`; };
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      const next = CHOICES[(CHOICES.indexOf(kept()) + 1) % CHOICES.length];
      try { localStorage.setItem(KEY, next); } catch { /* a browser that keeps nothing */ }
      show(next);
      label();
    });
  });
})();
