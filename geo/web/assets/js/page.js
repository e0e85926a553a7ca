// The cards and the border lines beside the map: what is chosen on one is marked on the other.
dateline.page = (() => {
  "use strict";
  const { stuck, memory } = dateline;
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];

  const marked = (selector, key, id) => {
    for (const each of all(selector)) each.classList.toggle("chosen", each.dataset[key] === id);
  };

  class Page {
    constructor(map, data) {
      this.map = map;
      this.data = data;
      this.card = "";
      this.memory = memory(`dateline:${data.id}`);
    }

    /** Mark a card and its leg, and fly to its frame. */
    choose(card, options = {}) {
      this.card = this.named(card);
      this.mark();
      this.map.closePopup();
      this.fly(this.card, options);
    }

    mark() {
      marked(".card", "card", this.card);
      marked(".disc", "card", this.card);
      marked("g.leg", "leg", this.card);
      for (const group of all("g.measured")) {
        const row = this.border(group.dataset.card).chosen;
        group.classList.toggle("asked", group.dataset.card === this.card || !row.default);
      }
      for (const button of all("button.choose, button.disc")) {
        button.setAttribute("aria-pressed", String(button.dataset.card === this.card && this.card !== ""));
      }
    }

    fly(card, options) {
      const asked = this.border(card);
      const frame = this.data.frames[asked ? `${card}:${asked.chosen.line}` : card];
      root.dataset.view = "";
      this.rest = null;
      const done = () => {
        root.dataset.view = card || "whole";
        this.rest = [this.map.getCenter(), this.map.getZoom()];
        this.keep();
        this.fit();
      };
      this.map.once("moveend", done);
      dateline.map.go(this.map, frame, options);
    }

    /** Take the size that the map now has; what was flown to stays in view, unless left. */
    fit({ moved = false } = {}) {
      const box = this.map.getContainer();
      const known = this.map.getSize().equals([box.clientWidth, box.clientHeight]);
      if (known || !this.rest) return;
      const [center, zoom] = this.rest;
      const there = (moved || this.map.getCenter().equals(center)) && this.map.getZoom() === zoom;
      this.map.invalidateSize({ animate: false, pan: moved });
      if (there) this.fly(this.card, { jump: true });
    }

    /** The question of the border that a card asks, if it asks one. */
    border(card) {
      return this.map.parts.borders.find((border) => border.card === card);
    }

    /** Show another line of a border, with the measured line to it. */
    line(card, name) {
      const asked = this.border(card);
      if (!asked) return;
      asked.choose(name);
      for (const row of all("[data-line]")) {
        if (row.dataset.card !== card) continue;
        const on = row.dataset.line === asked.chosen.line;
        if (row.matches("button")) row.setAttribute("aria-pressed", String(on));
        row.classList.toggle("chosen", on);
      }
    }

    /** In the app the line is the one that it judges by. */
    tell(line) {
      if (this.data.remember && parent !== window) parent.postMessage({ dateline: { line } }, "*");
    }

    /** Where the map stands in the window: it stays there though the words above it change. */
    top() {
      return this.map.getContainer().getBoundingClientRect().top;
    }

    keep() {
      if (!this.data.remember) return;
      const lines = this.map.parts.borders.map(({ card, chosen }) => [card, chosen.line]);
      const { lat, lng } = this.map.getCenter();
      // On the way there is no view to keep: the card's own is where it leads.
      const at = this.rest ? [lat, lng, this.map.getZoom()] : null;
      this.memory.write({ at, card: this.card, lines, top: this.top() });
    }

    /** Draw where the page was left, if it is remembered, or the whole route. */
    draw() {
      const kept = this.data.remember ? this.memory.read() : {};
      const { state } = this.data;
      for (const { card } of this.map.parts.borders) this.line(card, state.line);
      if (!state.line) for (const [card, name] of kept.lines || []) this.line(card, name);
      this.choose(state.card || kept.card || this.named(), { jump: true });
      if (kept.at) this.map.setView(kept.at.slice(0, 2), kept.at[2], { animate: false });
      return kept;
    }

    /** The card of an id, the address's own, if there is one. */
    named(id = location.hash.slice(1)) {
      return Object.hasOwn(this.data.frames, id) || this.border(id) ? id : "";
    }

    /** Mark on the cards what is drawn, once they are there, and listen to them. */
    wire({ top }) {
      this.mark();
      for (const { card, chosen } of this.map.parts.borders) this.line(card, chosen.line);
      if (top !== undefined) scrollBy(0, this.top() - top);
      this.listen();
      root.dataset.drawn = "1";
    }

    listen() {
      for (const card of all(".card")) {
        card.addEventListener("click", (event) => {
          const pressed = event.target.closest("a, summary");
          if (!pressed && getSelection().isCollapsed) this.choose(card.dataset.card);
        });
      }
      for (const row of all("button.line")) {
        row.addEventListener("click", () => {
          this.line(row.dataset.card, row.dataset.line);
          this.choose(row.dataset.card);
          this.tell(row.dataset.line);
        });
      }
      this.map.on("moveend", () => this.keep());
      addEventListener("hashchange", () => this.named() && this.choose(this.named()), { signal: dateline.life() });
      addEventListener("pagehide", () => this.keep(), { signal: dateline.life() });
      const alone = document.body.classList.contains("map-only");
      if (!dateline.embed.framed && !alone) this.turn();
    }

    // Where the map stays in sight above the cards, turning to one flies the map to it. What
    // stands there before the reader has scrolled was not turned to.
    turn() {
      const seen = new IntersectionObserver(
        (entries) => {
          if (!stuck()) return;
          const near = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target.dataset.card);
          if (near.length && near[0] !== this.card) this.choose(near[0]);
        },
        { rootMargin: "-62% 0px -30% 0px" },
      );
      const from = scrollY;
      const begin = () => {
        if (scrollY === from) return;
        removeEventListener("scroll", begin);
        for (const card of all(".card")) seen.observe(card);
      };
      addEventListener("scroll", begin, { signal: dateline.life() });
      dateline.life().addEventListener("abort", () => seen.disconnect());
      for (const card of all(".card")) {
        card.addEventListener("focusin", () => {
          if (stuck() && this.card !== card.dataset.card) this.choose(card.dataset.card);
        });
      }
    }
  }

  /** Print the whole route on paper's colours, at paper's size, and go back. */
  const printing = (page) => {
    let before = null;
    const signal = dateline.life();
    const paper = (on) => {
      root.classList.toggle("printing", on);
      page.map.invalidateSize({ animate: false, pan: false });
    };
    addEventListener("beforeprint", () => {
      before = [page.map.getCenter(), page.map.getZoom()];
      paper(true);
      dateline.map.go(page.map, page.data.frames[""], { jump: true });
    }, { signal });
    addEventListener("afterprint", () => {
      paper(false);
      if (before) page.map.setView(...before, { animate: false });
    }, { signal });
  };

  /** Bring map and page together, draw, and say so. */
  const start = (map, data) => {
    const page = new Page(map, data);
    const words = data.ui;
    const { bar, zoom, fullScreen, scale, wheel } = dateline.controls;
    bar(map, words, {
      zoom_in: () => zoom(map, 1),
      zoom_out: () => zoom(map, -1),
      reset: () => page.choose(""),
      full_screen: fullScreen(map, words, () => {
        map.closePopup();
        page.fit({ moved: true });
      }),
    });
    dateline.map.labels(map, words, (card) => page.choose(card));
    const showScale = scale(map, { units: data.units, group: data.group, words });
    if (dateline.embed.framed) dateline.embed.gestures(map, words);
    else wheel(map, words);
    const kept = page.draw();
    showScale();
    performance.mark("dateline-drawn");
    last(map, page, kept);
  };

  /** What the first picture need not wait for. */
  const last = (map, page, kept) => {
    const signal = dateline.life();
    printing(page);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", () => map.sheet.redraw(), { signal });
    const size = new ResizeObserver(() => page.fit());
    size.observe(map.getContainer());
    // The map stays in sight beside the cards; what is below begins where it ends.
    const figure = map.getContainer().closest("figure");
    const tall = new ResizeObserver(() => root.style.setProperty("--figure", `${figure.offsetHeight}px`));
    tall.observe(figure);
    signal.addEventListener("abort", () => {
      size.disconnect();
      tall.disconnect();
      page.keep();
      map.remove();
    });
    const wire = () => {
      dateline.glyphs.hide();
      page.wire(kept);
      dateline.embed.announce(map, page.data);
    };
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", wire, { once: true, signal });
    else wire();
  };

  return { start };
})();
