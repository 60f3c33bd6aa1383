// Pointing at words, or reaching them by key, lights all the words of the same thing, and of the statement they stand in.
const parts = () => document.querySelectorAll(".report [data-of]");
const ids = (element) => element.dataset.of.split(" ");
const isStatement = (id) => /^s\d/.test(id);

const meant = (element) => {
  const shown = new URL(element.href, location).searchParams.get("show");
  return new Set([shown, ...ids(element).filter(isStatement)]);
};
const light = (element) => {
  const wanted = element ? meant(element) : new Set();
  for (const part of parts()) part.classList.toggle("near", ids(part).some((id) => wanted.has(id)));
};
const found = (event) => event.target.closest?.(".report [data-of]");
document.addEventListener("pointerover", (event) => light(found(event)));
document.addEventListener("focusin", (event) => light(found(event)));
document.addEventListener("focusout", () => light(null));

// What the panel shows is lit in the text; words lit by their place stay lit until something else is shown.
const shown = () => document.getElementById("panel")?.dataset.shown;
document.addEventListener("htmx:afterSwap", () => {
  const id = shown();
  document.querySelectorAll(".report span.lit").forEach((part) => part.classList.remove("lit"));
  for (const part of parts()) part.classList.toggle("lit", ids(part).includes(id) && part.closest(".text") !== null);
});

// In lists and in the panel a choice also brings the words into sight.
document.addEventListener("click", (event) => {
  const link = found(event);
  if (!link || link.closest(".text")) return;
  const words = document.getElementById(new URL(link.href, location).hash.slice(1));
  words?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
});
