// Keeps what a page says of background work up to date. Without it the page is asked for
// anew every few seconds.
"use strict";

(() => {
  const LOOK = 1000;

  const refresh = async (place) => {
    let answer;
    try {
      answer = await fetch(place.dataset.job, { credentials: "same-origin" });
    } catch {
      setTimeout(refresh, 5 * LOOK, place);
      return;
    }
    if (answer.redirected || !answer.ok) return; // signed out meanwhile, or gone
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.querySelector("[data-job]");
    if (!news || !("open" in news.dataset)) {
      location.reload(); // the whole page says what came of it
      return;
    }
    // Piece by piece: what has not changed is not read out again.
    const now = place.querySelector(".job-state");
    const said = news.querySelector(".job-state");
    if (now.textContent !== said.textContent) now.replaceChildren(...said.childNodes);
    for (const old of place.querySelectorAll("progress, .job-message")) old.remove();
    place.append(...news.querySelectorAll("progress, .job-message"));
    setTimeout(refresh, LOOK, place);
  };

  for (const place of document.querySelectorAll("[data-job][data-open]")) {
    setTimeout(refresh, LOOK, place);
  }
})();
