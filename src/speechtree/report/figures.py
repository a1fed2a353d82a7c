"""The figures: each makes a sentence and marks out of what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from speechtree.diagnose import BY_CODE, RULES, Language
from speechtree.report.counting import DEEPEST, LONGEST, MOST_HEADS, SHORTEST, SURE, Bar, Counted
from speechtree.report.drawing import Mark, bar, cell, columns, numbers, rows
from speechtree.report.words import WORDS, share, some
from speechtree.styles import STYLES

EXAMPLE_OF: Final = {style.name: style.example.strip() for style in STYLES}
OFFICIAL: Final = ("chinese-pause", "chinese-bracket", "arabic-point", "arabic-bracket")  # GB/T 9704—2012, 7.3.3
TOP: Final = ""  # the parent of heads
TIED: Final = 3  # rules that a sentence names
IN_ORDER: Final = frozenset(zip((TOP, *OFFICIAL), OFFICIAL, strict=False))


class Figures:
    """The figures of a report, in a language. Each is a pair: a sentence, which is plain text, and HTML."""

    def __init__(self, counted: Counted, language: Language) -> None:
        """counted: all that there is to show."""
        self.counted = counted
        self.language = language
        self.words = WORDS[language]

    def heads(self) -> tuple[str, str]:
        """Speeches by their number of heads."""
        names = [*map(str, range(MOST_HEADS)), self.words["more"].format(MOST_HEADS)]
        return self._histogram("heads", names, 0, self.counted.speeches, "speeches")

    def lengths(self) -> tuple[str, str]:
        """Speeches by their length."""
        names = [self._between(place, place) for place in range(LONGEST + 1)]
        return self._histogram("lengths", names, 0, self.counted.speeches, "speeches")

    def _between(self, first: int, last: int) -> str:
        """The lengths that some bars stand for."""
        low, high = (f"{SHORTEST * 2**step:,}" for step in (first - 1, last))
        if first == 0:
            return self.words["under"].format(high)
        return self.words["more"].format(low) if last == LONGEST else self.words["to"].format(low, high)

    def confidence(self) -> tuple[str, str]:
        """Points about which there is doubt."""
        edges = [*(f"{tenth / 10}" for tenth in range(5, 10)), f"{SURE}"]
        names = [self.words["under"].format(edges[0]), *(f"{a}–{b}" for a, b in pairwise(edges))]
        if not self.counted.figures["confidence"]:
            return self.words["confidence-none"].format(sure=SURE), ""
        doubtful = sum(one.times for one in self.counted.figures["confidence"])
        sentence = self.words["confidence-finding"].format(share=self._share(doubtful, self.counted.points), sure=SURE)
        return sentence, self._histogram("confidence", names, 4, self.counted.points, "points")[1]

    def _histogram(self, figure: str, names: Sequence[str], first: int, whole: int, things: str) -> tuple[str, str]:
        """Bars that stand, without gaps between the lowest and the highest; names: of the bars from `first` on."""
        bars = {int(one.row): one for one in self.counted.figures[figure]}
        if not bars:
            return self.words["no-points"], ""
        places = range(min(bars), max(bars) + 1)
        marks = [self._mark(figure, bars.get(place), names[place - first], whole, things) for place in places]
        best = _most(bars)
        sentence = self.words[f"{figure}-finding"].format_map(
            {
                "sure": SURE,
                "share": self._share(sum(bars[place].times for place in best), whole),
                "bars": self._between(best[0], best[-1]) if figure == "lengths" else self._either(names, first, best),
            }
        )
        axis = self.words[f"{figure}-axis"]
        return sentence, columns(marks, axis) + self._numbers(axis, things, marks)

    def _either(self, names: Sequence[str], first: int, best: Sequence[int]) -> str:
        return self.words["or"].join(names[place - first] for place in best)

    def depths(self) -> tuple[str, str]:
        """Speeches by their greatest depth, points by the depth at which they stand."""
        speeches, points = self.counted.figures["speech-depths"], self.counted.figures["point-depths"]
        if not points:
            return self.words["no-points"], ""
        common, fullest = _commonest(speeches), _commonest(points)
        sentence = self.words["depths-finding"].format(
            speeches=self._share(common.times, self.counted.speeches),
            deepest=self._depth(common.row),
            points=self._share(fullest.times, self.counted.points),
            fullest=self._depth(fullest.row),
        )
        both = ((speeches, "speech-depths", "speeches"), (points, "point-depths", "points"))
        return sentence, f'<div class="pair">{"".join(self._depths(*one) for one in both)}</div>'

    def _depths(self, bars: Sequence[Bar], figure: str, things: str) -> str:
        whole = sum(one.times for one in bars)
        ordered = sorted(bars, key=lambda one: int(one.row))
        marks = [self._mark(figure, one, self._depth(one.row), whole, things) for one in ordered]
        axis = self.words[f"{figure}-axis"]
        return f'<div><p class="axis">{escape(axis)}</p>{rows(marks)}{self._numbers(axis, things, marks)}</div>'

    def _depth(self, depth: str) -> str:
        return self.words["more"].format(depth) if depth == str(DEEPEST) else depth

    def styles(self) -> tuple[str, str]:
        """Each style: the speeches that use it, its points, their depths."""
        points = sorted(self.counted.figures["style-points"], key=lambda one: -one.times)
        if not points:
            return self.words["no-points"], ""
        speeches = {one.row: one for one in self.counted.figures["style-speeches"]}
        depths = {(one.row, one.cell): one for one in self.counted.figures["style-depths"]}
        often = _commonest(speeches.values())
        sentence = self.words["styles-finding" if often.row != points[0].row else "styles-finding-one"].format(
            often=_example(often.row),
            share=self._share(often.times, self.counted.speeches),
            many=_example(points[0].row),
            points=self._share(points[0].times, self.counted.points),
        )
        shown = sorted({one.cell for one in depths.values()}, key=int)
        most = [max(one.times for one in bars) for bars in (speeches.values(), points, depths.values())]
        lines = "".join(self._style(speeches[one.row], one, [depths.get((one.row, at)) for at in shown], most) for one in points)
        heads = "".join(f'<th scope="col">{self._depth(at)}</th>' for at in shown)
        words = self.words
        top = (
            f'<tr><th rowspan="2" scope="col">{words["style"]}</th><th rowspan="2" scope="col">{words["speeches"]}</th>'
            f'<th rowspan="2" scope="col">{words["points"]}</th>'
            f'<th colspan="{len(shown)}" scope="colgroup">{words["depth"]}</th></tr><tr>{heads}</tr>'
        )
        return sentence, _scrolled("styles", top, lines) + f'<p class="note">{escape(words["styles-note"])}</p>'

    def _style(self, speeches: Bar, points: Bar, depths: Sequence[Bar | None], most: Sequence[int]) -> str:
        """The row of a style."""
        bars = (
            bar(self._mark("style-speeches", speeches, speeches.row, self.counted.speeches, "speeches"), most[0]),
            bar(self._mark("style-points", points, points.row, self.counted.points, "points"), most[1]),
        )
        cells = "".join(cell(self._mark("style-depths", one, "", 0, "points") if one else None, most[2]) for one in depths)
        return f'<tr><th scope="row">{_named(points.row)}</th>{"".join(f"<td>{one}</td>" for one in bars)}{cells}</tr>'

    def nesting(self) -> tuple[str, str]:
        """Which styles hang under which."""
        bars = {(one.row, one.cell): one for one in self.counted.figures["nesting"]}
        if not bars:
            return self.words["no-points"], ""
        below = {pair: one.times for pair, one in bars.items() if pair[0] != TOP}
        right = sum(times for pair, times in below.items() if pair in IN_ORDER)
        sentence = self.words["nesting-finding"].format(share=self._share(right, sum(below.values())))
        down = _ordered({parent for parent, _ in bars}, bars.values())
        across = _ordered({child for _, child in bars}, bars.values())
        largest = max(one.times for one in bars.values())
        lines = "".join(self._parent(parent, across, bars, largest) for parent in down)
        heads = "".join(f'<th scope="col" title="{escape(child)}"><b>{escape(_example(child))}</b></th>' for child in across)
        top = f'<tr><th scope="col">{self.words["parent"]}</th>{heads}</tr>'
        note = f'<p class="note">{escape(self.words["nesting-note"])}</p>'
        return sentence if below else self.words["nesting-none"], _scrolled("nesting", top, lines) + note

    def _parent(self, parent: str, across: Sequence[str], bars: dict[tuple[str, str], Bar], largest: int) -> str:
        figure = "nesting-heads" if parent == TOP else "nesting"
        found = [(child, bars.get((parent, child))) for child in across]
        cells = "".join(
            cell(self._mark(figure, one, "", 0, "points") if one else None, largest, official=(parent, child) in IN_ORDER)
            for child, one in found
        )
        name = f"<b>{self.words['top']}</b>" if parent == TOP else _named(parent)
        return f'<tr><th scope="row">{name}</th>{cells}</tr>'

    def findings(self) -> tuple[str, str]:
        """Findings by rule: those that are reported without being asked for first, each kind with the most frequent first."""
        bars = sorted(self.counted.figures["findings"], key=lambda one: (_is_quiet(one.row), -one.times))
        whole = sum(one.times for one in bars)
        sentence = self.words["findings-none"]
        if bars and not _is_quiet(bars[0].row):
            sentence = self._frequent([one.row for one in bars if one.times == bars[0].times and not _is_quiet(one.row)])
        marks = [self._mark("findings", one, one.row, whole, "findings", self._rule(one.row)) for one in bars]
        return sentence, rows(marks) + self._numbers(self.words["findings-axis"], "findings", marks) if bars else ""

    def _frequent(self, codes: Sequence[str]) -> str:
        """How many documents have findings, and the rules of the most, with its meaning where it is one."""
        share = self._share(self.counted.with_findings, self.counted.documents)
        if codes[1:]:
            named = self.words["comma"].join((*codes[:TIED], *("…" for _ in codes[TIED : TIED + 1])))
            return self.words["findings-finding-tie"].format(share=share, codes=named)
        about = BY_CODE[codes[0]].words(self.language).about if codes[0] in BY_CODE else ""
        return self.words["findings-finding"].format(share=share, code=codes[0], about=about.rstrip(".。"))

    def _rule(self, code: str) -> str:
        """The name of a rule, which leads to what it means, and its meaning."""
        rule = BY_CODE.get(code)
        if not rule:
            return f"<b>{escape(code)}</b>"
        about = escape(rule.words(self.language).about)
        severity = f'<i class="{rule.severity}">{self.words[rule.severity]}</i>'
        return f'<a href="#rule-{code}"><code>{code}</code></a>{severity} <span class="about">{about}</span>'

    def failures(self) -> tuple[str, str]:
        """Documents that failed, by reason."""
        bars = sorted(self.counted.figures["failed"], key=lambda one: -one.documents)
        if not bars:
            return self.words["failures-none"], ""
        failed = self.counted.failed
        sentence = self.words["failures-finding"].format(
            documents=some(self.words, failed, "documents"),
            share=self._share(failed, self.counted.documents),
            reason=bars[0].row,
        )
        marks = [self._mark("failures", one, one.row, failed, "documents") for one in bars]
        return sentence, rows(marks) + self._numbers(self.words["failures-axis"], "documents", marks)

    def rules(self) -> str:
        """What the rules mean of which there are findings, with a text that breaks each and the same text mended."""
        found = {one.row for one in self.counted.figures["findings"]}
        words = self.words
        return "".join(
            f'<section id="rule-{rule.code}" class="rule"><h3><code>{rule.code}</code> '
            f"{escape(rule.words(self.language).about)}</h3>"
            f"<div><figure><figcaption>{words['wrong']}</figcaption><pre>{escape(rule.bad)}</pre></figure>"
            f"<figure><figcaption>{words['right']}</figcaption><pre>{escape(rule.good)}</pre></figure></div>"
            f'<p class="note">{words["source"]}: {escape(rule.source(self.language))}</p></section>'
            for rule in RULES
            if rule.code in found
        )

    def _mark(self, figure: str, one: Bar | None, name: str, whole: int, things: str, note: str = "") -> Mark:  # noqa: PLR0913, PLR0917
        """The mark of a bar; of one that is not there, when nothing falls into it."""
        if one is None:
            return Mark(name, "", 0)
        row, column = (_example(word) if figure.startswith(("style", "nesting")) else word for word in (one.row, one.cell))
        told = self.words[f"{figure}-bar"].format(bar=name if figure in AS_NAMED else row, cell=column)
        amount = self.words["behind"].format(
            things=some(self.words, one.times, things), documents=some(self.words, one.documents, "documents")
        )
        colon = "：" if self.language == "zh" else ": "
        return Mark(name, f"{told}{colon}{amount}", one.times, self._share(one.times, whole), one.number, note)

    def _numbers(self, axis: str, things: str, marks: Iterable[Mark]) -> str:
        return numbers(self.words["numbers"], (axis, self.words.get(things, things), self.words["share"]), marks)

    def _share(self, part: int, whole: int) -> str:
        return share(self.words, part, whole)


AS_NAMED: Final = frozenset({"heads", "lengths", "confidence", "speech-depths", "point-depths"})  # rows that are numbers


def _is_quiet(code: str) -> bool:
    """Whether a rule is one whose findings are reported on request only."""
    return code in BY_CODE and BY_CODE[code].severity == "info"


def _most(bars: dict[int, Bar]) -> list[int]:
    """The bar that stands for most, and that beside it which stands for more."""
    best = max(bars, key=lambda place: bars[place].times)
    beside = [place for place in (best - 1, best + 1) if place in bars]
    return sorted([best, *sorted(beside, key=lambda place: -bars[place].times)[:1]])


def _commonest(bars: Iterable[Bar]) -> Bar:
    return max(bars, key=lambda one: one.times)


def _ordered(styles: set[str], bars: Iterable[Bar]) -> list[str]:
    """Styles as a matrix has them: the speech, the official ones in their order, the others by how often they are used."""
    used = dict.fromkeys(styles, 0)
    for one in bars:
        used[one.cell] = used.get(one.cell, 0) + one.times
    official = [style for style in (TOP, *OFFICIAL) if style in styles]
    return official + sorted(styles.difference(official), key=lambda style: (-used[style], style))


def _example(style: str) -> str:
    return EXAMPLE_OF.get(style, style)


def _named(style: str) -> str:
    """An example of a style, and its name."""
    name = escape(style)
    return f"<b>{escape(EXAMPLE_OF[style])}</b> <small>{name}</small>" if style in EXAMPLE_OF else f"<b>{name}</b>"


def _scrolled(name: str, top: str, lines: str) -> str:
    table = f'<table class="{name}"><thead>{top}</thead><tbody>{lines}</tbody></table>'
    return f'<div class="scrolled" tabindex="0" role="group" aria-label="{name}">{table}</div>'
