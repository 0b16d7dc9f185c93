// Where the terminal's stream is: beside this page, also behind a proxy that adds TLS.
const terminal = document.getElementById("terminal");
terminal.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";
// A phone cannot type into a terminal: it gets the page for its camera, unless asked otherwise.
const isPhone = matchMedia("(pointer: coarse) and (max-width: 600px)").matches;
if (isPhone && !location.search.includes("terminal")) location.replace("/phone");
// The keys go to the terminal at once, without a click into it; before its first byte there is
// nobody to tell that it has them.
new MutationObserver((_changes, observer) => {
  if (!document.body.classList.contains("-first-byte")) return;
  observer.disconnect();
  const keys = terminal.querySelector("textarea");
  keys?.blur();
  setTimeout(() => keys?.focus(), 100);
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
