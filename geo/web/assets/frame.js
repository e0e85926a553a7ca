// In the app: the page in a frame, loaded once a case and from then on renewed. Where a
// change comes and there is no page to renew, the app is told, and sends it whole. The app
// is told, too, which line of a border the reader chose in the page.
export default ({ data, parentElement, setTriggerValue }) => {
  const frame = parentElement.querySelector("iframe");
  const renew = () => frame.contentWindow.postMessage({ dateline: frame.page }, "*");
  frame.title = data.title;
  frame.page = data.page;
  if (!frame.tell) {
    addEventListener("message", ({ source, data }) => {
      const line = source === frame.contentWindow && data && data.dateline && data.dateline.line;
      if (typeof line === "string") frame.tell("line", line);
    });
  }
  frame.tell = setTriggerValue;
  if (frame.dataset.case === data.case) {
    if (frame.dataset.loaded) renew();
    return;
  }
  if (!data.whole) {
    setTriggerValue("lost", true);
    return;
  }
  frame.dataset.case = data.case;
  delete frame.dataset.loaded;
  frame.srcdoc = data.page;
  frame.onload = () => {
    frame.dataset.loaded = "1";
    if (frame.page !== data.page) renew();
  };
};
