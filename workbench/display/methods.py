"""The methods note (data/METHODS.md): what each number means, and how wrong it may be.

Generated from reference data and from the words of this module; a test says when it is out
of date.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.analysis.intervals import FEW
from workbench.analysis.rates import DEFINITIONS
from workbench.display.labels import label
from workbench.reference import load
from workbench.reference.indicators import ERAS, Indicator, indicators

_HEAD = """\
# 方法说明

本文件由 `make methods` 生成，可供论文引用（引用格式见 CITATION.cff）。英文表说明见
[README.md](README.md)（`workbench dictionary`）。

## 一、数字从哪里来

- 同样的文件在任何机器上得到同样的数字；不联网，不用语言模型。
- 每个数字都带着它在原文中的位置（`start`、`end`）和原件的 SHA-256。
- 空白、“/”、“—”、“不适用”与文字说明的 0 分开记录；缺失从不写成 0。
- 本年与历年累计、本单位与全县（区）、县级政府与部门和乡镇从不相加，也不连成一条线。
- 一处可以有两种读法的，或不取，或标为“读取不确定”；不确定的数字不参加比较和计算。
- 同一单位同一年两处数字不一致的，不取，注明“两处数字不同”。
- 约数（余、约、近）按所写的数计入分布，图上以空心点表示，不与精确数相减。
"""
_WORDS = f"""\
## 四、用词的统计

- 只数“存在的问题”里读出的条目；标题、条例和格式的固定用语先行剔除。没有这一部分的报告不在分母中。
- **去重**：同一年中除地名、单位名、年份、数字外完全相同（及改动极小）的句子只计一次；不去重的
  结果按报告计。两种都给出。
- 长的词优先（“依申请公开”不算“公开”）；被“不”“未”否定的另计。
- 占比附 95% 威尔逊区间；N 不足 {FEW} 的不说高低、升降。
- 两组的特征词用带信息先验的加权对数优势比，与计数并列。
- 一条问题可有多个类型（下表）；各类型的用语在 `workbench/reference/problem_types.toml`。
"""
_ERRORS = """\
## 五、误差有多大

误差有三种来源，要分开看：

1. **读错**（本软件的误差）。`workbench audit` 随机抽取数字，人工对照原件后读回，给出正确率和
   区间；`workbench evaluate` 在人工标注上给出逐项的查准率和查全率。开发时看过的标注只能说明没有
   退步，不能估计没有见过的报告；论文请用自己抽的样本报告误差。
2. **报告自己前后不一**（原文的误差）。`workbench findings` 和 notebooks/quality.ipynb 把文字与
   表格、分项与总计、今年与去年逐一核对，给出各项核对的错误率、N 和无法核对的数目；四种结论是
   一致、不一致、口径不同、无法核对。没有发现不一致不等于数字正确。
3. **没有收录**（样本的误差）。notebooks/quality.ipynb 的名册列出本库未收录的单位；未收录不等于没有
   公布。本库的分布不代表全国。

人工的复核和更正（data/reviews.csv、data/corrections.csv）随本库发布，更正过的数字注明“已更正”。
"""


def markdown() -> str:
    """The whole note."""
    return "\n".join([_HEAD, *_indicators(), *_rates(), _WORDS, *_types(), _ERRORS])


def _indicators() -> Iterator[str]:
    yield "## 二、各项指标\n"
    yield "各时期的口径与可比程度：同＝口径相同，近＝大致可比，异＝不可比（不连线）。\n"
    yield f"| 指标 | 名称 | {' | '.join(f'{era} 年格式' for era in ERAS)} |"
    yield "| --- | --- |" + " --- |" * len(ERAS)
    yield from (_indicator(one) for one in indicators().values())
    yield ""


_SIGNS = {"same": "同", "approximate": "近", "not_comparable": "异"}


def _indicator(one: Indicator) -> str:
    told = [_era(one, era) for era in ERAS]
    name = one.label + ("（期末数）" if one.stock else "")
    return f"| `{one.key}` | {name} | {' | '.join(told)} |"


def _era(one: Indicator, era: str) -> str:
    held = one.eras.get(era)
    return f"{_SIGNS[held.comparability]}：{held.definition}" if held else "无"


def _types() -> Iterator[str]:
    yield "| 类型 | 名称 |"
    yield "| --- | --- |"
    yield from (
        f"| {row['code']} | {row['label']} |" for row in load.toml("problem_types.toml")["type"]
    )
    yield ""


def _rates() -> Iterator[str]:
    yield "## 三、比率\n"
    yield "分子、分母取自同一份报告的表格；所需的格有空白或不确定的不算，0/0 没有基数，"
    yield "分子大于分母的不作比率。多份报告的比率是件数合计之比，注明计入和未计入的报告数。\n"
    yield from (f"- `{one.name}`：{label('rate', one.name)}" for one in DEFINITIONS)
    yield ""
