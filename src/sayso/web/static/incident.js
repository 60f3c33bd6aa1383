// The list of days becomes a slider; each stop is a day on which a report came out, the last is today.
const asSlider = (form) => {
  const list = form.querySelector("select");
  if (!list || form.querySelector("input[type=range]")) return;
  const days = [...list.options].map((option) => option.text);
  const slider = Object.assign(document.createElement("input"), {
    type: "range", min: 0, max: days.length - 1, step: 1, value: list.selectedIndex, id: "as-of-slider",
  });
  const shown = document.createElement("output");
  const tell = () => {
    shown.value = days[slider.value];
    slider.setAttribute("aria-valuetext", days[slider.value]);
  };
  slider.addEventListener("input", () => { list.selectedIndex = slider.value; tell(); });
  shown.htmlFor = slider.id;
  tell();
  list.hidden = true;
  form.querySelector("[data-without-scripts]").hidden = true;
  form.querySelector("label").htmlFor = slider.id;
  list.after(slider, shown);
};
const slideAll = () => document.querySelectorAll("[data-as-of]").forEach(asSlider);
slideAll();
document.addEventListener("htmx:afterSettle", () => {
  slideAll();
  if (document.activeElement === document.body) document.getElementById("as-of-slider")?.focus({ preventScroll: true });
});
