// Zoom, the whole route, full screen, a scale that names its latitude, and a polite wheel.
dateline.controls = (() => {
  "use strict";
  const { element, draw, fill, still } = dateline;
  const ICONS = {
    zoom_in: "M8 3v10M3 8h10",
    zoom_out: "M3 8h10",
    reset: "M2.5 8 8 3l5.5 5M4.5 7v6h7V7",
    full_screen: "M6 2.5H2.5V6M10 2.5h3.5V6M6 13.5H2.5V10M10 13.5h3.5V10",
  };
  const KM = { km: 1, mi: 1.609344, nm: 1.852 };

  const bar = (map, words, acts) => {
    const Bar = L.Control.extend({
      options: { position: "topleft" },
      onAdd() {
        const group = element("div", { class: "bar", role: "group" });
        for (const [name, act] of Object.entries(acts)) {
          const made = element("button", { type: "button", class: name, "aria-label": words[name], title: words[name] });
          draw(draw(made, "svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }), "path", { d: ICONS[name] });
          made.addEventListener("click", act);
          group.append(made);
        }
        L.DomEvent.disableClickPropagation(group);
        return group;
      },
    });
    return new Bar().addTo(map);
  };

  const zoom = (map, step) => {
    if (still()) map.setZoom(map.getZoom() + step, { animate: false });
    else map.flyTo(map.getCenter(), map.getZoom() + step, { duration: 0.25 });
  };

  /** Fill the window with the map and back; the browser's own full screen where it is allowed. */
  const fullScreen = (map, words, resized) => {
    const frame = map.getContainer().closest("figure");
    const set = (on) => {
      frame.classList.toggle("full", on);
      document.documentElement.classList.toggle("covered", on);
      const made = frame.querySelector("button.full_screen");
      const name = on ? words.exit_full_screen : words.full_screen;
      made.setAttribute("aria-label", name);
      made.title = name;
      resized();
    };
    const toggle = () => {
      const on = !frame.classList.contains("full");
      set(on);
      if (!document.fullscreenEnabled) return;
      const asked = on ? frame.requestFullscreen() : document.fullscreenElement && document.exitFullscreen();
      if (asked) asked.catch(() => {});
    };
    const leave = () => frame.classList.contains("full") && set(false);
    const listen = (event, act) => document.addEventListener(event, act, { signal: dateline.life() });
    listen("fullscreenchange", () => document.fullscreenElement || leave());
    listen("keydown", (event) => event.key === "Escape" && leave());
    return toggle;
  };

  /** A round length that fits, true at the latitude of the middle. */
  const scale = (map, { units, group, words }) => {
    const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, group);
    const box = element("div", { class: "scale" });
    const bar = box.appendChild(element("span", { class: "length" }));
    const text = box.appendChild(element("span", { class: "text" }));
    const show = () => {
      const [lat, widest] = [map.getCenter().lat, Math.min(130, map.getSize().x / 3)];
      const earth = 40075.016686 / KM[units];
      const per = (earth * Math.cos((lat * Math.PI) / 180)) / map.options.crs.scale(map.getZoom());
      const power = 10 ** Math.floor(Math.log10(per * widest));
      const length = [5, 2, 1].map((step) => step * power).find((each) => each <= per * widest);
      bar.style.width = `${(length / per).toFixed(1)}px`;
      const side = lat < 0 ? words.latitude_south : words.latitude_north;
      text.textContent = fill(words.scale_at, {
        length: `${grouped(length)} ${words[`unit_${units}`]}`,
        latitude: fill(side, { degrees: Math.round(Math.abs(lat)) }),
      });
    };
    const Scale = L.Control.extend({ options: { position: "bottomleft" }, onAdd: () => box });
    new Scale().addTo(map);
    map.on("moveend resize", show);
    return show;
  };

  /** Leave the wheel to the page until the map was clicked or focused, or Ctrl is held. */
  const wheel = (map, words) => {
    const box = map.getContainer();
    const hint = box.appendChild(element("p", { class: "hint", "aria-hidden": "true" }, words.wheel_hint));
    const release = () => {
      map.scrollWheelZoom.disable();
      hint.classList.remove("shown");
    };
    box.addEventListener(
      "wheel",
      (event) => {
        if (event.ctrlKey || event.metaKey) map.scrollWheelZoom.enable();
        else hint.classList.toggle("shown", !map.scrollWheelZoom.enabled());
      },
      { capture: true, passive: true },
    );
    map.on("click focus", () => map.scrollWheelZoom.enable());
    map.on("blur", release);
    box.addEventListener("mouseleave", release);
  };

  return { bar, zoom, fullScreen, scale, wheel };
})();
