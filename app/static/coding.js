// Single keys on the pages of queues and blind coding: n goes on, t finds a theme, the keys beside
// the choices choose. Single keys can clash with speech input; the switch on the help page turns them off.
(() => {
  const OFF = "sightline-keys-off";
  const PATIENCE = 3000;
  const next = document.querySelector("[data-next]");

  const find = document.querySelector("[data-find-theme]");

  const typing = (element) =>
    element.closest("textarea, select, dialog, [contenteditable]") ||
    (element.matches("input") && !["radio", "checkbox"].includes(element.type));

  // What is decided but not yet saved is waited for, so that the server counts it as decided.
  const settled = () => [...document.querySelectorAll("[data-waits]")].every((spot) => !spot.textContent);

  const goOn = () => {
    const form = next.form;
    if (!form.reportValidity()) return;
    const end = Date.now() + PATIENCE;
    const look = () => (settled() || Date.now() > end ? form.requestSubmit(next) : setTimeout(look, 25));
    look();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF) === "1") return;
    if (typing(event.target)) return;
    const choice = document.querySelector(`.coding [data-key="${CSS.escape(event.key)}"]`);
    if (event.key === "n" && next) {
      event.preventDefault();
      goOn();
    } else if (event.key === "t" && find) {
      event.preventDefault();
      find.focus();
      find.scrollIntoView({ block: "center" }); // what is found stands below it
    } else if (choice) {
      event.preventDefault();
      choice.click();
      choice.focus();
    }
  });

  // What is ticked stays in sight whatever is sought.
  const themes = find ? [...find.closest("fieldset").querySelectorAll(".tick")] : [];
  const isSought = (theme) => theme.textContent.toLowerCase().includes(find.value.trim().toLowerCase());

  const narrow = () => {
    for (const theme of themes) theme.hidden = !isSought(theme) && !theme.querySelector("input").checked;
    if (find.value.trim()) for (const more of find.closest("fieldset").querySelectorAll("details")) more.open = true;
  };

  const empty = () => {
    find.value = "";
    narrow();
  };

  const onKey = (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault(); // Enter would send the form
    const first = themes.find(isSought);
    if (event.key === "Enter" && find.value.trim() && first) first.querySelector("input").click();
    else find.blur(); // so that single keys work again
    empty();
  };

  if (find) {
    find.closest(".find").hidden = false;
    find.addEventListener("input", narrow);
    find.addEventListener("keydown", onKey);
  }
})();
