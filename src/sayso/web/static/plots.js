// The map of incidents: a dot where the place is known, an area where it is not known better than so.
const AREAS = { near: 12_000, district: 25_000, region: 90_000 };  // metres
const COUNTRY = 500_000;

let world = null;
let map = null;
let starting = null;
let drawn = null;
let asked = null;
let settling = false;

const figure = () => document.querySelector("[data-map-of]");
const address = (changes) => {
  const query = new URLSearchParams(figure().dataset.mapOf);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  return `/incidents?${query}`;
};
const narrow = (changes) => htmx.ajax("GET", address(changes), { target: "#main", select: "#main", swap: "outerHTML show:none", push: address(changes) })
  .then(() => history.replaceState(history.state, "", address(changes)));

const radius = (count) => 4 + Math.min(16, 2.2 * Math.sqrt(count));

const shape = (spot, style) => {
  const at = [spot.lat, spot.lon];
  if (spot.precision === "country") {
    const country = basemap.countryAt(world, spot.lat, spot.lon);
    return country ? L.polygon(country.polygons, { ...style, fillOpacity: 0.18, dashArray: "4 4" }) : L.circle(at, { ...style, radius: 300_000, fillOpacity: 0.15, dashArray: "4 4" });
  }
  if (spot.precision in AREAS) {
    return L.layerGroup([
      L.circle(at, { ...style, radius: AREAS[spot.precision], fillOpacity: 0.2, dashArray: "4 4" }),
      L.circleMarker(at, { ...style, radius: radius(spot.count), fillOpacity: 0.25, dashArray: "3 3" }),
    ]);
  }
  return L.circleMarker(at, { ...style, radius: radius(spot.count), fillOpacity: 0.75 });
};

// What a spot says when it is chosen; all of it is text, never markup.
const told = (spot) => {
  const box = document.createElement("div");
  const name = document.createElement("strong");
  const bdi = document.createElement("bdi");
  bdi.textContent = spot.place;
  name.append(bdi);
  const count = document.createElement("div");
  count.textContent = `${spot.count.toLocaleString("en")} incident${spot.count === 1 ? "" : "s"}, place known as: ${spot.precision}`;
  const link = document.createElement("a");
  link.href = spot.id ? `/incidents/${spot.id}` : address({ place: spot.place });
  link.textContent = spot.id ? "Open it" : "Only this place";
  box.append(name, count, link);
  if (spot.id) {
    const only = document.createElement("a");
    only.href = address({ place: spot.place });
    only.textContent = "Only this place";
    box.append(" · ", only);
  }
  return box;
};

const ORDER = ["country", "region", "district", "near", "town", "facility", "exact"];
const draw = (points) => {
  drawn?.remove();
  const style = { color: basemap.colour("mark"), fillColor: basemap.colour("mark"), weight: 1.5 };
  const spots = [...points.spots].sort((a, b) => ORDER.indexOf(a.precision) - ORDER.indexOf(b.precision) || b.count - a.count);
  drawn = L.featureGroup(spots.map((spot) => shape(spot, style).bindPopup(() => told(spot)).bindTooltip(() => `${spot.place}: ${spot.count}`))).addTo(map);
  listed = [...points.spots].sort((a, b) => b.count - a.count || a.lon - b.lon);
  here = -1;
  const note = document.getElementById("map-note");
  note.textContent = `${points.placed.toLocaleString("en")} placed`
    + (points.unplaced ? `, ${points.unplaced.toLocaleString("en")} without a place` : "")
    + (points.left_out ? `; ${points.left_out.toLocaleString("en")} places with fewest are left out` : "");
  const close = points.spots.filter((spot) => spot.precision !== "country");
  const seen = L.latLngBounds([]);
  for (const { lat, lon, precision } of close.length ? close : points.spots) {
    seen.extend(L.latLng(lat, lon).toBounds(2 * (precision === "country" ? COUNTRY : AREAS[precision] ?? 0)));
  }
  const box = figure().dataset.box;
  settling = true;
  if (box) {
    const [west, south, east, north] = box.split(",").map(Number);
    map.fitBounds([[south, west], [north, east]], { animate: false });
  } else if (seen.isValid()) {
    map.fitBounds(seen.pad(0.15), { maxZoom: 7, animate: false });
  }
  settling = false;
  document.getElementById("map-narrow").hidden = !box;
};

// By key: n and p go through the places, those of most incidents first; Enter goes into what one says.
let listed = [];
let here = -1;
const visit = (by) => {
  if (!listed.length) return;
  here = (here + by + listed.length + (here < 0 && by < 0 ? 1 : 0)) % listed.length;
  const spot = listed[here];
  map.openPopup(L.popup({ content: told(spot), autoPanPadding: [20, 20] }).setLatLng([spot.lat, spot.lon]));
  document.getElementById("map-told").textContent = `${spot.place}, ${spot.count}`;
};
const byKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== map.getContainer()) return;
  const steps = { n: 1, p: -1 };
  if (event.key in steps) visit(steps[event.key]);
  else if (event.key === "Enter") map.getContainer().querySelector(".leaflet-popup a[href]:not(.leaflet-popup-close-button)")?.focus();
  else return;
  event.preventDefault();
};

const forget = () => {
  // What the map still has to tell after a resize would reach layers that are gone.
  map?.getContainer().removeEventListener("keydown", byKey);
  map?.off().remove();
  map = starting = asked = drawn = null;
};

const start = async () => {
  const element = document.getElementById("map");
  world ??= await basemap.load(element.dataset.world);
  map = L.map(element, { preferCanvas: true, worldCopyJump: true, minZoom: 1, maxZoom: 11, zoomSnap: 0.5, scrollWheelZoom: false, fadeAnimation: false });
  map.setView([20, 20], 2);
  map.attributionControl.setPrefix("").addAttribution("Natural Earth, GeoNames");
  map.createPane("names").style.pointerEvents = "none";
  basemap.land(world, L.canvas({ pane: "tilePane", padding: 0.5 })).addTo(map);
  basemap.names(map, world);
  map.on("moveend", () => {
    const button = document.getElementById("map-narrow");
    if (button && !settling) button.hidden = false;
  });
  element.addEventListener("keydown", byKey);
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
};

const fill = async () => {
  const holder = figure();
  if (!holder) return;
  const element = document.getElementById("map");
  if (map && map.getContainer() !== element) forget();
  await (starting ??= start());
  if (asked === holder.dataset.mapOf) return;
  asked = holder.dataset.mapOf;
  const answer = await fetch(`/incidents/points?${asked}`);
  if (answer.ok) draw(await answer.json());
};

document.addEventListener("click", (event) => {
  if (event.target.id !== "map-narrow") return;
  const bounds = map.getBounds();
  const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  narrow({ box: sides.map((side, i) => Math.max(i % 2 ? -90 : -180, Math.min(i % 2 ? 90 : 180, side)).toFixed(3)).join(",") });
});
document.addEventListener("htmx:afterSettle", fill);
// Colours of the canvas are of the scheme in which it was drawn.
const recolour = () => { if (map) { forget(); fill(); } };
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
new MutationObserver(recolour).observe(document.documentElement, { attributeFilter: ["data-theme"] });
fill();
