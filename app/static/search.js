// Comfort on the pages of a search. Nothing depends on this file.
//   A box above a long facet shows only the values that hold what is typed.
//   One fold of actions is open at a time, and Escape closes it.
"use strict";

(() => {
  for (const box of document.querySelectorAll("[data-find]")) {
    const facet = box.closest(".facet");
    const more = facet.querySelector(".more");
    box.closest(".find").hidden = false;
    box.addEventListener("input", () => {
      const sought = box.value.trim().toLowerCase();
      for (const item of facet.querySelectorAll("li")) {
        const name = item.querySelector(".name").textContent.toLowerCase();
        item.hidden = sought !== "" && !name.includes(sought);
      }
      if (more && sought) more.open = true;
    });
  }

  const pops = [...document.querySelectorAll("details.pop")];
  for (const pop of pops) {
    pop.addEventListener("toggle", () => {
      if (pop.open) for (const other of pops) if (other !== pop) other.open = false;
    });
    pop.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !pop.open) return;
      pop.open = false;
      pop.querySelector("summary").focus();
    });
  }
})();
