// What a person decides is kept in the browser until the server has said that it is stored.
//
// Each gesture has a key made up here. It is sent again with the same key until an answer
// comes, and the server stores it once. Gestures lie in localStorage under the name of who
// made them, one entry each, so that several windows do not overwrite one another's, and
// whoever signs in next on this machine does not send them under another name.

const HEX = 24;
const FIRST_WAIT = 1000; // milliseconds; doubled with each try that fails
const LONGEST_WAIT = 30000;

export const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(HEX / 2));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

export class Queue extends EventTarget {
  // Events: "saved" {item, answer}, "refused" {item, message, now}, "changed" with every change.

  #prefix;
  #token;
  #sending = false;
  #wait = FIRST_WAIT;
  #timer = 0;
  trouble = ""; // why the last try failed; empty while all is well

  constructor(person, token) {
    super();
    this.#prefix = `sightline-unsaved:${person}:`;
    this.#token = token;
    addEventListener("online", () => this.send());
    addEventListener("storage", (event) => {
      if (!event.key || event.key.startsWith(this.#prefix)) this.#tell("changed");
    });
  }

  items() {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(this.#prefix))
      .sort()
      .map((name) => ({ ...JSON.parse(localStorage.getItem(name)), name }));
  }

  // item: {to, body, words, passage, quote}; body lacks only its key. Returns the key.
  add(item) {
    const key = newKey();
    const name = `${this.#prefix}${String(Date.now()).padStart(15, "0")}-${key}`;
    const body = { key, ...item.body };
    localStorage.setItem(name, JSON.stringify({ ...item, body }));
    this.#tell("changed");
    this.send();
    return key;
  }

  async send() {
    if (this.#sending) return;
    clearTimeout(this.#timer);
    this.#sending = true;
    try {
      // One after another: an undo must not overtake what it takes back.
      for (let next = this.items()[0]; next; next = this.items()[0]) {
        if (!(await this.#sendOne(next))) break;
      }
    } finally {
      this.#sending = false;
      this.#tell("changed");
    }
  }

  async #sendOne(item) {
    let response;
    try {
      response = await fetch(item.to, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Form-Token": this.#token },
        body: JSON.stringify(item.body),
        keepalive: true,
        redirect: "error",
      });
      if (response.status === 200) return this.#done(item, "saved", { answer: await response.json() });
      if (response.status === 422) {
        const { error, now } = await response.json();
        return this.#done(item, "refused", { message: error, now });
      }
    } catch {
      return this.#later("The server cannot be reached.");
    }
    if (response.status === 401 || response.status === 403) {
      return this.#later("You have to sign in again, or to open this page anew.");
    }
    return this.#later("The server cannot save just now.");
  }

  #done(item, event, detail) {
    localStorage.removeItem(item.name);
    this.trouble = "";
    this.#wait = FIRST_WAIT;
    this.#tell(event, { item, ...detail });
    return true;
  }

  #later(trouble) {
    this.trouble = trouble;
    this.#timer = setTimeout(() => this.send(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
    return false;
  }

  #tell(event, detail = {}) {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}
