// Links inside the dashboard change the page without loading it anew, and "mute" buttons tell Python.
// The anchors are real: Ctrl+click, middle click and "copy link" work, and so do they without this script.

const isPlainClick = (event) =>
  event.button === 0 && !event.defaultPrevented &&
  !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

const push = History.prototype.pushState;

const visit = (address) => {
  push.call(history, {}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
};

// Whether an address continues the search on the page: another `q`, and all else the same.
const continuesSearch = (address) => {
  const [here, there] = [new URL(location.href), new URL(address, location.href)];
  if (!here.searchParams.get("q") || !there.searchParams.get("q")) return false;
  for (const url of [here, there]) {
    url.searchParams.delete("q");
    url.searchParams.sort();
  }
  return here.href === there.href;
};

// Streamlit writes each change of the address as a new entry; while a search is typed one entry is enough.
function pushState(state, unused, address) {
  if (address && continuesSearch(address)) this.replaceState(state, unused, address);
  else push.call(this, state, unused, address);
}

const newestTurn = () => Number(document.querySelector(".notice[data-turn]")?.dataset.turn ?? 0);

// A button that mutes or takes back is gone after the rerun; the notice that comes instead gets the focus,
// unless the reader has moved on.
const focusNotice = (button, signal) => {
  const before = newestTurn();
  const observer = new MutationObserver(() => {
    const notice = document.querySelector(".notice[data-turn]");
    if (!notice || newestTurn() === before) return;
    observer.disconnect();
    const holder = document.activeElement;
    if (!holder || holder === document.body || holder === button) notice.focus();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
};

export default function links({ setTriggerValue }) {
  const ended = new AbortController();
  const { signal } = ended;
  let waiting = new AbortController();
  const awaitNotice = (button) => {
    waiting.abort();
    waiting = new AbortController();
    focusNotice(button, waiting.signal);
  };
  const onClick = (event) => {
    const button = event.target.closest?.("button[data-mute], .st-key-muted button");
    if (button) {
      awaitNotice(button);
      if (button.dataset.mute) setTriggerValue("mute", button.dataset.mute);
      return;
    }
    const link = event.target.closest?.("a[data-nav]");
    if (link && isPlainClick(event)) {
      event.preventDefault();
      visit(link.getAttribute("href"));
    }
  };
  const onKey = (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const text = event.target.closest?.(".st-key-find input")?.value.trim();
    // The box still has letters to report, and their rerun would overtake a change of page: load the page anew.
    if (text) location.assign(`/?q=${encodeURIComponent(text)}`);
  };
  document.addEventListener("click", onClick, { signal });
  document.addEventListener("keydown", onKey, { signal });
  history.pushState = pushState;
  return () => {
    ended.abort();
    delete history.pushState;
  };
}
