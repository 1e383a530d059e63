// Deciding labels with single keys, a palette, undo, and a queue for what is not saved yet.
// How a page has it: templates/tagging/_tag.html. Without this file the forms work by themselves.

import { Bar } from "./bar.js";
import { makePassage, selectedWords } from "./cutting.js";
import { KEYS, showKeys } from "./keys.js";
import { Palette } from "./palette.js";
import { newKey, Queue } from "./queue.js";

const SCOPE = "[data-hit], .passage, [data-tagging]";
const OFF = "sightline-keys-off";
const NOTE = "note:set:";

const { person, token, words: wordsAt } = document.getElementById("tagging").dataset;
const queue = new Queue(person, token);
const palette = new Palette();

// The passage at hand ---------------------------------------------------------------------

const scopes = () => [...document.querySelectorAll(SCOPE)].filter((one) => one.querySelector("[data-tag]"));
const scopeOf = (element) => {
  const scope = element?.closest?.(SCOPE);
  return scope?.querySelector("[data-tag]") ? scope : null;
};

const here = () => {
  const scope = scopeOf(document.activeElement);
  if (scope || document.activeElement !== document.body) return scope;
  const all = scopes();
  return all.length === 1 ? all[0] : (all.find((one) => one.classList.contains("picked")) ?? null);
};

const tagOf = (scope) => scope.querySelector("[data-tag]");
const panelOf = (scope) => scope.querySelector("[data-panel]");
const quoteOf = (scope) => (scope.querySelector(".text, .snippet")?.textContent ?? "").trim().slice(0, 60);

// A folded panel is fetched when its passage gets the focus, so that keys find it.
const loading = new WeakMap();
const ensure = (scope) => {
  if (panelOf(scope)) return Promise.resolve(panelOf(scope));
  if (!loading.has(scope)) {
    loading.set(scope, load(scope).catch(() => null).finally(() => loading.delete(scope)));
  }
  return loading.get(scope);
};

const load = async (scope) => {
  const tag = tagOf(scope);
  const response = await fetch(tag.dataset.from, { headers: { "X-Form-Token": token } });
  if (!response.ok) return null;
  place(tag, await response.text());
  return panelOf(scope);
};

const place = (tag, html) => {
  tag.querySelector(".tag-away")?.remove();
  tag.querySelector("[data-panel]")?.remove();
  tag.insertAdjacentHTML("beforeend", html);
  showWaiting();
};

// Deciding --------------------------------------------------------------------------------

const history = {
  name: `sightline-done:${person}`,
  read: () => JSON.parse(sessionStorage.getItem(history.name) ?? '{"done": [], "undone": []}'),
  write: (kept) => {
    sessionStorage.setItem(history.name, JSON.stringify(kept));
    bar.turns(kept);
  },
};

const decide = (scope, say, words) => {
  const tag = tagOf(scope);
  const passage = tag.dataset.tag;
  const body = { passage, words: tag.dataset.seen, say };
  const item = { to: tag.dataset.to, body, words, passage, quote: quoteOf(scope) };
  const key = queue.add(item);
  const { done } = history.read();
  history.write({ done: [...done.slice(-199), { ...item, key }], undone: [] });
  scope.dispatchEvent(new CustomEvent("tagging:queued", { bubbles: true, detail: item }));
};

// Take back the last gesture, or the last taking back: one is the mirror of the other.
const turn = (from, to, verb) => {
  const kept = history.read();
  const last = kept[from].pop();
  if (!last) return announce(from === "done" ? "There is nothing to undo." : "There is nothing to redo.");
  const words = `${verb}: ${last.words}`;
  const key = queue.add({ ...last, body: { undo: last.key }, words });
  kept[to].push({ ...last, key });
  history.write(kept);
};

const undo = () => turn("done", "undone", "Undone");
const redo = () => turn("undone", "done", "Redone");

const press = (scope, button) => {
  const form = button.closest("form");
  const say = button.value;
  if (say.startsWith("undo:")) {
    const item = { to: tagOf(scope).dataset.to, passage: tagOf(scope).dataset.tag, quote: quoteOf(scope) };
    queue.add({ ...item, body: { undo: say.slice(5) }, words: button.dataset.words });
  } else if (say === "theme:yes:") {
    addTyped(scope, form.elements.theme);
  } else if (say === NOTE) {
    const note = form.elements.note;
    if (note.value.trim()) decide(scope, [say + note.value], "Note");
  } else {
    decide(scope, say.split(" "), button.dataset.words);
  }
};

