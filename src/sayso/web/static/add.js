// Files can be dropped; what was chosen is listed. The form works without this.
document.addEventListener("DOMContentLoaded", () => {
  const area = document.querySelector("[data-drop]");
  const input = area?.querySelector("input[type=file]");
  const list = area?.querySelector("[data-chosen]");
  if (!input || !list) return;
  const show = () => {
    list.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name}, ${Math.max(1, Math.round(file.size / 1024)).toLocaleString("en")} kB`;
      return item;
    }));
  };
  input.addEventListener("change", show);
  area.addEventListener("dragover", (event) => { event.preventDefault(); area.classList.add("over"); });
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; show(); }
  });
});
