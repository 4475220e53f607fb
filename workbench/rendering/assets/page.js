"use strict";
(() => {
  const find = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));

  // A link into a closed part opens it; a button leads back to the number that was clicked.
  const show = () => {
    const target = location.hash.length > 1 ? find(location.hash) : null;
    if (!target) return;
    for (let part = target; part; part = part.parentElement) {
      if (part.localName === "details") part.open = true;
    }
    target.scrollIntoView({ block: "center" });
  };
  const back = document.createElement("button");
  back.type = "button";
  back.className = "wb-back";
  back.hidden = true;
  back.textContent = "↩ 回到刚才的位置";
  let origin = null;
  back.addEventListener("click", () => {
    back.hidden = true;
    for (let part = origin; part; part = part.parentElement) {
      if (part.localName === "details") part.open = true;
    }
    origin.scrollIntoView({ block: "center" });
    origin.focus({ preventScroll: true });
  });
  document.body.append(back);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("main a[href^='#']");
    if (!link || !find(link.hash)) return;
    origin = link;
    back.hidden = false;
    setTimeout(show);
  });
  addEventListener("hashchange", show);
  show();

  // On paper every part is open.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });

  // The charts. The loader refuses every address; expressions are interpreted, never compiled.
  const refuse = () => Promise.reject(new Error("no addresses"));
  const loader = {
    load: refuse, http: refuse, file: refuse,
    sanitize: (uri) => (/^#/.test(uri) ? Promise.resolve({ href: uri }) : refuse()),
  };
  const family = getComputedStyle(document.body).fontFamily;
  const options = {
    mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false, loader,
    tooltip: { disableDefaultStyle: true },
    config: { font: family, aria: false, customFormatTypes: false },
    formatLocale: { decimal: ".", thousands: ",", grouping: [3], currency: ["¥", ""] },
    timeFormatLocale: {
      dateTime: "%x %A %X", date: "%Y年%-m月%-d日", time: "%H:%M:%S", periods: ["上午", "下午"],
      days: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
      shortDays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
      months: ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月",
        "十一月", "十二月"],
      shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月",
        "12月"],
    },
  };
  const draw = () => {
    for (const place of document.querySelectorAll("[data-spec]")) {
      const failed = (error) => {
        const note = document.createElement("p");
        note.className = "wb-note";
        note.textContent = "此图未能画出，数字见下面的表格。";
        note.title = String(error);
        place.replaceChildren(note);
        place.dataset.state = "failed";
      };
      try {
        if (place.dataset.width) place.style.maxWidth = `${place.dataset.width}px`;
        const spec = JSON.parse(document.getElementById(place.dataset.spec).textContent);
        window.vegaEmbed(place, spec, options).then(() => { place.dataset.state = "drawn"; }, failed);
      } catch (error) {
        failed(error);
      }
    }
  };

  // What draws the charts stands compressed in the page; the policy knows its hash.
  const unpack = async (packed) => {
    const bytes = Uint8Array.from(atob(JSON.parse(packed.textContent)), (c) => c.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(plain).text();
    document.head.append(script);
  };
  const packed = document.getElementById("wb-packed");
  if (packed) unpack(packed).then(draw, draw);
  else draw();
})();
