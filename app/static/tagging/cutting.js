// Making a passage of what is selected, on the page's image or in its text.

const DOCUMENT = "[data-cut]";

// The words selected and the passage they begin in; lines of the image are parted by nothing.
export const selectedWords = () => {
  const root = document.querySelector(DOCUMENT);
  const selection = getSelection();
  if (!root || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const lines = [...root.querySelectorAll("[data-print] text")].filter((line) => range.intersectsNode(line));
  const words = lines.map((line) => {
    const all = line.textContent;
    const from = line.contains(range.startContainer) ? range.startOffset : 0;
    const to = line.contains(range.endContainer) ? range.endOffset : all.length;
    return all.slice(from, to);
  });
  const holder = range.startContainer.parentElement;
  const passage = lines[0]?.dataset.passage ?? holder?.closest("[data-passage]")?.dataset.passage;
  if (!passage || !root.contains(holder)) return null;
  const quote = (lines.length ? words.join(" ") : selection.toString()).replace(/\s+/g, " ").trim();
  return quote ? { quote, passage } : null;
};

export const makePassage = (token, form) => {
  const chosen = selectedWords();
  if (!chosen) return false;
  const fields = { token, form, quote: chosen.quote, near: parseInt(chosen.passage.split("-").pop(), 10) };
  const sent = Object.assign(document.createElement("form"), {
    method: "post",
    action: document.querySelector(DOCUMENT).dataset.cut,
    hidden: true,
  });
  for (const [name, value] of Object.entries(fields)) {
    sent.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(sent);
  sent.submit();
  return true;
};
