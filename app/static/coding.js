// Single keys on the pages of queues and blind coding: n goes on, the keys beside the choices
// choose. Single keys can clash with speech input; the switch on the help page turns them off.
(() => {
  const OFF = "sightline-keys-off";
  const PATIENCE = 3000;
  const next = document.querySelector("[data-next]");

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
    } else if (choice) {
      event.preventDefault();
      choice.click();
      choice.focus();
    }
  });
})();
