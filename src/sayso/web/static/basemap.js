// The base map: countries out of lines that they share, with names and towns as there is room for them. No tiles.
const basemap = (() => {
  // From which zoom on towns of each rank are named.
  const TOWNS_FROM = [4, 5, 6, 7];
  const COUNTRIES_FROM = 2;
  const MOST_NAMES = 70;
  // Pixels across from which on a country is named.
  const NAMED_FROM = 26;

  // A colour with light-dark() is resolved by an element that has it.
  const colour = (name) => {
    const probe = document.createElement("span");
    probe.className = `map-colour map-${name}`;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };

  const lines = ({ arcs, scale, translate }) => arcs.map((steps) => {
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      points.push([y * scale[1] + translate[1], x * scale[0] + translate[0]]);
    }
    return points;
  });

  const ring = (numbers, drawn) => numbers.flatMap((n) => (n < 0 ? [...drawn[~n]].reverse() : drawn[n]));

  // A shape that crosses the line of date goes on beyond it, and is drawn a second time on the other side.
  const unwrapped = (points) => {
    let shift = 0, last = null;
    return points.map(([lat, lon]) => {
      if (last !== null && Math.abs(lon - last) > 180) shift += lon < last ? 360 : -360;
      last = lon;
      return [lat, lon + shift];
    });
  };
  const twice = (polygon) => {
    const far = polygon[0].find(([, lon]) => Math.abs(lon) > 180);
    if (!far) return [polygon];
    return [polygon, polygon.map((points) => points.map(([lat, lon]) => [lat, lon - 360 * Math.sign(far[1])]))];
  };

  const size = (polygons) => Math.max(...polygons.map(([outer]) => {
    const lats = outer.map(([lat]) => lat), lons = outer.map(([, lon]) => lon);
    return (Math.max(...lats) - Math.min(...lats)) * (Math.max(...lons) - Math.min(...lons));
  }));

  const decode = (world) => {
    const drawn = lines(world);
    return {
      source: world.source,
      towns: world.towns,
      countries: world.countries.map(([code, name, [lon, lat], shapes]) => {
        const polygons = shapes.flatMap((shape) => twice(shape.map((numbers) => unwrapped(ring(numbers, drawn)))));
        return { code, name, at: [lat, lon], polygons, size: size(polygons) };
      }).sort((one, other) => other.size - one.size),
    };
  };

  const load = (address) => fetch(address).then((answer) => answer.json()).then(decode);

  const holds = (points, lat, lon) => {
    let inside = false;
    for (let i = 0, j = points.length - 1; i < points.length; j = i, i += 1) {
      const [y1, x1] = points[i], [y2, x2] = points[j];
      if ((y1 > lat) !== (y2 > lat) && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
    }
    return inside;
  };
  const countryAt = (world, lat, lon) => world.countries.find(({ polygons }) => polygons.some(([outer]) => holds(outer, lat, lon)));

  const land = (world, renderer) => L.layerGroup(world.countries.map(({ polygons }) => L.polygon(polygons, {
    renderer, interactive: false, fillColor: colour("land"), fillOpacity: 1, color: colour("border"), weight: 0.7,
  })));

  // Names that do not touch: countries first, then towns by their size.
  const names = (map, world) => {
    const layer = L.layerGroup().addTo(map);
    const draw = () => {
      layer.clearLayers();
      const zoom = map.getZoom(), bounds = map.getBounds().pad(-0.02), taken = [];
      const across = (degrees) => (Math.sqrt(degrees) * 256 * 2 ** zoom) / 360;
      const large = world.countries.filter((one) => zoom >= COUNTRIES_FROM && across(one.size) >= NAMED_FROM);
      const wanted = [
        ...large.map(({ name, at }) => ({ name, at, kind: "country" })),
        ...world.towns.filter(([, , , rank]) => zoom >= TOWNS_FROM[rank]).map(([name, lon, lat]) => ({ name, at: [lat, lon], kind: "town" })),
      ];
      for (const { name, at, kind } of wanted) {
        if (taken.length >= MOST_NAMES || !bounds.contains(at)) continue;
        const { x, y } = map.latLngToContainerPoint(at);
        const width = name.length * 6.5 + 8;
        const left = kind === "town" ? x : x - width / 2;
        if (taken.some((one) => left < one.right && left + width > one.left && Math.abs(y - one.y) < 15)) continue;
        taken.push({ left, right: left + width, y });
        const label = document.createElement("span");
        label.textContent = name;
        L.marker(at, {
          interactive: false, keyboard: false, pane: "names",
          icon: L.divIcon({ className: `map-name map-name-${kind}`, html: label, iconSize: null }),
        }).addTo(layer);
      }
    };
    map.on("moveend", draw);
    draw();
  };

  return { colour, load, land, names, countryAt };
})();
