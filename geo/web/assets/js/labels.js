// Words on the map, placed so that none covers another: the most important first,
// each where it costs least, and those without room not at all.
dateline.labels = (() => {
  "use strict";
  const { draw, geometry } = dateline;
  const STYLES = {
    place: { size: 14, weight: 600, lead: 16, rank: 0 },
    measured: { size: 13.5, weight: 600, lead: 16, rank: 1 },
    country: { size: 12, weight: 400, spacing: 2.6, lead: 15, rank: 3 },
    told: { size: 10.5, weight: 400, spacing: 1, lead: 13, rank: 3 },
    disputed: { size: 12, weight: 400, lead: 14, rank: 4 },
    station: { size: 11.5, weight: 400, lead: 13, rank: 5 },
    town: { size: 12, weight: 400, lead: 13, rank: 6 },
    water: { size: 12, weight: 400, slant: "italic", lead: 14, rank: 7 },
  };
  const SECOND = { size: 12, weight: 400 };
  const AROUND = [
    [1, 0], [-1, 0], [1, 1], [1, -1], [-1, 1], [-1, -1], [0, 1], [0, -1],
  ];
  const ASTRAY = [[0, 0], ...[0.4, 0.8].flatMap((far) => AROUND.map(([dx, dy]) => [dx * far, (dy * far) / (dx && dy ? 2 : 1)]))];
  // Square pixels of others that a label may cover before it is set on two lines.
  const CLASH = 100;
  // What it costs to be cut by the frame: as much as to cover 800 square pixels of others.
  const OUTSIDE = 4000;
  // A label farther than this from its point is tied to it by a thread, which keeps this clear of other dots.
  const [TIED, CLEAR] = [18, 9];
  // A country's name is so many times as wide as what there is room for about a spot of it,
  // at most; wider where the story is about the country, and the more so set smaller.
  const WIDE = { country: 4.8, told: 8 };
  const WIDER = 6;
  const SPREAD = [
    [0, 0], [0, -26], [0, 26], [-44, 0], [44, 0],
  ];

  // Widths over the size, as sans serifs have them. To measure text would make the browser
  // look for fonts before the first picture, and place words differently on each machine.
  const WIDTHS = [
    [/[iljtfrI.,:;'’‘|()[\]!/ -]/, 0.3],
    [/[mwMW@%—…ЖМФШЩЮжмшщюф]/, 0.84],
    [/[A-ZА-ЯÀ-Þ]/, 0.7],
    [/[0-9a-zà-ÿ°±]/, 0.55],
    [/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/, 1],
    [/./su, 0.6],
  ];
  const known = new Map();
  const letter = (one) => {
    if (!known.has(one)) known.set(one, WIDTHS.find(([kind]) => kind.test(one))[1]);
    return known.get(one);
  };
  const wide = (text, style) => {
    let sum = 0;
    for (const one of text) sum += letter(one);
    return sum * style.size * (style.weight > 500 ? 1.08 : 1.02) + (style.spacing || 0) * text.length;
  };

  /** What is taken already: boxes, and the cells that lines run through. */
  class Room {
    constructor(view) {
      this.view = view;
      this.boxes = [];
      this.cells = new Set();
    }

    take(box) {
      this.boxes.push(box);
    }

    run(points) {
      for (const [x, y] of points) this.cells.add(`${x >> 3},${y >> 3}`);
    }

    overlap([x0, y0, x1, y1]) {
      let area = 0;
      for (const [a0, b0, a1, b1] of this.boxes) {
        const w = Math.min(x1, a1) - Math.max(x0, a0);
        const h = Math.min(y1, b1) - Math.max(y0, b0);
        if (w > 0 && h > 0) area += w * h;
      }
      return area;
    }

    crossed([x0, y0, x1, y1]) {
      let count = 0;
      for (let x = x0 >> 3; x <= x1 >> 3; x += 1) {
        for (let y = y0 >> 3; y <= y1 >> 3; y += 1) count += this.cells.has(`${x},${y}`);
      }
      return count;
    }

    outside(box) {
      return this.inward(box).some((value, i) => value !== box[i]);
    }

    /** Move a box into view. */
    inward([x0, y0, x1, y1]) {
      const { width, height, margin } = this.view;
      const [left, top] = [margin.x + 4, margin.y + 4];
      const dx = x0 < left ? left - x0 : Math.min(0, width - left - x1);
      const dy = y0 < top ? top - y0 : Math.min(0, height - top - y1);
      return [x0 + dx, y0 + dy, x1 + dx, y1 + dy];
    }

    /** The cheapest of some boxes, or none where all clash and it may be left out. */
    best(boxes, { must = false, free = false } = {}) {
      let [found, least] = [null, Infinity];
      boxes.forEach((box, order) => {
        const overlap = this.overlap(box);
        const [outside, crossed] = [this.outside(box), this.crossed(box)];
        if (!must && (overlap || outside || (!free && crossed))) return;
        const cost = overlap * 5 + (outside ? OUTSIDE : 0) + crossed * 12 + order;
        if (cost < least) [found, least] = [box, cost];
      });
      return found;
    }
  }

  const linesOf = (label) => label.lines || [label.text];

  const size = (label) => {
    const style = STYLES[label.kind];
    const second = label.second ? wide(label.second, SECOND) : 0;
    const widths = linesOf(label).map((line) => wide(line, style));
    return [Math.max(...widths, second) + 4, style.lead * widths.length + (second ? SECOND.size + 4 : 0)];
  };

  /** A text that is wider than the view, cut; the dot's own name, read aloud, stays whole. */
  const cut = (text, style, { width, margin }) => {
    const letters = [...text];
    let shown = text;
    while (letters.pop() && wide(shown, style) > width - 2 * margin.x - 16) shown = `${letters.join("")}…`;
    return shown;
  };

  /** A label as it is; a country of the story also smaller; where it must be shown, then on two lines, then away from its dot. */
  const settings = (label, view) => {
    const words = label.text.split(" ");
    if (label.told) return [label, { ...label, kind: "told" }];
    if (label.kind === "measured" && label.second) return [label, { ...label, second: "" }];
    if (!label.must || label.kind !== "place") return [label];
    const fitted = (lines) => ({ ...label, lines: lines.map((line) => cut(line, STYLES.place, view)), second: cut(label.second, SECOND, view) });
    const away = (set) => ({ ...set, far: true });
    if (words.length < 2) return [fitted([label.text]), away(fitted([label.text]))];
    const cuts = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(" "), words.slice(at + 1).join(" ")]);
    const long = (lines) => Math.max(...lines.map((line) => line.length));
    const broken = fitted(cuts.reduce((best, each) => (long(each) < long(best) ? each : best)));
    return [fitted([label.text]), broken, away(broken)];
  };

  const around = ([x, y], w, h) => [x - w / 2, y - h / 2, x + w / 2, y + h / 2];

  /** Boxes around a dot, or spread about a point for names of areas. */
  const boxes = (label, [x, y], [w, h]) => {
    const gap = label.gap || 0;
    if (!gap) return SPREAD.map(([dx, dy]) => around([x + dx, y + dy], w, h));
    const sides = AROUND.concat(label.far ? [4, 7, 10].flatMap((far) => AROUND.map(([dx, dy]) => [dx * far, dy * far])) : []);
    return sides.map(([dx, dy]) => {
      const reach = dx && dy ? gap * 0.75 : gap;
      return around([x + dx * reach + (Math.sign(dx) * w) / 2, y + dy * reach + (Math.sign(dy) * h) / 2], w, h);
    });
  };

  /** Write a label into its box, flush with the side that faces its dot. */
  const write = (parent, label, box, [x]) => {
    const style = STYLES[label.kind];
    const middle = (box[0] + box[2]) / 2;
    const anchor = Math.abs(middle - x) < 6 ? "middle" : middle < x ? "end" : "start";
    const at = { middle, start: box[0] + 2, end: box[2] - 2 }[anchor];
    const put = (text, look, y, lang, extra) => {
      const made = draw(parent, "text", {
        class: `name ${label.kind}${extra}`,
        x: at.toFixed(1),
        y: y.toFixed(1),
        "text-anchor": anchor,
        "font-size": look.size,
        "font-weight": look.weight,
        "letter-spacing": look.spacing || 0,
        "font-style": look.slant || "normal",
      });
      if (lang) made.setAttribute("lang", lang);
      made.textContent = text;
    };
    linesOf(label).forEach((line, row) => put(line, style, box[1] + style.size * 0.95 + style.lead * row, label.lang, ""));
    if (label.second) put(label.second, SECOND, box[3] - 4, label.secondLang, " second");
  };

  /** The boxes for a country's name on its own ground: about its spots in view with room for it. */
  const onGround = (label, view) => {
    const [w, h] = size(label);
    return label.spots.flatMap(([lat, lon, km]) => {
      const at = geometry.pixel(view, geometry.project([lat, lon]));
      const reach = (km / 40075 / Math.cos((lat * Math.PI) / 180)) * view.scale;
      if (!geometry.within(view, at) || Math.max(WIDE[label.kind], label.told ? WIDER : 0) * reach < w) return [];
      return ASTRAY.map(([dx, dy]) => around([at[0] + dx * reach, at[1] + dy * reach], w, h));
    });
  };

  /** Tie a label to its point where it had to stand away from it. */
  const thread = (parent, box, [x, y]) => {
    const [nx, ny] = nearestOf(box, [x, y]);
    if (Math.hypot(nx - x, ny - y) > TIED) draw(parent, "path", { class: "thread", d: `M${x} ${y}L${nx} ${ny}` });
  };

  const nearestOf = ([x0, y0, x1, y1], [x, y]) => [Math.max(x0, Math.min(x, x1)), Math.max(y0, Math.min(y, y1))];

  /** Tell whether a box is tied to its dot by a thread that passes no other dot of its kind. */
  const tied = (box, at, others) => {
    const [dx, dy] = nearestOf(box, at).map((value, i) => value - at[i]);
    const length = Math.hypot(dx, dy);
    const off = ([x, y]) => {
      const along = Math.max(0, Math.min(1, ((x - at[0]) * dx + (y - at[1]) * dy) / length ** 2));
      return Math.hypot(at[0] + along * dx - x, at[1] + along * dy - y);
    };
    return length > TIED && others.every((other) => other === at || off(other) > CLEAR);
  };

  /** Tell whether a box is nearer to its own dot than to any other of its kind. */
  const nearest = ([x0, y0, x1, y1], at, others) => {
    const far = ([x, y]) => Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1));
    const own = far(at);
    return others.every((other) => other === at || far(other) > own + 3);
  };

  /** How much of a box lies on others, or out of view. */
  const clash = (room, box) => room.overlap(box) + (room.outside(box) ? 1000 : 0);

  /** Place labels by rank; each carries at (projected), and what it may be. */
  const place = (parent, labels, view, room) => {
    parent.replaceChildren();
    const shown = [];
    const dots = labels.filter((label) => label.kind === "station" || label.kind === "place");
    const marks = new Map(dots.map((label) => [label, geometry.pixel(view, label.at)]));
    const places = dots.filter((label) => label.kind === "place").map((label) => marks.get(label));
    for (const label of labels) {
      if (view.zoom < (label.from || 0)) continue;
      // An ocean has a place on either side of the antimeridian, and one name on a map.
      if (label.kind === "water" && shown.some((one) => one.kind === "water" && one.text === label.text)) continue;
      const at = marks.get(label) || geometry.pixel(view, label.at);
      if (!label.spots && !geometry.within(view, at)) continue;
      if (label.dot && !label.must && room.overlap([at[0] - 5, at[1] - 5, at[0] + 5, at[1] + 5])) continue;
      const others = label.kind === "station" ? [...marks.values()] : label.kind === "place" ? places : [];
      const apart = label.kind === "station" ? { ...label, free: false } : label;
      const [set, box] = settings(label, view).reduce(([chosen, found], each) => {
        if (found && clash(room, found) < CLASH) return [chosen, found];
        const spread = each.spots ? onGround(each, view) : boxes(each, at, size(each));
        if (each.must) spread.push(...spread.map((one) => room.inward(one)));
        let best = room.best(spread.filter((one) => nearest(one, at, others)), apart);
        // A name that must be shown stands beside another's dot rather than on its words, first by a thread of its own.
        const clashes = () => each.must && (!best || clash(room, best) >= CLASH);
        if (clashes() && each.far) best = room.best(spread.filter((one) => tied(one, at, others)), apart) || best;
        if (clashes()) best = room.best(spread, apart);
        return found && clash(room, best) >= clash(room, found) ? [chosen, found] : [each, best];
      }, [label, null]);
      if (!box) continue;
      room.take(box);
      if (set.far) thread(parent, box, at);
      if (label.dot) {
        draw(parent, "circle", { class: `dot ${label.kind}`, cx: at[0].toFixed(1), cy: at[1].toFixed(1), r: label.dot });
        room.take([at[0] - 4, at[1] - 4, at[0] + 4, at[1] + 4]);
      }
      write(parent, set, box, label.spots ? [(box[0] + box[2]) / 2] : at);
      shown.push(label);
    }
    return shown;
  };

  const byRank = (a, b) => STYLES[a.kind].rank - STYLES[b.kind].rank || (b.weight || 0) - (a.weight || 0);

  return { place, byRank, Room };
})();
