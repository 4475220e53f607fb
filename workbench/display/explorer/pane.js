// Shows markup that Python made and escaped. A link in it is told to Python, never followed;
// a file that Python sends is handed to the browser to be kept or opened.
function show(model, box) {
  box.setAttribute("aria-label", model.get("label"));
  box.innerHTML = model.get("html");
  const target = box.querySelector(".wbx-target");
  const fold = target && target.closest("details");
  if (fold) fold.open = true;
  const above = target ? target.getBoundingClientRect().top - box.getBoundingClientRect().top : 0;
  box.scrollTop = target ? box.scrollTop + above - box.clientHeight / 3 : 0;
}

// What was asked for comes into sight: first in its pane, then the pane itself in the notebook,
// by no more than is needed. Who asked with the keyboard goes on reading there.
function sight(box) {
  const target = box.querySelector(".wbx-target") || box;
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (document.activeElement?.matches(":focus-visible")) box.focus({ preventScroll: true });
}

function receive(message, buffers, box) {
  const blob = new Blob(buffers, { type: message.type });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  if (message.save) {
    link.download = message.save;
    link.click();
    return;
  }
  link.target = "_blank";
  link.rel = "noopener";
  link.className = "wbx-visit";
  link.textContent = message.visit;
  box.append(link);
  window.open(link.href, "_blank", "noopener");
}

function render({ model, el }) {
  const box = document.createElement("div");
  box.className = "wbx-pane";
  box.setAttribute("role", model.get("role"));
  if (model.get("role") === "region") box.tabIndex = 0;
  box.setAttribute("lang", "zh-CN");
  box.style.maxHeight = model.get("height");
  el.append(box);
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    model.send({ open: link.getAttribute("href").slice(1) });
  });
  const shown = () => show(model, box);
  const received = (message, buffers) => {
    if (!message.sight) return receive(message, buffers, box);
    shown();
    requestAnimationFrame(() => sight(box));
  };
  model.on("change:html", shown);
  model.on("msg:custom", received);
  shown();
  requestAnimationFrame(shown);
  return () => {
    model.off("change:html", shown);
    model.off("msg:custom", received);
  };
}

export default { render };
