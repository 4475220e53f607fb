"""How a page is visited: which browser, with which flags, and what is written down of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]
#: Resolves once every chart has been drawn or has failed.
SETTLED = "() => [...document.querySelectorAll('[data-spec]')].every((e) => e.dataset.state)"


@dataclass
class Visit:
    """An open page, and what it asked for, complained of and asked the reader."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def hear(self, message: Any) -> None:
        """Keep errors; Vega-Lite's warnings say only which of its defaults it takes."""
        if message.type == "error":
            self.complaints.append(message.text)

    def charts(self) -> list[dict[str, Any]]:
        """Each chart's state, the marks that were drawn, and the words that stand there."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """() => [...document.querySelectorAll('[data-spec]')].map((place) => ({
                state: place.dataset.state,
                marks: place.querySelectorAll('svg path, svg text, svg line').length,
                words: place.innerText + (place.querySelector('[title]')?.title ?? ''),
            }))"""
        )
        return found

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        pixels: int = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return pixels


#: Clicks every number and says which of them did not bring its sentence into the window.
FOLLOW = """async () => {
  const failed = [];
  const links = [...document.querySelectorAll("main a[href^='#']")];
  for (const link of links) {
    for (const part of document.querySelectorAll("details")) part.open = false;
    link.click();
    await new Promise((done) => setTimeout(done));
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const box = target?.getBoundingClientRect();
    const seen = box && box.height > 0 && box.top < innerHeight && box.bottom > 0;
    if (!seen || !target.innerText.trim() || !target.matches(":target")) failed.push(link.hash);
  }
  return [links.length, failed];
}"""
