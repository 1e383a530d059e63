// Comfort for the keyboard. Nothing depends on this file.
//   /      go to the search box
//   j, k   next and previous result; Enter then opens it, as for any link
// Single keys can clash with speech input, so the help page has a switch for them.
"use strict";

(() => {
  const OFF = "sightline-keys-off";
  const isOff = () => localStorage.getItem(OFF) === "1";

  const button = document.querySelector("[data-keys]");
  if (button) {
    const name = () => (button.textContent = isOff() ? "Turn the keys on" : "Turn the keys off");
    button.addEventListener("click", () => {
      localStorage.setItem(OFF, isOff() ? "0" : "1");
      name();
    });
    name();
    button.hidden = false;
  }

  // On a phone the menu is one row to push along: the page one is on is to be in sight.
  const here = document.querySelector(".masthead nav [aria-current]");
  if (here) {
    const menu = here.closest("nav");
    const past = here.getBoundingClientRect().right - menu.getBoundingClientRect().right;
    if (past > 0) menu.scrollLeft = past + 48;
  }

  const isTyping = (target) =>
    target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);

  const step = (by) => {
    const links = [...document.querySelectorAll("[data-hit] h3 a")];
    if (!links.length) return;
    const at = links.findIndex((link) => link.closest("[data-hit]").contains(document.activeElement));
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
    const link = links[Math.min(Math.max(next, 0), links.length - 1)];
    link.focus({ preventScroll: true });
    link.closest("[data-hit]").scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isOff()) return;
    if (event.key === "/") {
      const box = document.getElementById("q");
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "j") {
      step(1);
    } else if (event.key === "k") {
      step(-1);
    }
  });
})();
