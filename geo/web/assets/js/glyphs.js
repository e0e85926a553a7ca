// Names in another script are shown where the reader's fonts have it, never as boxes.
dateline.glyphs = (() => {
  "use strict";
  const SIZE = 24;
  const known = new Map();

  /** The pixels of a character, to tell one that fonts lack: all of those look alike. */
  const pixels = (character) => {
    const canvas = dateline.element("canvas", { width: SIZE, height: SIZE });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.font = `${SIZE - 6}px sans-serif`;
    context.textBaseline = "top";
    context.fillText(character, 0, 0);
    return context.getImageData(0, 0, SIZE, SIZE).data.join();
  };

  /** Whether a name can be drawn, by its first character. */
  const has = (text) => {
    const first = [...text][0] || "";
    if (!first || first < "\u0530") return true;
    if (!known.has("")) known.set("", pixels("\u{10FFFE}"));
    if (!known.has(first)) known.set(first, pixels(first) !== known.get(""));
    return known.get(first);
  };

  /** Hide the names in the still pictures that cannot be drawn. */
  const hide = () => {
    for (const name of document.querySelectorAll(".still [lang]")) {
      if (!has(name.textContent)) name.remove();
    }
  };

  return { has, hide };
})();
