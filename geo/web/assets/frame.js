// In the app: the page in a frame, loaded once a case and from then on renewed.
export default ({ data, parentElement }) => {
  const frame = parentElement.querySelector("iframe");
  const renew = () => frame.contentWindow.postMessage({ dateline: frame.page }, "*");
  frame.title = data.title;
  frame.page = data.page;
  if (frame.dataset.case === data.case) {
    if (frame.dataset.loaded) renew();
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
