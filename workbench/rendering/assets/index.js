"use strict";
// The filters of the index. Without them every county is there; they only hide.
(() => {
  const sections = [...document.querySelectorAll(".wb-province")];
  if (!sections.length) return;
  const provinces = sections.map((section) => ({
    section,
    name: section.querySelector("h2").textContent,
    rows: [...section.querySelectorAll("tbody tr")].map((row) => ({
      row,
      words: row.cells[0].textContent + row.cells[1].textContent,
      differs: row.querySelector("em") !== null,
    })),
  }));
  const box = document.createElement("div");
  box.className = "wb-filter";
  box.setAttribute("role", "search");
  const field = (id, words, type) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    label.htmlFor = input.id = id;
    label.textContent = words;
    input.type = type;
    input.autocomplete = "off";
    input.addEventListener("input", filter);
    const both = document.createElement("span");
    both.append(...(type === "checkbox" ? [input, label] : [label, input]));
    box.append(both);
    return input;
  };
  const count = document.createElement("span");
  count.className = "wb-found";
  count.setAttribute("role", "status");
  const province = field("wb-filter-province", "按省份筛选", "search");
  const list = document.createElement("datalist");
  list.id = "wb-provinces";
  for (const { name } of provinces) list.append(new Option(name));
  province.setAttribute("list", list.id);
  const county = field("wb-filter", "按县（市、区）名、地市或代码筛选", "search");
  const differs = field("wb-filter-differs", "只列核对出不一致的", "checkbox");
  box.append(count, list);
  sections[0].before(box);

  function filter() {
    const where = province.value.trim();
    const words = county.value.trim();
    let found = 0;
    for (const { section, name, rows } of provinces) {
      const inside = name.includes(where);
      const whole = words !== "" && name.includes(words);
      let here = 0;
      for (const one of rows) {
        const shown = inside && (whole || one.words.includes(words)) &&
          (one.differs || !differs.checked);
        if (one.row.hidden === shown) one.row.hidden = !shown;
        here += shown;
      }
      section.hidden = !here && Boolean(where || words || differs.checked);
      found += here;
    }
    count.textContent = where || words || differs.checked ? `找到 ${found} 个` : "";
  }
})();
