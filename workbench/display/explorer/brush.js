// A strip over a chart's years: drag from one year to another, or use the arrow keys (with
// Shift to widen). Python gets the places of the first and last year; none is all of them.
// What Python sets is shown too: all charts over the same years show the same ones as brushed.
function part(className) {
  const made = document.createElement("div");
  made.className = className;
  return made;
}

function render({ model, el }) {
  const strip = part("wbx-brush");
  const [chosen, before, after] = ["wbx-brushed", "wbx-shade", "wbx-shade"].map(part);
  strip.tabIndex = 0;
  strip.setAttribute("role", "slider");
  strip.setAttribute("aria-label", model.get("label"));
  const named = part("wbx-named");
  chosen.append(named);
  strip.append(before, chosen, after);
  el.append(strip);
  const count = () => model.get("years").length;
  let [from, held] = [null, []];

  // The years outside are hatched, those inside framed and named: never told by hue alone.
  function draw() {
    const [first, last] = model.get("span").length ? model.get("span") : [0, -1];
    const years = model.get("years");
    const across = (place) => `${(100 * place) / count()}%`;
    for (const each of [chosen, before, after]) each.hidden = last < 0;
    chosen.style.left = before.style.width = across(first);
    chosen.style.width = across(Math.max(0, last + 1 - first));
    after.style.left = across(last + 1);
    const words = first === last ? `${years[first]}年` : `${years[first]}–${years[last]}年`;
    named.textContent = last < 0 ? "" : words;
    strip.setAttribute("aria-valuemin", "0");
    strip.setAttribute("aria-valuemax", String(count() - 1));
    strip.setAttribute("aria-valuenow", String(Math.max(0, last)));
    strip.setAttribute("aria-valuetext", last < 0 ? "全部年份" : words);
  }

  function choose(span, done) {
    model.set("span", span);
    draw();
    if (done) model.save_changes();
  }

  function at(event) {
    const box = strip.getBoundingClientRect();
    const place = Math.floor((count() * (event.clientX - box.left)) / box.width);
    return Math.min(count() - 1, Math.max(0, place));
  }

  const between = (event) => [Math.min(from, at(event)), Math.max(from, at(event))];
  strip.addEventListener("pointerdown", (event) => {
    from = at(event);
    held = model.get("span");
    strip.setPointerCapture(event.pointerId);
    choose([from, from], false);
  });
  strip.addEventListener("pointermove", (event) => from !== null && choose(between(event), false));
  strip.addEventListener("pointerup", (event) => {
    if (from === null) return;
    choose(between(event), true);
    from = null;
  });
  strip.addEventListener("pointercancel", () => {
    from = null;
    choose(held, false);
  });
  strip.addEventListener("keydown", (event) => {
    const [first, last] = model.get("span").length ? model.get("span") : [0, 0];
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") choose([], true);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const end = Math.min(count() - 1, Math.max(event.shiftKey ? first : 0, last + step));
    choose(event.shiftKey ? [first, end] : [end, end], true);
  });
  model.on("change:span", draw);
  model.on("change:years", draw);
  draw();
  return () => {
    model.off("change:span", draw);
    model.off("change:years", draw);
  };
}

export default { render };
