// Comfort while reading a document. Nothing depends on this file.
//   n, p   next and previous result; with Shift, of those found in this document
//   c      copy the passage, or what is selected, with its citation
//   , .    previous and next page
//   +, −   larger and smaller page
// The words of the page can be selected, and the list of results stays where it was.
"use strict";

(() => {
  const root = document.querySelector("[data-reading]");
  if (!root) return;
  root.classList.add("with-script");
  const all = (selector) => [...root.querySelectorAll(selector)];

  // The list of results, scrolled as it was left, the present one in view.
  const list = root.querySelector("[data-beside]");
  const LEFT = "sightline-beside";
  if (list) {
    // Beside the document it is always unfolded, and should say so.
    const wide = matchMedia("(min-width: 69rem)");
    const unfold = () => { list.querySelector("details").open = wide.matches; };
    wide.addEventListener("change", unfold);
    unfold();
    list.scrollTop = Number(sessionStorage.getItem(LEFT) || 0);
    const here = list.querySelector("[aria-current]")?.closest("li");
    if (here) {
      const top = here.offsetTop, bottom = top + here.offsetHeight;
      if (top < list.scrollTop || bottom > list.scrollTop + list.clientHeight) {
        list.scrollTop = top - list.clientHeight / 3;
      }
    }
    addEventListener("pagehide", () => sessionStorage.setItem(LEFT, String(list.scrollTop)));
  }

  // The page's size. It stays from page to page, and the image is as fine as the screen can show.
  const sheet = root.querySelector(".sheet");
  const image = sheet?.querySelector("img");
  const zooms = all("[data-zoom]");
  const SIZE = "sightline-zoom";
  const refine = () => { image.sizes = `${Math.ceil(sheet.getBoundingClientRect().width)}px`; };
  const present = () => zooms.findIndex((link) => link.hasAttribute("aria-current"));
  const zoom = (number) => {
    const at = Math.min(Math.max(number, 0), zooms.length - 1);
    zooms.forEach((link, n) => {
      sheet.classList.toggle(`zoom-${link.dataset.zoom}`, n === at);
      if (n === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    sessionStorage.setItem(SIZE, zooms[at].dataset.zoom);
    refine();
    document.getElementById("here")?.scrollIntoView({ block: "center", inline: "start" });
  };
  if (sheet) {
    zooms.forEach((link, n) => link.addEventListener("click", (event) => {
      event.preventDefault();
      zoom(n);
    }));
    const kept = zooms.findIndex((link) => link.dataset.zoom === sessionStorage.getItem(SIZE));
    if (kept > 0 && kept !== present() && !/[?&]zoom=/.test(location.search)) zoom(kept);
    else refine();
    addEventListener("resize", refine);
  }

  // Words on the page: a click chooses their passage, unless something is selected.
  const print = root.querySelector("[data-print]");
  const boxOf = (text) => root.querySelector(`[data-box="${text.dataset.passage}"]`);
  if (print) {
    print.addEventListener("click", (event) => {
      if (!getSelection().isCollapsed) return;
      const box = boxOf(event.target);
      if (box) location.assign(box.href.baseVal ?? box.getAttribute("href"));
    });
    for (const [kind, over] of [["pointerover", true], ["pointerout", false]]) {
      print.addEventListener(kind, (event) => {
        if (event.target.dataset.passage) boxOf(event.target)?.classList.toggle("is-over", over);
      });
    }
  }

  // What is selected on the page, line by line: an SVG parts its lines by nothing.
  const selected = () => {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const holder = range.commonAncestorContainer;
    const within = (holder.nodeType === 1 ? holder : holder.parentElement);
    if (!root.contains(within)) return null;
    const lines = [];
    let from = null;
    for (const line of print ? print.querySelectorAll("text") : []) {
      if (!range.intersectsNode(line)) continue;
      const words = line.textContent;
      const first = range.startContainer.parentElement === line ? range.startOffset : 0;
      const last = range.endContainer.parentElement === line ? range.endOffset : words.length;
      if (first >= last) continue;
      lines.push(words.slice(first, last).trim());
      from ??= line.dataset.passage;
    }
    if (lines.length) return { words: lines.join(" "), passage: from };
    const card = within.closest("[data-cite]");
    return { words: selection.toString().replace(/\s+/g, " ").trim(), passage: card?.dataset.passage };
  };
  document.addEventListener("copy", (event) => {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!print || !range || !range.intersectsNode(print)) return;
    const words = selected();
    if (!words || !root.querySelector(".sheet").contains(range.startContainer)) return;
    event.clipboardData.setData("text/plain", words.words);
    event.preventDefault();
  });

  // A passage with its citation.
  const said = document.querySelector("[data-said]");
  const put = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      // Without HTTPS a browser has no clipboard for scripts, but still the old command.
      const box = document.createElement("textarea");
      box.value = words;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  };
  const cards = () => all("[data-cite]");
  const copy = async (card, words) => {
    if (!card) return;
    const text = words || card.querySelector(".text").textContent.trim();
    await put(`“${text}”\n${card.dataset.cite}\n${card.dataset.link}`);
    said.textContent = "";
    said.textContent = "Copied with its citation.";
    const button = card.querySelector("[data-copy]");
    if (!button) return;
    button.firstChild.data = "Copied";
    setTimeout(() => { button.firstChild.data = "Copy with citation"; }, 2000);
  };
  const copyHere = () => {
    const chosen = selected();
    const known = (id) => cards().find((card) => card.dataset.passage === id);
    const focused = document.activeElement.closest?.("[data-cite]");
    const card = (chosen && known(chosen.passage)) || focused || root.querySelector(".picked[data-cite]");
    copy(card, chosen?.words);
  };
  for (const button of all("[data-copy]")) {
    button.closest(".copy").hidden = false;
    button.addEventListener("click", () => copy(button.closest("[data-cite]")));
  }

  // Keys. They can be turned off on the help page.
  const isTyping = (target) =>
    target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") root.classList.add("tips-away");
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || localStorage.getItem("sightline-keys-off") === "1") return;
    if (/^[nNpP,.]$/.test(event.key)) root.querySelector(`[data-key="${event.key}"]`)?.click();
    else if (event.key === "c") copyHere();
    else if (sheet && event.key === "+") zoom(present() + 1);
    else if (sheet && (event.key === "-" || event.key === "−")) zoom(present() - 1);
  });
  for (const kind of ["pointerover", "focusin"]) {
    root.addEventListener(kind, (event) => {
      if (event.target.closest?.(".label")) root.classList.remove("tips-away");
    });
  }
})();