const addTyped = async (scope, input) => {
  const typed = input.value.trim().toLowerCase();
  const theme = (await themes()).find((one) => one.label.toLowerCase() === typed || one.id === typed);
  if (!theme) return choose(scope, "theme");
  decide(scope, [`theme:yes:${theme.id}`], `Theme: ${theme.label}`);
};

let known;
const themes = () => {
  known ??= fetch(wordsAt, { headers: { "X-Form-Token": token } })
    .then((response) => (response.ok ? response.json() : Promise.reject(response)))
    .then(({ themes: all }) => (listThemes(all), all))
    .catch(() => ((known = undefined), []));
  return known;
};

const listThemes = (all) => {
  if (document.getElementById("theme-list")) return;
  const list = Object.assign(document.createElement("datalist"), { id: "theme-list" });
  list.append(...all.map(({ label }) => Object.assign(document.createElement("option"), { value: label })));
  document.body.append(list);
};

const cut = () => {
  if (!makePassage(token, newKey())) announce("Select some words of the document first.");
};

// Choosing from a list --------------------------------------------------------------------

const TITLES = {
  all: "What to do with this passage",
  theme: "Add a theme",
  reject: "Reject a theme",
  stance: "What it says",
  areas: "Inspection area",
  speaker: "Who speaks",
};

const offered = (scope, kind) => {
  const buttons = [...panelOf(scope).querySelectorAll("button[name=say][data-words]")];
  const starts = { all: "", reject: "theme:no:" }[kind] ?? `${kind}:`;
  return buttons
    .filter((button) => button.value.startsWith(starts) && !button.value.startsWith("undo:"))
    .filter((button) => kind !== "reject" || button.closest(".holds"))
    .map((button) => ({
      label: kind === "all" ? button.dataset.words : button.dataset.words.replace(/^[^:]*: /, ""),
      also: [],
      run: () => press(scope, button),
    }));
};

const addable = async (scope, kind) => {
  const held = [...panelOf(scope).querySelectorAll(".holds button[value^='theme:yes:']")];
  const there = new Set(held.map((button) => button.value.slice("theme:yes:".length)));
  return (await themes())
    .filter((theme) => !there.has(theme.id))
    .map((theme) => ({
      label: kind === "all" ? `Theme: ${theme.label}` : theme.label,
      also: theme.terms,
      run: () => decide(scope, [`theme:yes:${theme.id}`], `Theme: ${theme.label}`),
    }));
};

const choose = async (scope, kind) => {
  if (!(await ensure(scope))) return announce("The labels of this passage cannot be loaded just now.");
  const commands = kind === "theme" ? [] : offered(scope, kind);
  if (kind === "reject" && commands.length === 1) return commands[0].run();
  if (kind === "theme" || kind === "all") commands.push(...(await addable(scope, kind)));
  if (kind === "all") commands.push(...general(scope));
  if (!commands.length) return announce("There is nothing to choose from.");
  palette.open(`${TITLES[kind]}: ${quoteOf(scope)}`, commands);
};

const general = (scope) => [
  { label: "Write a note", also: [], run: () => act.note(scope) },
  { label: "Undo", also: ["take back"], run: undo },
  { label: "Redo", also: [], run: redo },
  { label: "All keys", also: ["help"], run: showKeys },
];

// Keys ------------------------------------------------------------------------------------

const inPanel = (find) => async (scope) => {
  const panel = await ensure(scope);
  if (!panel) return announce("The labels of this passage cannot be loaded just now.");
  const button = find(panel);
  if (button) press(scope, button);
  else announce("There is nothing to decide.");
};

const act = {
  confirm: inPanel((panel) => panel.querySelector(".tag-main")),
  mixed: inPanel((panel) => panel.querySelector("[value^='mixed:'][aria-pressed=false]")),
  stance: (number) => inPanel((panel) => panel.querySelectorAll("[value^='stance:']")[number - 1]),
  choose: (kind) => (scope) => choose(scope, kind),
  note: async (scope) => {
    if (!(await ensure(scope))) return;
    unfold(scope, true);
    panelOf(scope).elements.note.focus();
  },
  fold: async (scope) => (await ensure(scope), unfold(scope, !tagOf(scope).open)),
};

const unfold = (scope, open) => {
  const tag = tagOf(scope);
  if (tag.tagName !== "DETAILS") return;
  tag.open = open;
  if (open) panelOf(scope)?.scrollIntoView({ block: "nearest" });
};

