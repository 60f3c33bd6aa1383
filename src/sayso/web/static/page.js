// What every page does: "/" goes to the search field, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector(".find input");
  if (field) { event.preventDefault(); field.focus(); }
});

// What is open on a wide screen is closed on a narrow one until it is asked for.
const narrow = matchMedia("(max-width: 59.99rem)");
const fold = () => {
  for (const part of document.querySelectorAll("[data-closed-when-narrow]")) part.open = !narrow.matches;
};
document.addEventListener("DOMContentLoaded", () => { if (narrow.matches) fold(); });
narrow.addEventListener("change", fold);
