"""The explorer of JupyterLab: places, series, peers, words, and the sentences behind them.

>>> from workbench.display.explorer import Explorer
>>> Explorer(wb.open())                                                     # doctest: +SKIP
"""

from workbench.display.explorer.explorer import Explorer

__all__ = ["Explorer"]
