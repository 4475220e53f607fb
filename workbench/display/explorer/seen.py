"""The views looked at last, so that going back to one of them reads nothing."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from workbench.analysis.tables import Tables
from workbench.display.explorer.views import Asked, Views

#: So many are kept, whatever their words are; each holds the tables that it shows.
MOST = 4
#: What does not depend on the indicator.
_COMMON = frozenset(("around", "fictional", "_reported", "reports", "_base", "types"))


class Seen:
    """The views of one corpus, by what was asked for."""

    def __init__(self, corpus: Tables) -> None:
        self._corpus = corpus
        self._held: OrderedDict[Asked, Views] = OrderedDict()

    def views(self, asked: Asked) -> Views:
        """The view of what is asked for, its words counted as they are asked for now."""
        key = replace(asked, terms=(), copies="")
        made = self._held.get(key)
        made = made.with_terms(asked.terms, asked.copies) if made else self._fresh(key, asked)
        self._held[key] = made
        self._held.move_to_end(key)
        while len(self._held) > MOST:
            self._held.popitem(last=False)
        return made

    def _fresh(self, key: Asked, asked: Asked) -> Views:
        """A view that shares what it can with one of another indicator."""
        made = Views(self._corpus, asked)
        for known, other in self._held.items():
            if replace(known, indicator=key.indicator) == key:
                shared = {name: value for name, value in vars(other).items() if name in _COMMON}
                vars(made).update(shared)
        return made
