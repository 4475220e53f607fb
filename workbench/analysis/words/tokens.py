"""Text to words: our terms first, the rest by a tokenizer, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workbench.analysis.words.engines import ENGINES, engine
from workbench.analysis.words.lexicon import Lexicon, ours

#: What a cut-out word is replaced by, and what joins texts that are cut in one call: characters
#: for private use, which are tokens by themselves to both engines.
_CUT, _JOINT = "\ue000", "\ue001"
#: What both engines take alike: Han characters that jieba knows, letters, digits, most marks.
_USUAL = "\n\t !\"$'()*,/:;<=>?@^`{|}~0-9A-Za-z\u4e00-\u9fd5、。〈-】〔〕！（），：；？“”‘’…—·"
_UNUSUAL = re.compile(f"[^{_USUAL}]")
#: Digits or letters with the marks in which the engines differ: 3.5%, 2015-2024.
_MIXED = r"[0-9A-Za-z]{1,40}+[+#&._%-][0-9A-Za-z+#&._%-]*"
#: How many distinct texts a tokenizer remembers, and how many it cuts in one call: few enough
#: that their tokens stay in the processor's cache.
_REMEMBERED, _TOGETHER = 200_000, 200

Tokens = tuple[str, ...]


@dataclass
class Tokenizer:
    """Cuts text into tokens; ``"".join(tokens)`` is the text, whatever it holds.

    The terms of ``lexicon`` are cut out by longest match before the engine sees the rest, so
    that 依申请公开 and 政府信息公开目录 stay whole with either. ``engine`` is ``rjieba``, or
    ``jieba``, the reference, which gives the same tokens more slowly. Each text is cut once
    and remembered: sentences of templates come again and again.
    """

    lexicon: Lexicon = field(default_factory=ours)
    engine: str = ENGINES[0]
    _known: dict[str, Tokens] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._cut = engine(self.engine)
        words = self.lexicon.pattern.pattern
        self._words = re.compile(f"({words})")
        self._careful = re.compile(f"({words}|{_MIXED}|[^{_USUAL}{_JOINT}])")

    def tokens(self, text: str) -> Tokens:
        """The tokens of one text."""
        return self.each([text])[0]

    def each(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of every text; equal texts are cut once."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if len(self._known) + len(new) > _REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(texts))
        for begin in range(0, len(new), _TOGETHER):
            self._know(new[begin : begin + _TOGETHER])
        return [self._known[text] for text in texts]

    def _know(self, texts: Sequence[str]) -> None:
        """Cut texts that are new, all in two calls: the usual ones, and others with care."""
        unusual = [text for text in texts if _UNUSUAL.search(text)]
        self._join(list(set(texts).difference(unusual)), self._words)
        self._join([text for text in unusual if _JOINT not in text], self._careful)
        for text in unusual:
            if _JOINT in text:
                parts = self.each(text.split(_JOINT))
                self._known[text] = sum(((_JOINT, *part) for part in parts), ())[1:]

    def _join(self, texts: Sequence[str], apart: re.Pattern[str]) -> None:
        """Cut ``texts`` in one call, with what matches ``apart`` as tokens of their own."""
        parts = apart.split(_JOINT.join(texts))
        words = iter(parts[1::2])
        tokens = self._cut(_CUT.join(parts[0::2]))
        whole = [next(words) if token == _CUT else token for token in tokens]
        self._known.update(zip(texts, _split(whole), strict=False))


def _split(tokens: list[str]) -> Iterator[Tokens]:
    """The tokens between the joints."""
    begin = 0
    for _ in range(tokens.count(_JOINT)):
        end = tokens.index(_JOINT, begin)
        yield tuple(tokens[begin:end])
        begin = end + 1
    yield tuple(tokens[begin:])