// On a page of results j and k are looked after by sightline.js.
const step = (by) => {
  const all = scopes();
  if (document.querySelector("[data-hit]") || all.length < 2) return;
  const at = all.indexOf(here());
  const next = all[Math.max(0, Math.min(at < 0 ? 0 : at + by, all.length - 1))];
  (next.querySelector("[data-tag] summary") ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
};

const isTyping = (target) =>
  target.isContentEditable || /^(textarea|select)$/i.test(target.tagName) ||
  (target.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(target.type));

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const scope = here();
    if (!scope) return;
    event.preventDefault();
    choose(scope, "all");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (localStorage.getItem(OFF) === "1") return;
  const command = KEYS.find((one) => one.keys.includes(event.key));
  if (!command) return;
  const everywhere = { cut, undo, redo, keys: showKeys, next: () => step(1), before: () => step(-1) };
  if (everywhere[command.does]) {
    event.preventDefault();
    everywhere[command.does]();
    return;
  }
  const scope = here();
  if (!scope) return;
  event.preventDefault();
  const [does, what] = command.does.split(" ");
  if (does === "stance") act.stance(Number(event.key))(scope);
  else if (does === "choose") act.choose(what)(scope);
  else act[does](scope);
});

// What the page shows ---------------------------------------------------------------------

const bar = new Bar({ cut, undo, redo, keys: showKeys, send: () => queue.send() });
const announce = (text) => bar.say(text);

const counted = (number) => `${number} ${number === 1 ? "decision" : "decisions"} not yet saved.`;

function showWaiting() {
  const items = queue.items();
  const stuck = items.length > 0 && queue.trouble;
  bar.warn(stuck ? `${counted(items.length)} ${queue.trouble} All is kept here and sent again.` : "");
  for (const spot of document.querySelectorAll("[data-waits]")) {
    const passage = spot.closest("[data-tag]").dataset.tag;
    const waits = items.filter((item) => item.passage === passage).map((item) => item.words);
    spot.textContent = waits.length ? `Not yet saved: ${waits.join("; ")}` : "";
  }
}

const showSaved = (passage, { panel, labels }) => {
  const tag = document.querySelector(`[data-tag="${CSS.escape(passage)}"]`);
  const scope = scopeOf(tag);
  if (!scope) return;
  const focused = tag.contains(document.activeElement) ? document.activeElement : null;
  const id = focused?.id;
  const inside = focused && panelOf(scope)?.contains(focused);
  place(tag, panel);
  const old = scope.querySelector("ul.labels");
  if (old) {
    const fresh = document.createElement("template");
    fresh.innerHTML = labels;
    const kind = old.classList.contains("told") ? "ul.labels.told" : "ul.labels:not(.told)";
    const now = fresh.content.querySelector(kind);
    if (now) old.replaceWith(now);
  }
  if (inside) (document.getElementById(id) ?? tag.querySelector("summary, button.tag-main, button"))?.focus({ preventScroll: true });
};

queue.addEventListener("saved", ({ detail: { item, answer } }) => {
  announce(`Saved. ${item.words}`);
  for (const [passage, shown] of Object.entries(answer.passages ?? {})) showSaved(passage, shown);
  const tag = document.querySelector(`[data-tag="${CSS.escape(item.passage)}"]`);
  const event = new CustomEvent("tagging:saved", { bubbles: true, detail: { item, answer } });
  (scopeOf(tag) ?? document).dispatchEvent(event);
});
queue.addEventListener("refused", ({ detail: { item, message, now } }) => {
  const note = item.body.say?.find((one) => one.startsWith(NOTE));
  const words = note ? `Note: ${note.slice(NOTE.length)}` : item.words;
  bar.refuse(`Not saved: ${words}, of “${item.quote}”. ${message}`, now);
});
queue.addEventListener("changed", showWaiting);

document.addEventListener("selectionchange", () => {
  bar.offerCut(Boolean(selectedWords()));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-panel] button[name=say]");
  const scope = scopeOf(button);
  if (!scope) return;
  event.preventDefault();
  press(scope, button);
});
document.addEventListener("focusin", (event) => {
  const scope = scopeOf(event.target);
  if (scope) ensure(scope);
});
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details[data-tag]") && event.target.open) {
    const scope = scopeOf(event.target);
    if (scope) ensure(scope).then(themes);
    bar.begin();
  }
}, true);
addEventListener("beforeunload", (event) => {
  if (queue.trouble && queue.items().length) event.preventDefault();
});

if (document.querySelector("[data-tagging]")) bar.begin();
bar.turns(history.read());
showWaiting();
queue.send();
