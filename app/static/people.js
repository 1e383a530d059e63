// Warns before a session ends for lack of use, and lets people stay (WCAG 2.2.1).
(() => {
  const KEY = "sightline-used";
  const WARNING = 5 * 60 * 1000;
  const held = Number(document.body.dataset.session) * 1000;
  const warning = Math.min(WARNING, held / 2);
  let shown = null;

  // Every page of every tab counts as use, so that one tab does not warn while another is read.
  const used = () => localStorage.setItem(KEY, String(Date.now()));
  const left = () => Number(localStorage.getItem(KEY)) + held - Date.now();

  const element = (tag, words) => {
    const made = document.createElement(tag);
    made.textContent = words;
    return made;
  };

  const stay = async () => {
    const answer = await fetch("/account", { method: "HEAD", redirect: "manual" });
    if (answer.ok) {
      used();
      close();
    } else {
      tellEnded();
    }
  };

  const show = (...parts) => {
    shown?.remove();
    shown = document.createElement("div");
    shown.className = "session-note";
    shown.setAttribute("role", "alert");
    document.querySelector("main").prepend(shown);
    shown.append(...parts);
  };

  const close = () => {
    shown?.remove();
    shown = null;
    watch();
  };

  const tellEnding = () => {
    const minutes = Math.max(1, Math.round(left() / 60000));
    const button = element("button", "Stay signed in");
    button.type = "button";
    button.addEventListener("click", stay);
    const words = `You will be signed out in ${minutes} minute${minutes === 1 ? "" : "s"}, because nothing was done here for a while.`;
    show(element("p", words), button);
  };

  const tellEnded = () => {
    const link = element("a", "Sign in again");
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    const text = element("p", "You are signed out, because nothing was done here for a while. What you typed on this page is still here; copy it before you go on. ");
    text.append(link);
    show(text);
  };

  const watch = () => {
    const now = left();
    if (now <= 0) {
      tellEnded();
    } else if (now <= warning) {
      if (!shown) tellEnding();
      setTimeout(watch, now + 50);
    } else {
      if (shown) shown.remove();
      shown = null;
      setTimeout(watch, now - warning);
    }
  };

  used();
  watch();
})();
