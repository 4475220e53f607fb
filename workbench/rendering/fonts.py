"""Which font of this machine has Chinese characters: pictures of charts need one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

#: Families that charts look best in, the first that is there; the others serve as well.
_BEST = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Noto Serif CJK SC", "SimSun",
)  # fmt: skip
#: What the files of such families are called, for machines without fontconfig.
_FILES = {
    "notosanscjk": "Noto Sans CJK SC",
    "notoserifcjk": "Noto Serif CJK SC",
    "sourcehansans": "Source Han Sans SC",
    "pingfang": "PingFang SC",
    "msyh": "Microsoft YaHei",
    "wqy-microhei": "WenQuanYi Micro Hei",
    "wqy-zenhei": "WenQuanYi Zen Hei",
    "simhei": "SimHei",
    "simsun": "SimSun",
}
FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts",
    "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip
REMEDY = "install one (Debian: fonts-noto-cjk)"


def chinese_font() -> str | None:
    """The family that pictures are drawn in; None where no font has Chinese characters."""
    families = _by_fontconfig() if shutil.which("fc-list") else _by_files()
    best = [family for family in _BEST if family in families]
    return next(iter(best or sorted(families)), None)


def _by_fontconfig() -> set[str]:
    done = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"],
        capture_output=True, text=True, encoding="utf-8", timeout=30, check=False,
    )  # fmt: skip
    return {name.strip() for line in done.stdout.splitlines() for name in line.split(",")} - {""}


def _by_files() -> set[str]:
    files = (
        path.name.lower()
        for folder in FOLDERS
        for path in Path(folder).expanduser().rglob("*.[ot]t[fc]")
    )
    return {family for file in files for word, family in _FILES.items() if file.startswith(word)}
