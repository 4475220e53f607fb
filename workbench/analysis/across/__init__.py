"""What only the corpus can tell: findings between reports, and the tables of shared passages.

The reports of one unit lie in one part of the corpus: what concerns its own years is worked
out part by part, and stands as it is while the part does. Copies are looked for everywhere.
"""

from workbench.analysis.across.making import between

__all__ = ["between"]
