// The map: a Leaflet map with one sheet, to which the story's parts are added in turn.
dateline.map = (() => {
  "use strict";
  const { still, narrow } = dateline;

  /** Open a map of vectors alone. */
  const open = (id, { center, zoom, ...options }) => {
    // Folium's centre and zoom stay unused: the first frame is the first view.
    const map = L.map(id, {
      ...options,
      attributionControl: false,
      zoomControl: false,
      zoomAnimation: false,
      fadeAnimation: false,
      scrollWheelZoom: false,
      // The page watches its size; Leaflet's own watch would outlive a renewed map.
      trackResize: false,
      zoomSnap: 0,
      zoomDelta: 1,
      wheelPxPerZoomLevel: 120,
    });
    map.sheet = new dateline.Sheet().addTo(map);
    map.parts = { names: [], legs: [], places: [], borders: [] };
    return map;
  };

  const base = (map, packed) => {
    map.parts.names.push(...dateline.base(map.sheet, packed));
  };

  const legs = (map, listed) => {
    map.parts.legs = listed.map((leg) => dateline.lines.leg(map.sheet, leg));
    for (const leg of map.parts.legs) {
      // What is inferred lies below what is reported, where both go one way.
      if (leg.basis === "reported") map.sheet.svg.append(leg.group);
      map.parts.names.push(...leg.via.map((each) => ({ ...each, kind: "station", dot: 2.5, gap: 7, free: true })));
    }
  };

  const borders = (map, listed) => {
    map.parts.borders = listed.map((question) => dateline.lines.measured(map.sheet, question));
  };

  const places = (map, listed) => {
    dateline.lines.circles(map.sheet, listed);
    map.parts.places = listed;
  };

  /** Add what stands on top: dots, discs and words, each where there is room. */
  const labels = (map, words, choose) => {
    const { sheet, parts } = map;
    const project = dateline.geometry.project;
    const discs = dateline.marks.discs(map, parts.legs, choose);
    const dots = dateline.marks.places(map, parts.places, words);
    const group = dateline.draw(sheet.svg, "g", { class: "names" });
    const names = parts.names.map((name) => ({ ...name, at: project(name.at) })).sort(dateline.labels.byRank);
    const named = parts.places.map((place) => nameOf(place, project));
    sheet.add((view) => {
      group.classList.toggle("hidden", view.moving);
      if (view.moving) {
        discs(view);
        dots(view);
        return;
      }
      const room = new dateline.labels.Room(view);
      const [mx, my] = [view.margin.x, view.margin.y];
      for (const [x0, y0, x1, y1] of view.controls) room.take([x0 + mx, y0 + my, x1 + mx, y1 + my]);
      const chosen = parts.borders.map((border) => border.chosen);
      for (const leg of parts.legs) room.run(dateline.geometry.along(leg.lines, view, 7));
      for (const { course } of chosen) room.run(dateline.geometry.along([course], view, 7, 4));
      dots(view, room);
      discs(view, room);
      const first = named.filter((name) => !name.place.crowded);
      dateline.labels.place(group, [...first, ...chosen.map(measure), ...names], view, room);
    });
  };

  const nameOf = (place, project) => ({
    kind: "place",
    place,
    text: place.text,
    second: dateline.glyphs.has(place.own) ? place.own : "",
    secondLang: place.ownLang,
    at: project(place.at),
    gap: 9,
    must: place.major,
  });

  /** The words on the measured line, at its middle. */
  const measure = ({ label, course }) => {
    const [text, second] = label.split(" · ");
    const half = course.length / 2;
    const i = half % 2 ? half - 1 : half;
    const at = half > 2 ? [course[i], course[i + 1]] : [(course[0] + course[2]) / 2, (course[1] + course[3]) / 2];
    return { kind: "measured", text, second, at, gap: 12, must: true, far: true };
  };

  /** Go to a frame: fly, or jump where motion is unwelcome. */
  const go = (map, bounds, { jump = false } = {}) => {
    const small = map.getSize().x < 480;
    const options = { paddingTopLeft: small ? [68, 40] : [120, 56], paddingBottomRight: small ? [64, 48] : [96, 64], maxZoom: 12 };
    if (jump || still()) map.fitBounds(bounds, { ...options, animate: false });
    else map.flyToBounds(bounds, { ...options, duration: narrow() ? 0.8 : 1.1 });
  };

  return { open, base, legs, borders, places, labels, go };
})();
