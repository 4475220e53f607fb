// Puts lines of code into a new cell below the one in which this widget stands. Where
// JupyterLab does not show itself to the page (another front end, or a start of one's own), they
// stand in a box to be copied instead. Python is told which of the two it was.
function notebookOf(el) {
  const app = window.jupyterapp;
  if (!app) return null;
  const panels = [...app.shell.widgets("main")];
  return panels.find((panel) => panel.node.contains(el) && panel.content?.model?.sharedModel)?.content;
}

function insert(el, source) {
  const notebook = notebookOf(el);
  if (!notebook || notebook.model.readOnly) return false;
  const here = notebook.widgets.findIndex((cell) => cell.node.contains(el));
  if (here < 0) return false;
  const cell = { cell_type: "code", source, metadata: { trusted: true } };
  notebook.model.sharedModel.insertCell(here + 1, cell);
  notebook.activeCellIndex = here + 1;
  notebook.deselectAll();
  notebook.activate();
  notebook.scrollToItem(here + 1).catch(() => {});
  return true;
}

async function copy(box) {
  try {
    await navigator.clipboard.writeText(box.value);
  } catch {
    box.select();
    document.execCommand("copy");
  }
}

function render({ model, el }) {
  const [box, button] = [document.createElement("textarea"), document.createElement("button")];
  box.readOnly = true;
  box.rows = 6;
  box.className = "wbx-code";
  box.setAttribute("aria-label", "得到当前表格的代码");
  button.type = "button";
  button.className = "jupyter-button wbx-copy";
  button.textContent = "复制代码";
  button.addEventListener("click", async () => {
    await copy(box);
    model.send({ copied: true });
  });
  el.append(box, button);
  function draw() {
    box.value = model.get("source");
    for (const part of [box, button]) part.hidden = !box.value;
  }
  // Shown twice, the widget is asked twice: one new cell is enough.
  const asked = (message) => {
    if (message.taken) return;
    message.taken = insert(el, message.insert);
    model.send({ inserted: message.taken });
  };
  model.on("change:source", draw);
  model.on("msg:custom", asked);
  draw();
  return () => {
    model.off("change:source", draw);
    model.off("msg:custom", asked);
  };
}

export default { render };
