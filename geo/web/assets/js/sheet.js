// One sheet under the marks: a canvas for the base map and an SVG for the story,
// both redrawn for every view, so that nothing blurs or thickens on the way.
dateline.Sheet = L.Layer.extend({
  options: { margin: 0.2 },

  initialize(options) {
    L.setOptions(this, options);
    this.painters = [];
  },

  /** Add something that draws itself: paint(view, sheet). */
  add(paint) {
    this.painters.push(paint);
    return this;
  },

  onAdd(map) {
    const pane = map.getPane("overlayPane");
    this.canvas = pane.appendChild(dateline.element("canvas", { "aria-hidden": "true" }));
    this.svg = dateline.draw(pane, "svg", { "aria-hidden": "true", class: "sheet" });
    for (const drawn of [this.canvas, this.svg]) L.DomUtil.addClass(drawn, "leaflet-layer");
    this.flying = false;
  },

  onRemove() {
    this.canvas.remove();
    this.svg.remove();
  },

  getEvents() {
    return { moveend: this.rest, move: this.follow, resize: this.rest };
  },

  /** Draw on the way only where the view leaves what is drawn; a jump ends at once. */
  follow() {
    const view = this.view;
    if (!this._map._flyToFrame && !this._map.dragging.moving()) return;
    const min = this._map.containerPointToLayerPoint([0, 0]);
    const size = this._map.getSize();
    const held =
      view &&
      view.zoom === this._map.getZoom() &&
      view.min.x <= min.x &&
      view.min.y <= min.y &&
      view.min.x + view.width >= min.x + size.x &&
      view.min.y + view.height >= min.y + size.y;
    if (!held) this.redraw({ moving: true });
  },

  rest() {
    this.redraw({ moving: false });
  },

  /** Where the map's controls lie, read before anything is written. */
  controls() {
    const corner = this._map.getContainer().getBoundingClientRect();
    return [...this._map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
      const { left, top, right, bottom } = control.getBoundingClientRect();
      return [left - corner.left, top - corner.top, right - corner.left, bottom - corner.top];
    });
  },

  measure(moving) {
    const map = this._map;
    const size = map.getSize();
    const margin = size.multiplyBy(moving ? 0 : this.options.margin).round();
    const min = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
    const origin = map.getPixelOrigin().add(min);
    return {
      moving,
      controls: moving ? [] : this.controls(),
      zoom: map.getZoom(),
      scale: map.options.crs.scale(map.getZoom()),
      x: origin.x,
      y: origin.y,
      width: size.x + 2 * margin.x,
      height: size.y + 2 * margin.y,
      margin,
      min,
    };
  },

  redraw({ moving = false } = {}) {
    if (!this._map._loaded) return;
    const view = this.measure(moving);
    this.view = view;
    const dots = Math.min(2, window.devicePixelRatio || 1);
    this.canvas.width = view.width * dots;
    this.canvas.height = view.height * dots;
    this.canvas.style.width = `${view.width}px`;
    this.canvas.style.height = `${view.height}px`;
    this.svg.setAttribute("width", view.width);
    this.svg.setAttribute("height", view.height);
    L.DomUtil.setPosition(this.canvas, view.min);
    L.DomUtil.setPosition(this.svg, view.min);
    this.context = this.canvas.getContext("2d");
    this.context.scale(dots, dots);
    for (const paint of this.painters) paint(view, this);
  },
});
