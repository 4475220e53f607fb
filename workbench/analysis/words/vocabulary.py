"""The words of sentences as lists count them: tokens that say something, once for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from workbench.analysis.words.lexicon import Lexicon, negated, ours
from workbench.analysis.words.statements import Statements
from workbench.analysis.words.tokens import Tokenizer


@dataclass
class Vocabulary:
    """Cuts each distinct text once and keeps its words."""

    lexicon: Lexicon = field(default_factory=ours)
    engine: str = "rjieba"

    def __post_init__(self) -> None:
        self._tokenizer = Tokenizer(self.lexicon, self.engine)
        self._words: dict[str, Mapping[str, int]] = {}

    def words(self, texts: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """For each text how often it holds each word; a negated word is 不 and the word."""
        every = list(dict.fromkeys(texts))
        new = [text for text in every if text not in self._words]
        for text, tokens in zip(new, self._tokenizer.each(new), strict=True):
            self._words[text] = Counter(self._said(text, tokens))
        return {text: self._words[text] for text in every}

    def table(self, base: Statements, *, copies: str = "once") -> pd.DataFrame:
        """One row per sentence and word: report_id, key, word, count; copies as in trends."""
        sentences = base.sentences
        if copies == "once":
            sentences = sentences.drop_duplicates("key")
        words = self.words(sentences["text"])
        rows = [
            (report_id, key, word, count)
            for report_id, key, text in sentences[["report_id", "key", "text"]].itertuples(
                index=False, name=None
            )
            for word, count in words[text].items()
        ]
        return pd.DataFrame(rows, columns=["report_id", "key", "word", "count"])

    def _said(self, text: str, tokens: Iterable[str]) -> Iterator[str]:
        at = 0
        for token in tokens:
            for word in self.lexicon.without_stop_words([token]):
                turned = negated(text, at)
                yield f"不{word}" if turned and not word.startswith(("不", "未")) else word
            at += len(token)


def documents(words: pd.DataFrame, *, copies: str = "once") -> pd.Series:
    """In how many cases (distinct sentences, or reports where raw) each word stands."""
    case = "key" if copies == "once" else "report_id"
    return words.groupby("word")[case].nunique()


def cases(base: Statements, *, copies: str = "once") -> int:
    """How many cases there are: distinct sentences, or reports where raw."""
    if copies == "raw":
        return len(base.reports)
    return int(base.sentences["key"].nunique())
