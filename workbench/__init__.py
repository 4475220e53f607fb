"""A workbench for the annual reports on the disclosure of government information in China.

>>> import workbench as wb
>>> corpus = wb.open("data/corpus")            # doctest: +SKIP
>>> corpus.figures                             # doctest: +SKIP

Importing the package costs next to nothing: each public name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from workbench.analysis.building import build
    from workbench.analysis.series import series
    from workbench.analysis.words.trends import trend
    from workbench.corpus.files import parse_file as parse
    from workbench.corpus.open import Corpus
    from workbench.corpus.open import open_corpus as open
    from workbench.rendering.single import page

#: The public names: the module that holds each, and what it is called there.
_PUBLIC = {
    "Corpus": ("workbench.corpus.open", "Corpus"),
    "build": ("workbench.analysis.building", "build"),
    "open": ("workbench.corpus.open", "open_corpus"),
    "page": ("workbench.rendering.single", "page"),
    "parse": ("workbench.corpus.files", "parse_file"),
    "series": ("workbench.analysis.series", "series"),
    "trend": ("workbench.analysis.words.trends", "trend"),
}

__all__ = ["Corpus", "__version__", "build", "open", "page", "parse", "series", "trend"]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'workbench' has no attribute {name!r}")
    module, attribute = _PUBLIC[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
