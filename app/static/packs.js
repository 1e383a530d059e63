// Adding to a pack without leaving the page; without this script the form leads to the pack.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form.to-pack")) return;
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  let told = "It could not be added. Try again.";
  let answer = null;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new FormData(form),
    });
    answer = await response.json();
    told = response.ok ? `${answer.words} ` : answer.detail || told;
  } catch {
    answer = null;
  }
  button.disabled = false;
  let said = form.querySelector("[role=status]");
  if (!said) {
    said = document.createElement("span");
    said.setAttribute("role", "status");
    form.append(said);
  }
  said.textContent = told;
  if (answer && answer.address) {
    const link = document.createElement("a");
    link.href = answer.address;
    link.textContent = answer.pack;
    said.append(link);
  }
});
