// Choose what to merge or split by dragging too: what is dropped is ticked. The boxes alone will do.
for (const form of document.querySelectorAll("[data-split], [data-merge]")) {
  const drop = form.querySelector("[data-drop]");
  let dragged = null;
  drop.hidden = false;
  for (const pick of form.querySelectorAll("[data-pick]")) {
    pick.addEventListener("dragstart", (event) => {
      dragged = pick;
      pick.classList.add("is-dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", pick.querySelector("input").value);
    });
    pick.addEventListener("dragend", () => { pick.classList.remove("is-dragged"); dragged = null; });
  }
  drop.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    if (!dragged) return;
    dragged.querySelector("input[type=checkbox]").checked = true;
    const chosen = form.querySelectorAll("input[type=checkbox]:checked").length;
    drop.textContent = `${chosen} chosen`;
  });
}
