// A list of commands from which one is chosen by typing.

const SHOWN = 40;

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N} ]+/gu, " ");

const begins = (text, word) => ` ${text}`.includes(` ${word}`);

// How well a command fits what is typed; 0: not at all.
const fit = (command, words) => {
  const label = plain(command.label);
  if (words.every((word) => begins(label, word))) return label.startsWith(words[0] ?? "") ? 3 : 2;
  const all = `${label} ${command.also.map(plain).join(" ")}`;
  return words.every((word) => begins(all, word)) ? 1 : 0;
};

// What else the command is called that fits what is typed, if its label does not.
const alias = (command, words) =>
  words.length && !words.every((word) => begins(plain(command.label), word))
    ? command.also.find((name) => words.some((word) => begins(plain(name), word)))
    : undefined;

export class Palette {
  #dialog = document.createElement("dialog");
  #title = document.createElement("label");
  #input = document.createElement("input");
  #list = document.createElement("ul");
  #none = document.createElement("p");
  #commands = [];
  #shown = [];
  #at = 0;

  constructor() {
    this.#dialog.className = "tag-palette";
    this.#dialog.setAttribute("aria-labelledby", "tag-palette-title");
    Object.assign(this.#title, { id: "tag-palette-title", htmlFor: "tag-palette-input" });
    Object.assign(this.#input, { id: "tag-palette-input", type: "text", autocomplete: "off" });
    Object.assign(this.#list, { id: "tag-palette-list" });
    Object.assign(this.#none, { className: "hint", textContent: "Nothing of that name." });
    this.#none.setAttribute("role", "status");
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-labelledby", "tag-palette-title");
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-expanded", "true"],
      ["aria-autocomplete", "list"],
      ["aria-controls", "tag-palette-list"],
    ]) this.#input.setAttribute(name, value);
    this.#dialog.append(this.#title, this.#input, this.#list, this.#none);
    this.#input.addEventListener("input", () => this.#filter());
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#run([...this.#list.children].indexOf(option));
    });
    document.body.append(this.#dialog);
  }

  // commands: [{label, also: [other names], run()}], in the order they are listed.
  open(title, commands) {
    this.#title.textContent = title;
    this.#commands = commands;
    this.#input.value = "";
    this.#filter();
    this.#dialog.showModal();
    this.#input.focus();
  }

  #filter() {
    const words = plain(this.#input.value).split(" ").filter(Boolean);
    this.#shown = this.#commands
      .map((command, place) => ({ command, place, fit: fit(command, words) }))
      .filter((one) => one.fit)
      .sort((a, b) => b.fit - a.fit || a.place - b.place)
      .slice(0, SHOWN)
      .map((one) => one.command);
    this.#list.replaceChildren(...this.#shown.map((command, n) => this.#option(command, n, words)));
    this.#list.hidden = !this.#shown.length;
    this.#none.hidden = this.#shown.length > 0;
    this.#move(0);
  }

  #option(command, number, words) {
    const option = document.createElement("li");
    option.id = `tag-palette-${number}`;
    option.setAttribute("role", "option");
    option.textContent = command.label;
    const other = alias(command, words);
    if (other) {
      const also = document.createElement("span");
      also.textContent = ` ${other}`;
      option.append(also);
    }
    return option;
  }

  #move(to) {
    this.#at = Math.max(0, Math.min(to, this.#shown.length - 1));
    [...this.#list.children].forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === this.#at));
      if (number === this.#at) option.scrollIntoView({ block: "nearest" });
    });
    const chosen = this.#shown.length ? `tag-palette-${this.#at}` : "";
    this.#input.setAttribute("aria-activedescendant", chosen);
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) this.#move(this.#at + step);
    else if (event.key === "Enter") this.#run(this.#at);
    else return;
    event.preventDefault();
  }

  #run(number) {
    const command = this.#shown[number];
    if (!command) return;
    this.#dialog.close();
    command.run();
  }
}
