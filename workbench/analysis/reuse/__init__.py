"""The copy map: which passage of a report stands in other reports too.

Passages are masked (names, years, digits, statutory text), near copies are found by MinHash
bands and verified, clusters and maximal runs are told with both places. Shared text may be a
template that a superior handed down: nothing here says who wrote it.
"""

from workbench.analysis.reuse.view import clusters_of

__all__ = ["clusters_of"]
