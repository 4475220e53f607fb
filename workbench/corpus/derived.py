"""The tables of what lies between reports: passages, where else they stand, shared runs.

They are made of the other tables when a corpus is built, and hold nothing that is not there.
"""

from __future__ import annotations

from workbench.corpus.columns import (
    ITEM_KEY,
    OF_ITEM,
    SPAN,
    Column,
    Table,
    Type,
    flag,
    integer,
    text,
    texts,
)

_ROLE = text("role", "what the passage is about: problems, plan or other")
_CHARACTERS = integer("characters", "its length as it is compared: names and numbers count once")

PASSAGES = Table(
    "passages",
    "The sentences that are compared between reports: problems, plans and other matters.",
    ITEM_KEY,
    4_000,
    (
        *OF_ITEM,
        _ROLE,
        integer("stretch", "which stretch of consecutive passages it belongs to, from 1"),
        flag("stock", "a line that the form or the Regulation asks for, and nobody's own"),
        text("key", "the passage as it is compared: names, digits, statutory text masked"),
        Column("marks", Type.INTEGERS, "pairs (place in key, place in text) that lead back"),
        *SPAN,
    ),
)

COPIES = Table(
    "copies",
    "The passages that stand in other reports too; n is the passage's.",
    ITEM_KEY,
    4_000,
    (
        *OF_ITEM,
        _ROLE,
        text("cluster", "the near copies to which it belongs, by the hash of their centre"),
        text("block", "clusters that go together, as the sentences of one paragraph do"),
        texts("found", "where else: own_earlier, same_county, same_prefecture, elsewhere, "
              "template, common"),
        flag("first", "the earliest published member of its cluster"),
        _CHARACTERS,
        *SPAN,
    ),
)  # fmt: skip

RUNS = Table(
    "runs",
    "Runs of the same characters in two reports: the own year before, and the closest other unit.",
    ITEM_KEY,
    4_000,
    (
        *OF_ITEM,
        _ROLE,
        text("found", "own_earlier, same_county, same_prefecture or elsewhere"),
        text("other", "the other report, as in reports"),
        integer("other_start", "where the run begins in the other report's text"),
        integer("other_end", "where it ends there"),
        _CHARACTERS,
        *SPAN,
    ),
)

LEDGER = Table(
    "ledger",
    "The problems of each unit through the years: one row a problem and report.",
    ITEM_KEY,
    4_000,
    (
        *OF_ITEM,
        text("thread", "the problem: the report that names it first, and its number there"),
        text("state", "first, new, persisting, reworded, returned, returned_solved, parted, "
             "merged, solved, dropped or not_read"),
        Column("problem", Type.INTEGER, "its number in this report's problems", optional=True),
        texts("types", "its types as it was named first"),
    ),
)  # fmt: skip

#: Made of the other tables, after all of them.
DERIVED = (PASSAGES, COPIES, RUNS, LEDGER)
