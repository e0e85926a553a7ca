// What can be pressed on the map: the disc of each leg, and each place with its popup.
dateline.marks = (() => {
  "use strict";
  const { element, draw, geometry } = dateline;
  const DISC = 13;
  // What a popup has beside its text: its margins, padding and border.
  const FRAMED = 47;
  const ASIDE = [
    [0, 0], [0, 36], [34, 26], [-34, 26], [40, 0], [-40, 0], [0, -36], [34, -26], [-34, -26], [0, 56],
  ];

  const button = (map, attributes, text) => {
    const made = element("button", { type: "button", ...attributes }, text);
    map.getPane("markerPane").append(made);
    L.DomEvent.disableClickPropagation(made);
    return made;
  };

  /** Put a button in its place; out of view, the Tab key passes it over. */
  const put = (made, view, [x, y]) => {
    const at = L.point(x, y).add(view.min);
    made.style.transform = `translate(${at.x.toFixed(1)}px,${at.y.toFixed(1)}px) translate(-50%,-50%)`;
    made.tabIndex = geometry.within(view, [x, y]) ? 0 : -1;
  };

  /** A numbered disc at the middle of its leg; beside it, with a thread, where the leg is short. */
  const discs = (map, legs, choose) => {
    const threads = draw(map.sheet.svg, "path", { class: "threads" });
    const made = legs.map((leg) => {
      const disc = button(map, { class: `disc ${leg.mode}`, "data-card": leg.id, "aria-label": leg.label }, leg.number);
      disc.addEventListener("click", () => choose(leg.id));
      return { disc, leg, middle: geometry.project(leg.middle) };
    });
    return (view, room) => {
      let d = "";
      for (const { disc, leg, middle } of made) {
        const at = geometry.pixel(view, middle).map((value, axis) => value + leg.shift[axis]);
        const long = Math.max(...span(leg, view)) > 70;
        const [x, y] = room ? (long ? along(room, leg, view, at) : aside(room, at, ASIDE.slice(1))) : at;
        put(disc, view, [x, y]);
        if (!long && (x !== at[0] || y !== at[1])) d += `M${at[0].toFixed(1)} ${at[1].toFixed(1)}L${x.toFixed(1)} ${y.toFixed(1)}`;
      }
      threads.setAttribute("d", d);
    };
  };

  const span = (leg, view) => {
    const [[south, west], [north, east]] = leg.bounds;
    const [a, b] = [geometry.pixel(view, geometry.project([south, west])), geometry.pixel(view, geometry.project([north, east]))];
    return [Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1])];
  };

  /** The spot on a leg for its disc: its middle, or the nearest to one in view where it covers nothing. */
  const along = (room, leg, view, at) => {
    const far = ([x, y]) => Math.hypot(x - at[0], y - at[1]);
    const spots = geometry.along(leg.lines, view, 9).map(([x, y]) => [x + leg.shift[0], y + leg.shift[1]]);
    const free = (spot) => !room.overlap(around(spot)) && !room.outside(around(spot));
    const tried = geometry.within(view, at) ? [at, ...spots.sort((a, b) => far(a) - far(b))] : [];
    return aside(room, tried.find(free) || at, ASIDE.slice(0, 1));
  };

  const around = ([x, y]) => [x - DISC, y - DISC, x + DISC, y + DISC];

  const aside = (room, [x, y], ways) => {
    const boxes = ways.map(([dx, dy]) => around([x + dx, y + dy]));
    const box = room.best(boxes, { must: true });
    room.take(box);
    return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  };

  /** A dot that opens the place's names and remarks, all of it text. */
  const places = (map, listed, words) => {
    const made = [...listed].sort((a, b) => b.major - a.major).map((place) => {
      const dot = button(map, { class: `place ${place.major ? "major" : "minor"}`, "data-place": place.id, "aria-label": place.text });
      dot.addEventListener("click", () => open(map, place, dot, words));
      return { dot, place, at: geometry.project(place.at) };
    });
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup();
    });
    return (view, room) => {
      for (const { dot, place, at } of made) {
        const [x, y] = geometry.pixel(view, at);
        const box = [x - 7, y - 7, x + 7, y + 7];
        const hidden = Boolean(room) && !place.major && room.overlap(box) > 0;
        dot.classList.toggle("crowded", hidden);
        place.crowded = hidden;
        put(dot, view, [x, y]);
        if (room && !hidden) room.take(box);
      }
    };
  };

  /** A line whose names in other scripts tell their language, so that they are read aloud well. */
  const spoken = (line, foreign) => {
    const made = element("p", { dir: "auto" });
    const names = [...foreign.keys()].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    for (const part of names.length ? line.split(RegExp(`(${names.join("|")})`)) : [line]) {
      made.append(foreign.has(part) ? element("bdi", { lang: foreign.get(part) }, part) : part);
    }
    return made;
  };

  const open = (map, place, dot, words) => {
    const body = element("div", { class: "popup" });
    const head = body.appendChild(element("p", { class: "popup-name" }));
    head.append(element("bdi", {}, place.text));
    if (place.own && dateline.glyphs.has(place.own)) head.append(" ", element("bdi", { lang: place.ownLang, class: "own" }, place.own));
    if (place.hint) head.append(" ", element("span", { class: "own" }, `(${place.hint})`));
    for (const line of place.popup) body.append(spoken(line, new Map(place.foreign)));
    const [left, right] = [64, 16];
    const maxWidth = Math.min(260, map.getSize().x - left - right - FRAMED);
    const popup = L.popup({ offset: [0, -4], maxWidth, autoPanPaddingTopLeft: [left, 16], autoPanPaddingBottomRight: [right, 16] });
    popup.setLatLng(place.at).setContent(body).openOn(map);
    const shut = popup.getElement().querySelector(".leaflet-popup-close-button");
    shut.setAttribute("aria-label", words.close);
    shut.setAttribute("href", "#"); // A button, and no link past something.
    popup.on("remove", () => {
      const inside = popup.getElement().contains(document.activeElement);
      if (inside || document.activeElement === document.body) dot.focus({ preventScroll: true });
    });
  };

  return { discs, places };
})();
