"""Near copies among the passages of many reports: time, memory, recall and precision.

``python tests/benchmarks/bench_reuse.py [PASSAGES…]`` makes passages of 20 to 150 characters
(10,000, 100,000 and 600,000 of them: six a report), masks them, and finds the near copies
of the distinct keys, each size in a process of its own. Half of the passages are new, three in
ten are copies of others with edits of 1 to 20 %, two in ten fill the slots of a template.

Recall and precision are those of pairs whose masked 3-grams have a Jaccard of at least 0.6: of
all pairs that touch a sample of the keys, compared with every other key exactly, by other code
than what is measured. datasketch's LSH runs over 100,000 of the passages in the same run.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from workbench.analysis.reuse.clusters import clusters
from workbench.analysis.reuse.masking import masked, names_of
from workbench.analysis.reuse.minhash import grams, signatures
from workbench.analysis.reuse.verify import near_copies
from workbench.model import Span
from workbench.parsing.fold import fold

SIZES = (10_000, 100_000, 600_000)
COMPARED = 100_000
NEAR = 0.6
SAMPLE = 2_000
UNITS = tuple(
    f"{a}{b}{kind}" for a in "山河湖泉林田桥石" for b in "东西南北上下" for kind in "镇乡"
)
WORDS = (  # noqa: SIM905 - a list of them would take a hundred lines
    "政府信息 公开 工作 内容 及时 更新 渠道 群众 培训 制度 进一步 加强 完善 不够 网站 栏目 重点领域 解读 回应 监督 考核 机制 队伍 "
    "人员 业务 水平 提高 平台 建设 规范 流程 宣传 力度 范围 深度 广度 意识 认识 落实 责任 要求 存在 问题 不足 有待 需要 拓宽 形式 单一 "
    "丰富 创新 便民 服务 办理 申请 答复 目录 指南 审查 保密 档案 资料 经费 设备 检索 专栏 公众号 公开栏 村级 部门 领导 重视 沟通 协调 "
    "联系 定期 检查 督促 通报 整改 学习 条例 知晓率 参与 满意度 征集 意见 决策 预算 决算 民生 教育 医疗 社保 环境 安全 项目 招标 采购"
).split()
SYLLABLES = [chr(0x4E00 + 7 * n) for n in range(2_000)]


def show(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def passages(count: int, seed: int = 1) -> list[str]:
    """``count`` passages as they stand in reports, the same ones every time."""
    rng = Random(seed)
    lexicon = WORDS * 4 + [
        "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(1_600)
    ]
    templates = [_sentence(rng, lexicon) for _ in range(max(10, count // 500))]
    made: list[str] = []
    while len(made) < count:
        chance = rng.random()
        if chance < 0.2:
            text = rng.choice(templates)
            text = text if rng.random() < 0.5 else _edited(rng, text, rng.uniform(0.01, 0.1))
        elif chance < 0.5 and made:
            text = _edited(rng, rng.choice(made), rng.uniform(0.01, 0.2))
        else:
            text = _sentence(rng, lexicon)
        made.append(_signed(rng, text))
    return made


def _sentence(rng: Random, lexicon: list[str]) -> str:
    length, text = rng.randint(20, 140), ""
    while len(text) < length:
        text += rng.choice(lexicon) + ("，" if rng.random() < 0.12 else "")
    return text[:length] + "。"


def _edited(rng: Random, text: str, rate: float) -> str:
    signs = list(text)
    for _ in range(max(1, round(rate * len(signs)))):
        at, how = rng.randrange(len(signs)), rng.random()
        signs[at : at + (how < 0.7)] = [rng.choice(rng.choice(WORDS))] if how > 0.3 else []
        signs = signs or ["公"]
    return "".join(signs)


def _signed(rng: Random, text: str) -> str:
    """Every fourth names its unit and year, as reports do."""
    if rng.random() < 0.25 and "年，" not in text:
        return f"{rng.randint(2008, 2024)}年，{rng.choice(UNITS)}{text}"
    return text


def keys_of(texts: list[str]) -> list[str]:
    names = names_of(*UNITS)
    folded = (fold(text) for text in texts)
    return sorted({masked(text, Span(0, len(text)), names[:2]).key for text in folded})


def measure(count: int, out: Path) -> None:
    """Find the near copies among ``count`` passages; time and memory are this process's."""
    texts = passages(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = perf_counter()
    keys = keys_of(texts)
    masking = perf_counter() - start
    left, right = near_copies(keys)
    finding = perf_counter() - start - masking
    centre = clusters(keys, np.ones(len(keys), np.int64))
    whole = perf_counter() - start - finding
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    np.savez(out, left=left, right=right, centre=centre)
    out.with_suffix(".txt").write_text(f"{masking} {finding} {whole} {before} {peak}", "utf-8")


def main(sizes: list[int]) -> None:
    show(f"{os.cpu_count()} cores; passages of 20 to 150 characters, six a report")
    base = 0.0
    for count in sizes:
        with TemporaryDirectory() as folder:
            out = Path(folder, "pairs.npz")
            subprocess.run(
                [sys.executable, __file__, "--measure", str(count), str(out)], check=True
            )
            numbers = map(float, out.with_suffix(".txt").read_text("utf-8").split())
            masking, finding, _, before, peak = numbers
            made = np.load(out)
            show(
                f"{count:>8,} passages: masked {masking:5.1f} s, near copies {finding:5.1f} s, "
                f"together {masking + finding:5.1f} s; peak {peak / 1e6:4.2f} GB "
                f"(of it {before / 1e6:4.2f} the passages)"
            )
            cost = finding / (count * math.log2(count))
            base = base or cost
            show(
                f"         per n log n {cost / base:4.2f} of the first; {len(made['left']):,} pairs"
            )
            _judged(count, made["left"], made["right"])
    _datasketch(keys_of(passages(max(sizes)))[:COMPARED])


def _judged(count: int, left: np.ndarray, right: np.ndarray) -> None:
    """Recall and precision of the pairs that touch a sample, against an exact comparison."""
    keys = keys_of(passages(count))
    chosen = Random(2).sample(range(len(keys)), min(SAMPLE, len(keys)))
    exact = _exact(keys, chosen)
    sampled = np.isin(left, chosen) | np.isin(right, chosen)
    found = set(zip(left[sampled].tolist(), right[sampled].tolist(), strict=True))
    recall = len(found & exact) / max(1, len(exact))
    precision = len(found & exact) / max(1, len(found))
    show(
        f"         {len(keys):,} distinct keys; {len(exact):,} pairs of {len(chosen):,} of them: "
        f"recall {recall:.4f}, precision {precision:.4f}"
    )


def _exact(keys: list[str], chosen: list[int]) -> set[tuple[int, int]]:
    """Every pair of Jaccard 0.6 and more that one of ``chosen`` is in, by counting 3-grams."""
    codes, rows = _codes(keys)
    order = np.argsort(codes, kind="stable")
    codes, holders = codes[order], rows[order]
    sizes = np.bincount(rows, minlength=len(keys))
    found = set()
    for row in chosen:
        own = np.unique(_codes([keys[row]])[0])
        low, high = np.searchsorted(codes, own), np.searchsorted(codes, own, side="right")
        met = [holders[a:b] for a, b in zip(low.tolist(), high.tolist(), strict=True)]
        shared = np.bincount(np.concatenate([np.empty(0, np.int64), *met]), minlength=len(keys))
        near = np.flatnonzero(shared >= NEAR * np.maximum(1, len(own) + sizes - shared))
        found |= {(min(row, each), max(row, each)) for each in near.tolist() if each != row}
    return found


def _codes(keys: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The distinct 3-grams of each key, as numbers that no two 3-grams share, and its row."""
    points = np.frombuffer("".join(keys).encode("utf-32-le"), np.uint32).astype(np.int64)
    rows = np.repeat(np.arange(len(keys)), [len(key) for key in keys])
    codes = (points[:-2] * 0x11000 + points[1:-1]) * 0x11000 + points[2:]
    inside = rows[:-2] == rows[2:]
    codes, rows = codes[inside], rows[:-2][inside]
    order = np.lexsort((codes, rows))
    codes, rows = codes[order], rows[order]
    new = np.append(True, (codes[1:] != codes[:-1]) | (rows[1:] != rows[:-1]))
    return codes[new], rows[new]


def _datasketch(keys: list[str]) -> None:
    """datasketch's MinHashLSH at the same threshold, over the same keys."""
    from datasketch import MinHash, MinHashLSH

    start = perf_counter()
    index = MinHashLSH(threshold=NEAR, num_perm=64)
    hashed = []
    for row, key in enumerate(keys):
        made = MinHash(num_perm=64)
        made.update_batch([key[at : at + 3].encode() for at in range(len(key) - 2)])
        index.insert(row, made)
        hashed.append(made)
    pairs = {
        (min(row, other), max(row, other))
        for row, made in enumerate(hashed)
        for other in index.query(made)
        if other != row
    }
    seconds = perf_counter() - start
    chosen = Random(2).sample(range(len(keys)), min(SAMPLE, len(keys)))
    exact, near = _exact(keys, chosen), set(chosen)
    found = {pair for pair in pairs if near & set(pair)}
    recall = len(found & exact) / max(1, len(exact))
    precision = len(found & exact) / max(1, len(found))
    start = perf_counter()
    signatures(grams(keys))
    near_copies(keys)
    show(
        f"datasketch, {len(keys):,} keys: {seconds:.1f} s, recall {recall:.3f}, "
        f"precision {precision:.3f}; ours {perf_counter() - start:.1f} s"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
