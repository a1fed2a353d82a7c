"""The closing: the first paragraph after the last point that speaks to the whole audience (right outline, 6)."""

from __future__ import annotations

import re

from speechtree.source import Source

ADDRESS = re.compile(
    r"(?:最后[，,]?)?(?:同志们|各位|朋友们|同学们|同事们|老师们|女士们|尊敬的|亲爱的|诸位|代表们|家长们|大家|我们一定要|我们大家)"
)
APPEAL = re.compile(
    r"让我们|讓我們|谢谢|謝謝|感谢大家|号召|希望大家|祝(?:大家|各位|愿|会议|贵)|努力奋斗|而奋斗|共同努力|携手|相信|伟大复兴|更大(?:的)?(?:贡献|胜利|成绩)|"
    r"新(?:的)?(?:局面|篇章|辉煌|贡献|胜利)|再创|团结|圆满(?:成功|完成)|我就讲(?:这么多|到这)|我的(?:讲话|报告|发言)(?:完了|结束)"
)
FINAL = re.compile(r"^(?:总之|最后|让我们|谢谢|再次|以上)")
SOURCE_LINE = re.compile(r"[（(【\[]?(?:新华社|责任编辑|责编|编辑|来源|出处|相关报道|注释|附[:：件]|（本文|\d{4}年)")


def closing_at(source: Source, first: int, last: int, settled: bool) -> int:
    """The paragraph at which the closing starts among paragraphs `first` to `last`; -1 when there is none.

    settled: whether the last point's own paragraph holds all of its content, as its sisters' do.
    """
    text = source.text
    for paragraph in range(first, last + 1):
        words = text[source.starts[paragraph] : source.ends[paragraph]]
        if SOURCE_LINE.match(words):
            continue
        score = 0.0
        if ADDRESS.match(words):
            score += 1.0
        if FINAL.match(words):
            score += 1.0
        score += min(2.0, 0.7 * len(APPEAL.findall(words)))
        if paragraph >= last - 1:
            score += 0.5
        if settled:
            score += 0.7
        if score >= 2.0:
            return paragraph
    return -1
