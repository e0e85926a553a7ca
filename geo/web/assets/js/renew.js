// In the app the page is renewed where it stands: new words and figures, the same view.
// Whatever outlives the body listens with dateline.life(), and so stops with it.
Object.assign(
  dateline,
  (() => {
    "use strict";
    let begun = null;
    let living = new AbortController();

    const life = () => living.signal;

    /** Draw the page; where it is remembered, wait for the next one from the app around it. */
    const begin = (draw) => {
      begun = draw;
      draw();
      if (!dateline.data().remember || parent === window) return;
      addEventListener("message", (event) => {
        const page = event.source === parent && event.data && event.data.dateline;
        if (typeof page === "string") renew(page);
      });
    };

    /** Put another page in this one's place; its scripts are the same, and do not run again. */
    const renew = (page) => {
      const next = new DOMParser().parseFromString(page, "text/html");
      living.abort();
      living = new AbortController();
      document.title = next.title;
      document.documentElement.lang = next.documentElement.lang;
      document.body.replaceWith(next.body);
      begun();
    };

    return { life, begin };
  })(),
);
