// The page's one global, and what every part of it uses.
const dateline = (() => {
  "use strict";
  document.documentElement.classList.add("scripted");
  const SVG = "http://www.w3.org/2000/svg";

  let base = {};

  /** Parse the page's data; it is text in the document, never code. What a change of the
      page leaves out of the base map is as it was. */
  const data = () => {
    const now = JSON.parse(document.getElementById("dateline-data").textContent);
    base = { ...base, ...now.base };
    return { ...now, base };
  };

  /** Make an element with attributes and, as text, its content. */
  const element = (name, attributes = {}, text = "") => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  };

  /** Make an SVG element with attributes, inside a parent if there is one. */
  const draw = (parent, name, attributes = {}) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (parent) parent.append(made);
    return made;
  };

  /** Put words in the place of {names}. */
  const fill = (pattern, values) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), pattern);

  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const narrow = () => matchMedia("(max-width: 767px)").matches;
  /** Whether the map stays in sight above the cards, as page.css has it. */
  const stuck = () => matchMedia("(max-width: 767px) and (min-height: 500px)").matches;

  /** What the tab remembers; in a sandboxed frame, which has no storage, the document. */
  const held = {};
  const memory = (key) => ({
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(key)) || {};
      } catch {
        return held[key] || {};
      }
    },
    write(values) {
      held[key] = values;
      try {
        sessionStorage.setItem(key, JSON.stringify(values));
      } catch {
        // No storage here: what is held lasts as long as the document.
      }
    },
  });

  return { data, element, draw, fill, still, narrow, stuck, memory };
})();
