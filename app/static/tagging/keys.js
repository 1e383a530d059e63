// The keys, and the sheet that lists them. Single keys can clash with speech input, so the
// sheet has the switch for them; it is the same as on the help page.

const OFF = "sightline-keys-off";

export const KEYS = [
  { keys: ["y"], does: "confirm", words: "All is right as suggested" },
  { keys: ["1", "2", "3", "4", "5"], does: "stance", words: "Strength, needs improvement, action or plan, context, page furniture" },
  { keys: ["t"], does: "choose theme", words: "Add a theme" },
  { keys: ["x"], does: "choose reject", words: "Reject a theme" },
  { keys: ["s"], does: "choose stance", words: "Choose what it says" },
  { keys: ["m"], does: "mixed", words: "Speaks both ways, or not" },
  { keys: ["a"], does: "choose areas", words: "Inspection area" },
  { keys: ["w"], does: "choose speaker", words: "Who speaks" },
  { keys: ["o"], does: "note", words: "Write a note" },
  { keys: ["e"], does: "fold", words: "Open or close the labels" },
  { keys: ["v"], does: "cut", words: "Make a passage of the words selected" },
  { keys: ["u"], does: "undo", words: "Undo" },
  { keys: ["r"], does: "redo", words: "Redo" },
  { keys: ["j"], does: "next", words: "Next passage" },
  { keys: ["k"], does: "before", words: "Previous passage" },
  { keys: ["?"], does: "keys", words: "This list" },
];

let sheet;

export const showKeys = () => {
  sheet ??= make();
  sheet.showModal();
};

const make = () => {
  const dialog = document.createElement("dialog");
  dialog.className = "tag-keys";
  dialog.setAttribute("aria-labelledby", "tag-keys-title");
  dialog.innerHTML =
    '<h2 id="tag-keys-title" tabindex="-1" autofocus>Keys</h2><p class="hint">They act on the passage that has the focus.</p>' +
    '<dl></dl><p class="send"><button type="button" data-close>Close</button>' +
    '<button type="button" class="quiet" data-switch></button></p>';
  dialog.querySelector("dl").append(...rows());
  const turn = dialog.querySelector("[data-switch]");
  const isOff = () => localStorage.getItem(OFF) === "1";
  const name = () => (turn.textContent = isOff() ? "Turn the keys on" : "Turn the keys off");
  turn.addEventListener("click", () => {
    localStorage.setItem(OFF, isOff() ? "0" : "1");
    name();
  });
  name();
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  return dialog;
};

const rows = () => {
  const all = [{ keys: ["Ctrl+K"], words: "Everything that can be done, by typing" }, ...KEYS];
  return all.map(({ keys, words }) => {
    const row = document.createElement("div");
    const name = document.createElement("dt");
    keys.forEach((key) => name.append(Object.assign(document.createElement("kbd"), { textContent: key }), " "));
    row.append(name, Object.assign(document.createElement("dd"), { textContent: words }));
    return row;
  });
};
