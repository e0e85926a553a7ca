// Lines on the plane: decoded, projected once to the unit square of Web Mercator,
// and turned into pixels of a view {scale, x, y, width, height}.
dateline.geometry = (() => {
  "use strict";

  const mercatorX = (lon) => lon / 360 + 0.5;
  const mercatorY = (lat) => {
    const s = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
  };

  /** Project [lat, lon] to the unit square. */
  const project = ([lat, lon]) => [mercatorX(lon), mercatorY(lat)];

  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  let held = new Float64Array(4096);
  const VALUES = new Uint8Array(128);
  [...LETTERS].forEach((letter, value) => {
    VALUES[letter.charCodeAt(0)] = value;
  });

  /** Read a line that geo/polyline.py wrote, as projected x, y, x, y, … */
  const decode = (text, closed = false) => {
    // A number takes a letter at least, so a line never has more of them than letters.
    if (held.length < text.length + 2) held = new Float64Array(text.length + 2);
    let end = 0;
    for (const run of text.split("!")) end = read(run, end);
    if (closed && end) {
      held[end] = held[0];
      held[end + 1] = held[1];
      end += 2;
    }
    return held.slice(0, end);
  };

  const read = (run, start) => {
    let end = start;
    const unit = 10 ** Number(run[0]);
    let [lat, lon, second, value, shift] = [0, 0, false, 0, 0];
    for (let i = 1; i < run.length; i += 1) {
      const group = VALUES[run.charCodeAt(i)];
      value |= (group & 31) << shift;
      shift += 5;
      if (group > 31) continue;
      const step = value & 1 ? ~(value >> 1) : value >> 1;
      if (second) {
        lon += step;
        held[end] = mercatorX(lon / unit);
        held[end + 1] = mercatorY(lat / unit);
        end += 2;
      } else lat += step;
      second = !second;
      value = shift = 0;
    }
    return end;
  };

  /** The pixel of a projected point in a view. */
  const pixel = (view, [x, y]) => [x * view.scale - view.x, y * view.scale - view.y];

  /** Call begin(x, y) and go(x, y) along what a view shows of a line, at most a point a pixel. */
  const trace = (line, view, begin, go) => {
    const { scale, width, height } = view;
    const last = line.length - 2;
    let [px, py, drawn] = [line[0] * scale - view.x, line[1] * scale - view.y, false];
    for (let i = 2; i <= last; i += 2) {
      const x = line[i] * scale - view.x;
      const y = line[i + 1] * scale - view.y;
      if (i < last && Math.abs(x - px) < 1 && Math.abs(y - py) < 1) continue;
      const out =
        (x < 0 && px < 0) || (y < 0 && py < 0) || (x > width && px > width) || (y > height && py > height);
      if (!out) {
        if (!drawn) begin(px, py);
        go(x, y);
      }
      [px, py, drawn] = [x, y, !out];
    }
  };

  /** The path of what a view shows of lines, as an SVG "d". */
  const path = (lines, view) => {
    const out = [];
    const write = (letter) => (x, y) => out.push(letter + x.toFixed(1) + " " + y.toFixed(1));
    for (const line of lines) trace(line, view, write("M"), write("L"));
    return out.join("");
  };

  /** Points every so many pixels along what a view shows of lines, with their direction. */
  const along = (lines, view, every, first = every / 2) => {
    const out = [];
    for (const line of lines) {
      let [at, due] = [null, first];
      const begin = (x, y) => {
        at = [x, y];
      };
      trace(line, view, begin, (x, y) => {
        const length = Math.hypot(x - at[0], y - at[1]);
        const angle = Math.atan2(y - at[1], x - at[0]);
        for (; due <= length && out.length < 4000; due += every) {
          out.push([at[0] + ((x - at[0]) * due) / length, at[1] + ((y - at[1]) * due) / length, angle]);
        }
        due -= length;
        at = [x, y];
      });
    }
    return out;
  };

  /** Whether a point is in view, and not in the margin around it. */
  const within = ({ width, height, margin }, [x, y]) =>
    x > margin.x && y > margin.y && x < width - margin.x && y < height - margin.y;

  return { project, decode, pixel, trace, path, along, within };
})();
