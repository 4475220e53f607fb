// A bar for each class, as long as its count; each is a button, and Python is told which was
// pressed. What is the place's own is the filled part of a bar, and said in words beside it.
function cell(className, words) {
  const made = document.createElement("span");
  made.className = className;
  if (words) made.textContent = words;
  return made;
}

function bar(model, row, most, place) {
  const button = document.createElement("button");
  const track = cell("wbx-track");
  const whole = cell("wbx-length");
  const own = cell("wbx-length wbx-ours");
  button.type = "button";
  button.className = "wbx-bar";
  button.title = model.get("about");
  whole.style.width = `${(100 * row.count) / most}%`;
  own.style.width = `${(100 * row.own) / most}%`;
  track.setAttribute("aria-hidden", "true");
  track.append(whole, own);
  button.append(cell("wbx-class", row.name), track, cell("wbx-count", row.told));
  button.addEventListener("click", () => model.send({ bar: place }));
  return button;
}

function render({ model, el }) {
  const list = document.createElement("div");
  list.className = "wbx-bars";
  list.setAttribute("role", "group");
  list.setAttribute("lang", "zh-CN");
  el.append(list);
  function draw() {
    const held = [...list.children].indexOf(document.activeElement);
    const rows = model.get("rows");
    const most = Math.max(1, ...rows.map((row) => row.count));
    list.setAttribute("aria-label", model.get("label"));
    list.replaceChildren(...rows.map((row, place) => bar(model, row, most, place)));
    if (held >= 0) list.children[Math.min(held, rows.length - 1)]?.focus();
  }
  model.on("change:rows change:label", draw);
  draw();
  return () => model.off("change:rows change:label", draw);
}

export default { render };
