"use strict";
(() => {
  const provinces = [...document.querySelectorAll(".wb-province")];
  if (!provinces.length) return;
  const box = document.createElement("p");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("span");
  box.className = "wb-filter";
  label.htmlFor = input.id = "wb-filter";
  label.textContent = "按县名、地市或代码筛选";
  input.type = "search";
  input.autocomplete = "off";
  count.setAttribute("role", "status");
  box.append(label, input, count);
  provinces[0].before(box);
  input.addEventListener("input", () => {
    const words = input.value.trim();
    let found = 0;
    for (const province of provinces) {
      const whole = province.querySelector("h2").textContent.includes(words);
      let here = 0;
      for (const row of province.querySelectorAll("tbody tr")) {
        row.hidden = !whole && !row.textContent.includes(words);
        here += !row.hidden;
      }
      province.hidden = !here;
      found += here;
    }
    count.textContent = words ? `找到 ${found} 个` : "";
  });
})();
