// Where the terminal's stream is: beside this page, also behind a proxy that adds TLS.
const terminal = document.getElementById("terminal");
terminal.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";
// A phone cannot type into a terminal: it gets the page for its camera, unless asked otherwise.
const isPhone = matchMedia("(pointer: coarse) and (max-width: 600px)").matches;
if (isPhone && !location.search.includes("terminal")) location.replace("/phone");
// The keys go to the terminal at once, without a click into it.
new MutationObserver((_changes, observer) => {
  const keys = terminal.querySelector("textarea");
  if (!keys) return;
  observer.disconnect();
  setTimeout(() => keys.focus());
}).observe(terminal, { childList: true, subtree: true });
