// The base map: land, lakes, rivers and borders on the canvas, disputed areas hatched
// above them, and the names that have room. It is coarse far away and sharp near the story.
dateline.base = (() => {
  "use strict";
  const { draw, geometry } = dateline;
  // Nearer than this the rivers, which are coarse, would look wrong beside the coast.
  const RIVERS_TO = 6.5;
  const COLOURS = ["sea", "land", "coast", "border"];
  // From which zoom on a water of a rank, and a town of so many people, is named.
  const WATERS = [1, 3.2, 4.2, 5.6, 7];
  const TOWNS = [[8e6, 2.5], [5e6, 3.4], [1e6, 4.4], [3e5, 5.6], [1e5, 6.6], [3e4, 7.6], [0, 8.6]];

  /** A ring or line with the box it fills. */
  const boxed = (text, closed) => {
    const line = geometry.decode(text, closed);
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < line.length; i += 2) {
      const x = line[i];
      const y = line[i + 1];
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
    }
    return { line, box: [x0, y0, x1, y1] };
  };

  /** Add what a view shows of a ring or line to a path, shifted by whole worlds.

      Where the antimeridian cuts land, the cut is no coast: `part` tells which is wanted. */
  const follow = (path, { line, box }, view, turn, part) => {
    const { scale, width, height } = view;
    const [ox, oy] = [view.x - turn * scale, view.y];
    const [x0, y0, x1, y1] = [box[0] * scale - ox, box[1] * scale - oy, box[2] * scale - ox, box[3] * scale - oy];
    if (x1 < 0 || y1 < 0 || x0 > width || y0 > height || (x1 - x0 < 1.5 && y1 - y0 < 1.5)) return;
    let [px, py] = [line[0] * scale - ox, line[1] * scale - oy];
    path.moveTo(px, py);
    const last = line.length - 2;
    for (let i = 2; i <= last; i += 2) {
      const x = line[i] * scale - ox;
      const y = line[i + 1] * scale - oy;
      const cut = line[i] === line[i - 2] && (line[i] === 0 || line[i] === 1);
      if (i < last && !cut && Math.abs(x - px) < 0.7 && Math.abs(y - py) < 0.7) continue;
      if (!part || cut === (part === "cut")) path.lineTo(x, y);
      else path.moveTo(x, y);
      [px, py] = [x, y];
    }
  };

  /** The worlds that a view looks at: 0, and its neighbours over the antimeridian. */
  const turns = (view) => {
    const out = [];
    const last = Math.floor((view.x + view.width) / view.scale);
    for (let turn = Math.floor(view.x / view.scale); turn <= last; turn += 1) out.push(turn);
    return out;
  };

  const all = (lines, view, part) => {
    const path = new Path2D();
    for (const turn of turns(view)) for (const line of lines) follow(path, line, view, turn, part);
    return path;
  };

  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`)]));
  };

  const paint = (pen, view, { land, lakes, rivers, borders }) => {
    const colour = colours();
    const stroke = (path, name, width) => {
      pen.strokeStyle = colour[name];
      pen.lineWidth = width;
      pen.stroke(path);
    };
    const fill = (path, name) => {
      pen.fillStyle = colour[name];
      pen.fill(path, "evenodd");
    };
    pen.lineJoin = "round";
    pen.fillStyle = colour.sea;
    pen.fillRect(0, 0, view.width, view.height);
    const [coast, shores] = [all(land, view), all(lakes, view)];
    fill(coast, "land");
    const isCut = turns(view).length > 1;
    if (isCut) stroke(all(land, view, "cut"), "land", 1);
    if (view.zoom < RIVERS_TO) {
      pen.globalAlpha = 0.6;
      stroke(all(rivers, view), "coast", 0.8);
      pen.globalAlpha = 1;
    }
    fill(shores, "sea");
    stroke(all(borders, view), "border", 1);
    stroke(shores, "coast", 0.8);
    stroke(isCut ? all(land, view, "coast") : coast, "coast", 1);
  };

  /** Hatch what is disputed; its name stands among the names. */
  const hatch = (sheet, areas) => {
    const defs = draw(sheet.svg, "defs");
    const pattern = draw(defs, "pattern", {
      id: "dateline-hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
    });
    draw(pattern, "path", { class: "hatch", d: "M0 0V7" });
    const path = draw(sheet.svg, "path", { class: "disputed-area", fill: "url(#dateline-hatch)", "fill-rule": "evenodd" });
    const rings = areas.flatMap((area) => area[3].flat()).map((text) => boxed(text, true));
    sheet.add((view) => {
      const out = [];
      const pen = {
        moveTo: (x, y) => out.push(`M${x.toFixed(1)} ${y.toFixed(1)}`),
        lineTo: (x, y) => out.push(`L${x.toFixed(1)} ${y.toFixed(1)}`),
      };
      for (const turn of turns(view)) for (const ring of rings) follow(pen, ring, view, turn);
      path.setAttribute("d", out.join(""));
    });
  };

  /** The names of the base, each with the zoom from which on it is shown. */
  const names = (packed) => [
    ...packed.countries.map(([text, spots, told]) => ({
      kind: "country", text: text.toUpperCase(), at: spots[0].slice(0, 2), spots, told, weight: spots[0][2] + (told ? 1e5 : 0),
    })),
    ...packed.disputed.map(([text, lat, lon]) => ({ kind: "disputed", text, at: [lat, lon], from: 5 })),
    ...packed.waters.map(([text, lat, lon, rank]) => ({
      kind: "water", text, at: [lat, lon], weight: -rank, from: WATERS[rank],
    })),
    ...packed.towns.map(([text, lat, lon, people]) => ({
      kind: "town", text, at: [lat, lon], weight: people, dot: 2, gap: 6, from: TOWNS.find(([least]) => people >= least)[1],
    })),
  ];

  return (sheet, packed) => {
    const rings = (polygons) => polygons.flat().map((text) => boxed(text, true));
    const lines = (listed) => listed.map((text) => boxed(text, false));
    const shown = {
      land: rings(packed.land),
      lakes: rings(packed.lakes),
      rivers: lines(packed.rivers),
      borders: lines(packed.borders),
    };
    if (!packed.tiled) sheet.add((view) => paint(sheet.context, view, shown));
    hatch(sheet, packed.disputed);
    return packed.tiled ? [] : names(packed);
  };
})();
