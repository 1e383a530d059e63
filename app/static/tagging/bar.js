// The bar at the foot of the page: what was saved, what is not yet, undo and redo.
//
// For the eye it is there once tagging has begun or something can be undone; its lines are read
// out by screen readers from the start. It stands at the end of the page and sticks to the foot
// of the window, so it never lies over the end of what there is to read.

const ACTS = [
  ["send", "Try now"],
  ["cut", "Make a passage of it"],
  ["undo", "Undo"],
  ["redo", "Redo"],
  ["keys", "Keys"],
];

export class Bar {
  #bar = document.createElement("aside");
  #told = status("");
  #unsaved = status("tag-unsaved");
  #acts = {};
  #begun = false;

  // does: what each of the buttons does, by its name.
  constructor(does) {
    this.#bar.className = "tag-bar hush";
    this.#bar.setAttribute("aria-label", "Tagging");
    const acts = Object.assign(document.createElement("span"), { className: "tag-bar-acts" });
    for (const [name, words] of ACTS) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "quiet", textContent: words });
      button.addEventListener("click", () => does[name]());
      this.#acts[name] = button;
      acts.append(button);
    }
    this.#acts.send.hidden = this.#acts.cut.hidden = true;
    this.#bar.append(this.#told, this.#unsaved, acts);
    document.body.append(this.#bar);
    // Whatever gets the focus is scrolled clear of the bar, however many rows it has.
    new ResizeObserver(() => {
      const height = this.#bar.classList.contains("hush") ? 0 : this.#bar.offsetHeight;
      document.documentElement.style.setProperty("--tag-bar", `${height}px`);
    }).observe(this.#bar);
  }

  begin() {
    this.#begun = true;
    this.#bar.classList.remove("hush");
  }

  say(text) {
    this.#told.textContent = text;
    this.begin();
  }

  // words: what is not saved yet, and why; empty: all is.
  warn(words) {
    if (words) this.say("");
    this.#unsaved.textContent = words;
    this.#acts.send.hidden = !words;
  }

  // now: where the passage is shown as it is now, if it is another than the page shows.
  refuse(words, now) {
    const note = document.createElement("p");
    note.className = "tag-refused";
    note.setAttribute("role", "alert");
    note.textContent = `${words} `;
    if (now) {
      const link = { href: now, textContent: "See it as it is now and decide again" };
      note.append(Object.assign(document.createElement("a"), link), " ");
    }
    const away = document.createElement("button");
    Object.assign(away, { type: "button", className: "quiet", textContent: "Dismiss" });
    away.addEventListener("click", () => note.remove());
    note.append(away);
    this.#bar.prepend(note);
    this.begin();
  }

  // A button that does nothing just now stays where it is, for it may have the focus.
  turns({ done, undone }) {
    this.#acts.undo.setAttribute("aria-disabled", String(!done.length));
    this.#acts.redo.setAttribute("aria-disabled", String(!undone.length));
    if (done.length || undone.length) this.begin();
  }

  offerCut(yes) {
    this.#acts.cut.hidden = !yes;
    this.#bar.classList.toggle("hush", !yes && !this.#begun);
  }
}

function status(className) {
  const line = Object.assign(document.createElement("p"), { className });
  line.setAttribute("role", "status");
  return line;
}
