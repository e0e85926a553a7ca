// Legs, uncertainty circles, and the measured line: what the story draws on the map.
dateline.lines = (() => {
  "use strict";
  const { draw, geometry } = dateline;
  // How far apart legs on one track are drawn, in pixels.
  const LANE = 5;
  const ARROW = "M-5 -4L4 0L-5 4Z";

  /** The strokes that a leg is made of, from the paper up. */
  const strokes = (group, leg, schematic) => {
    const kind = schematic ? `schematic ${leg.basis}` : leg.basis;
    const names = ["casing"];
    if (leg.mode === "rail" && !schematic) names.push("ties");
    names.push("line");
    if (leg.mode === "road") names.push("inner");
    return names.map((name) => draw(group, "path", { class: `${name} ${kind}` }));
  };

  /** A leg by its mode and basis: its own pattern, its direction by a few arrows. */
  const leg = (sheet, shown) => {
    const group = draw(sheet.svg, "g", { class: `leg ${shown.mode}`, "data-leg": shown.id });
    const parts = [true, false].map((schematic) => {
      const lines = shown.stretches
        .filter((stretch) => Boolean(stretch.schematic) === schematic)
        .map((stretch) => geometry.decode(stretch.line));
      return { lines, paths: lines.length ? strokes(group, shown, schematic) : [] };
    });
    const arrows = draw(group, "path", { class: "arrows" });
    const lines = parts.flatMap((part) => part.lines);
    sheet.add((view) => {
      for (const { lines: drawn, paths } of parts) {
        const d = geometry.path(drawn, view);
        for (const path of paths) path.setAttribute("d", d);
      }
      arrows.setAttribute("d", view.moving ? "" : arrowheads(lines, view));
    });
    const shift = (shown.shift || [0, 0]).map((lanes) => lanes * LANE);
    if (shown.shift) group.setAttribute("transform", `translate(${shift})`);
    return { ...shown, group, lines, shift };
  };

  /** Small arrows, wide apart, none on a leg that is but a dot. */
  const arrowheads = (lines, view) =>
    geometry
      .along(lines, view, 210, 105)
      .map(([x, y, angle]) => {
        const turn = (px, py) => {
          const tx = x + px * Math.cos(angle) - py * Math.sin(angle);
          return `${tx.toFixed(1)} ${(y + px * Math.sin(angle) + py * Math.cos(angle)).toFixed(1)}`;
        };
        return ARROW.replace(/(-?\d+) (-?\d+)/g, (_, px, py) => turn(Number(px), Number(py)));
      })
      .join("");

  /** The circle that a place may lie in, at its true size. */
  const circles = (sheet, places) => {
    const path = draw(sheet.svg, "path", { class: "circles" });
    const rings = places.map((place) => geometry.decode(place.circle));
    sheet.add((view) => path.setAttribute("d", geometry.path(rings, view)));
  };

  /** The thin line from a place to the nearest point of the border chosen, a tick at each end. */
  const measured = (sheet, { card, rows }) => {
    const group = draw(sheet.svg, "g", { class: "measured", "data-card": card });
    const [border, casing, line] = ["border-tried", "casing", "line"].map((name) =>
      draw(group, "path", { class: name }),
    );
    let chosen = null;
    sheet.add((view) => {
      border.setAttribute("d", geometry.path(chosen.outline, view) + towns(chosen.outline, view));
      const d = geometry.path([chosen.course], view);
      casing.setAttribute("d", d);
      line.setAttribute("d", d + ticks(chosen.course, view));
    });
    const choose = (name) => {
      const found = rows.find((row) => row.line === name) || rows.find((row) => row.default) || rows[0];
      const outline = found.outline.map((part) => geometry.decode(part));
      chosen = { ...found, outline, course: geometry.decode(found.course) };
      group.dataset.line = found.line;
    };
    choose();
    return {
      card,
      choose,
      get chosen() {
        return chosen;
      },
    };
  };

  /** Rings around the towns that stand for a line. */
  const towns = (outline, view) =>
    outline
      .filter((line) => line.length === 2)
      .map((line) => geometry.pixel(view, line))
      .filter(([x, y]) => x > 0 && y > 0 && x < view.width && y < view.height)
      .map(([x, y]) => `M${(x - 4).toFixed(1)} ${y.toFixed(1)}a4 4 0 1 0 8 0a4 4 0 1 0-8 0`)
      .join("");

  const ticks = (line, view) => {
    const at = (i) => geometry.pixel(view, [line[i], line[i + 1]]);
    const end = line.length - 2;
    return [
      [at(0), at(2)],
      [at(end), at(end - 2)],
    ]
      .map(([[x, y], [nx, ny]]) => {
        const angle = Math.atan2(ny - y, nx - x) + Math.PI / 2;
        const [dx, dy] = [6 * Math.cos(angle), 6 * Math.sin(angle)];
        return `M${(x - dx).toFixed(1)} ${(y - dy).toFixed(1)}L${(x + dx).toFixed(1)} ${(y + dy).toFixed(1)}`;
      })
      .join("");
  };

  return { leg, circles, measured };
})();
