// In an article's frame: the page tells its height, and leaves the article's scrolling alone.
dateline.embed = (() => {
  "use strict";
  const { element } = dateline;
  const root = document.documentElement;

  /** Framed by an article; the app's frame keeps its own height and scrolls. */
  const framed = parent !== window && !dateline.data().remember;
  root.classList.toggle("framed", framed);

  /** A map alone fills whatever frame it gets. */
  const fills = document.body.classList.contains("map-only");

  /** One height, as each kind of host wants it told. */
  const messages = (id, height) => {
    const child = new URLSearchParams(location.search).get("childId");
    const told = [
      { "datawrapper-height": { [id]: height } },
      { sentinel: "amp", type: "embed-size", height },
      JSON.stringify({ src: location.href, context: "iframe.resize", height }),
    ];
    return child ? [...told, ["pym", child, "height", height].join("xPYMx")] : told;
  };

  /** The height a map alone would have by its width. */
  const wanted = (width) => Math.round(Math.min(520, Math.max(320, 0.62 * width)));

  /** The page's height, whatever the frame's is. */
  const measure = (stage) => {
    const { height } = document.body.getBoundingClientRect();
    if (!fills) return Math.ceil(height);
    const box = stage.getBoundingClientRect();
    return Math.ceil(height - box.height + wanted(box.width));
  };

  /** Tell the height whenever it changes, and again when all is loaded; nothing else is sent. */
  const announce = (map, { id }) => {
    if (!framed) return;
    const stage = map.getContainer().parentElement;
    let last = 0;
    const tell = () => {
      const height = measure(stage);
      if (root.classList.contains("covered") || height === last) return;
      last = height;
      for (const message of messages(id, height)) parent.postMessage(message, "*");
    };
    const seen = new ResizeObserver(tell);
    for (const each of [document.body, stage]) seen.observe(each);
    tell();
    addEventListener("load", () => {
      last = 0;
      tell();
    });
  };

  /** One finger and the bare wheel scroll the article; in full screen they move the map. */
  const gestures = (map, words) => {
    const box = map.getContainer();
    const hint = box.appendChild(element("p", { class: "hint", "aria-hidden": "true" }));
    const free = () => root.classList.contains("covered");
    const show = (text) => {
      hint.textContent = text || hint.textContent;
      hint.classList.toggle("shown", Boolean(text));
    };
    const allow = (handler, on) => (on ? handler.enable() : handler.disable());
    const listen = (event, act) => box.addEventListener(event, act, { capture: true, passive: true });
    listen("wheel", (event) => {
      const ours = free() || event.ctrlKey || event.metaKey;
      allow(map.scrollWheelZoom, ours);
      show(ours ? "" : words.wheel_hint_framed);
    });
    listen("pointerdown", (event) => allow(map.dragging, free() || event.pointerType !== "touch"));
    listen("touchmove", (event) => show(event.touches.length > 1 || free() ? "" : words.touch_hint));
    for (const event of ["touchend", "touchcancel", "mouseleave"]) listen(event, () => show(""));
  };

  return { framed, fills, announce, gestures };
})();
