// A strip over a chart's years: drag from one year to another, or use the arrow keys (with
// Shift to widen). Python gets the places of the first and last year; none is all of them.
function render({ model, el }) {
  const strip = document.createElement("div");
  const chosen = document.createElement("div");
  strip.className = "wbx-brush";
  chosen.className = "wbx-brushed";
  strip.tabIndex = 0;
  strip.setAttribute("role", "slider");
  strip.setAttribute("aria-label", model.get("label"));
  strip.append(chosen);
  el.append(strip);
  const count = () => model.get("years").length;
  let from = null;

  function draw() {
    const [first, last] = model.get("span").length ? model.get("span") : [0, -1];
    const years = model.get("years");
    chosen.hidden = last < 0;
    chosen.style.left = `${(100 * first) / count()}%`;
    chosen.style.width = `${(100 * Math.max(0, last + 1 - first)) / count()}%`;
    strip.setAttribute("aria-valuemin", "0");
    strip.setAttribute("aria-valuemax", String(count() - 1));
    strip.setAttribute("aria-valuenow", String(Math.max(0, first)));
    strip.setAttribute("aria-valuetext", last < 0 ? "全部年份" : `${years[first]}–${years[last]}年`);
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
    strip.setPointerCapture(event.pointerId);
    choose([from, from], false);
  });
  strip.addEventListener("pointermove", (event) => from !== null && choose(between(event), false));
  strip.addEventListener("pointerup", (event) => {
    if (from === null) return;
    choose(between(event), true);
    from = null;
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
