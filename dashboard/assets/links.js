// Links inside the dashboard change the page without loading it anew, and "mute" buttons tell Python.
// The anchors are real: Ctrl+click, middle click and "copy link" work, and so do they without this script.

const isPlainClick = (event) =>
  event.button === 0 && !event.defaultPrevented &&
  !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

const visit = (address) => {
  history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
};

export default function links({ setTriggerValue }) {
  const onClick = (event) => {
    const button = event.target.closest?.("button[data-mute]");
    if (button) {
      setTriggerValue("mute", button.dataset.mute);
      return;
    }
    const link = event.target.closest?.("a[data-nav]");
    if (link && isPlainClick(event)) {
      event.preventDefault();
      visit(link.getAttribute("href"));
    }
  };
  document.addEventListener("click", onClick);
  return () => document.removeEventListener("click", onClick);
}
