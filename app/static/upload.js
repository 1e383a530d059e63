// Adding papers by dropping them, one request a file, each with its own result. Without it
// the form sends them all at once.
"use strict";

(() => {
  const form = document.querySelector("form[data-begin]");
  if (!form) return;
  const chooser = form.querySelector("input[type=file]");
  const token = form.querySelector("[name=token]").value;
  const largest = Number(form.dataset.largest);
  const most = Number(form.dataset.most);
  const sending = document.querySelector(".sending");
  const told = sending.querySelector("[data-told]");
  const bar = sending.querySelector("progress");
  const list = sending.querySelector("[data-files]");
  const onward = sending.querySelector("[data-onward]");
  let busy = false;

  form.querySelector(".drop-here").hidden = false;

  const headers = { "X-Form-Token": token };
  const post = (address) => fetch(address, { method: "POST", headers, credentials: "same-origin" });

  const line = (name) => {
    const item = document.createElement("li");
    const [left, right] = [document.createElement("span"), document.createElement("span")];
    left.textContent = name;
    item.append(left, right);
    list.append(item);
    return (words, refused) => {
      right.textContent = words;
      right.className = refused ? "refused" : "";
    };
  };

  // fetch() tells nothing of how much is sent.
  const send = (file, address, step) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", `${address}?name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader("X-Form-Token", token);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("Accept", "application/json");
      request.upload.onprogress = (event) => step(event.loaded);
      request.onload = () => {
        let answer = {};
        try {
          answer = JSON.parse(request.responseText);
        } catch {
          // a page instead of an answer: its status says enough
        }
        if (request.status === 200) resolve(null);
        else resolve(answer.detail || `It was refused (${request.status}).`);
      };
      request.onerror = () => resolve("The connection was lost. Add it again.");
      request.send(file);
    });

  const why = (file, number) => {
    if (file.size > largest) return `Larger than ${Math.round(largest / 1e6)} MB: not sent.`;
    if (number >= most) return `${most} files are added at once: add this one afterwards.`;
    return null;
  };

  const add = async (files) => {
    if (busy || !files.length) return;
    busy = true;
    sending.hidden = false;
    onward.hidden = true;
    list.replaceChildren();
    bar.value = 0;
    told.textContent = `Sending ${files.length} ${files.length === 1 ? "file" : "files"}.`;
    const begun = await post(form.dataset.begin).catch(() => null);
    if (!begun || !begun.ok) {
      told.textContent = "Nothing was sent: reload this page, sign in if asked, and try again.";
      busy = false;
      return;
    }
    const batch = await begun.json();
    const all = files.reduce((sum, file) => sum + file.size, 0) || 1;
    let past = 0;
    let kept = 0;
    for (const [number, file] of files.entries()) {
      const say = line(file.name);
      say("on its way");
      const refusal =
        why(file, number) ||
        (await send(file, batch.file, (bytes) => (bar.value = (past + bytes) / all)));
      past += file.size;
      bar.value = past / all;
      if (!refusal) kept += 1;
      say(refusal || "arrived", Boolean(refusal));
    }
    busy = false;
    chooser.value = "";
    if (!kept) {
      told.textContent = "None of the files could be added.";
      return;
    }
    const asked = await post(batch.read).catch(() => null);
    told.textContent = `${kept} of ${files.length} arrived${asked && asked.ok ? " and are being read" : ""}.`;
    if (kept === files.length && asked && asked.ok) {
      location.href = batch.page;
      return;
    }
    onward.querySelector("a").href = batch.page;
    onward.hidden = false;
  };

  const inFolder = async (folder) => {
    const reader = folder.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) break; // it gives a hundred at a time
      for (const entry of some) found.push(...(await filesOf(entry)));
    }
    return found;
  };

  const filesOf = async (entry) => {
    if (entry.isDirectory) return inFolder(entry);
    return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  };

  const dropped = async (data) => {
    const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.length) return [...data.files];
    return (await Promise.all(entries.map(filesOf))).flat();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add([...chooser.files]);
  });
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("over");
  });
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    add(await dropped(event.dataTransfer));
  });
  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });
})();
