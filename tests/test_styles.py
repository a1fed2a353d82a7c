"""The grammar, the style table and the fixtures agree; a user adds a style the same way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from cases import FOLDER, XFAIL, outline_of, read_cases
from invariants import assert_sound, points_of

import speechtree
from speechtree import STYLES, Document, GrammarError, Parser, Style
from speechtree.pipeline import default_grammar

GRAMMAR = default_grammar()
NAMES = [style.name for style in STYLES]
WORDS = "修渠"


def terminals_that_open_a_point() -> set[str]:
    return {rule.expansion[0].name for rule in GRAMMAR.markers.rules if rule.origin.name == "marker"}


def candidates(text: str) -> list[tuple[int, str, str]]:
    """Offset, text and style of each place in a text where a marker may stand."""
    return [(c.start, text[c.start : c.end], c.style.name) for c in Parser().judge(text)[1]]


def look_alikes() -> Iterator[tuple[str, str, str]]:
    """Each look-alike with its style's name, and `xfail: ` before it where the program is still wrong."""
    style = ""
    for line in (FOLDER / "look_alikes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            style = line.strip("[]")
        elif line.strip() and not line.startswith("//"):
            yield style, line.removeprefix(XFAIL), XFAIL if line.startswith(XFAIL) else ""


LOOK_ALIKES = list(look_alikes())
PARAMETERS = [
    pytest.param(line, id=f"{style}: {line[:16]}", marks=[pytest.mark.xfail(strict=True)] if xfail else [])
    for style, line, xfail in LOOK_ALIKES
]


def test_each_terminal_has_one_row() -> None:
    terminals = [style.terminal for style in STYLES]
    assert set(terminals) == terminals_that_open_a_point()
    assert len(set(terminals)) == len(terminals)


def test_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("style", STYLES, ids=NAMES)
def test_example_is_recognised_at_the_start_of_a_line(style: Style) -> None:
    assert (0, style.example.rstrip(), style.name) in candidates(style.example + WORDS)


@pytest.mark.parametrize("style", STYLES, ids=NAMES)
def test_example_carries_the_ordinal_one(style: Style) -> None:
    assert style.ordinal(style.example) == 1


@pytest.mark.parametrize("style", [style for style in STYLES if style.run_in], ids=lambda style: style.name)
def test_shore_admits_the_example(style: Style) -> None:
    shore = next(terminal for terminal in GRAMMAR.markers.terminals if terminal.name == "SHORE")
    assert re.compile(shore.pattern.to_regexp()).match("。" + style.example, 1)


@pytest.mark.parametrize("style", [style for style in STYLES if style.run_in], ids=lambda style: style.name)
def test_example_is_recognised_inside_a_paragraph(style: Style) -> None:
    assert (6, style.example, style.name) in candidates(f"先看看再说。{style.example}{WORDS}")


@pytest.mark.parametrize("style", [style for style in STYLES if not style.run_in], ids=lambda style: style.name)
def test_line_styles_are_not_looked_for_inside_a_paragraph(style: Style) -> None:
    assert style.name not in {name for _, _, name in candidates(f"先看看再说。{style.example}{WORDS}")}


def test_each_style_has_fixtures() -> None:
    found: set[str] = set()
    for path in FOLDER.glob("*.txt"):
        for case in read_cases(path) if path.stem != "look_alikes" else ():
            found.update(point.marker.style for point, _ in points_of(speechtree.parse(case.text)))
    assert found == set(NAMES)


def test_each_style_has_two_look_alikes() -> None:
    lines: dict[str, set[str]] = defaultdict(set)
    for style, line, _ in LOOK_ALIKES:
        lines[style].add(line)
    assert set(lines) == set(NAMES)
    assert {style for style, found in lines.items() if len(found) < 2} == set()


@pytest.mark.parametrize("line", PARAMETERS)
def test_look_alike_stays_prose(line: str) -> None:
    alone = outline_of(speechtree.parse(line), line)
    framed = f"一、看水\n水从山后来。\n\n{line}\n\n二、看山\n山在水前头。"
    assert (alone, outline_of(speechtree.parse(framed), framed)) == ([], ["一、｜看水", "二、｜看山"])


WEN = 'WEN: "问" /[一二三四五六七八九十]/ "："\n%extend marker: WEN\n'
KEY_POINT = "KEY_POINT: /【要点/ NUMERAL /】/\n%extend marker: KEY_POINT\n"
WEN_STYLE = Style("wen", "WEN", "问一：")
KEY_POINT_STYLE = Style("key-point", "KEY_POINT", "【要点一】")


def points(document: Document) -> list[tuple[str, str, int | None, str]]:
    return [(point.marker.style, point.marker.text, point.marker.ordinal, point.title.text) for point, _ in points_of(document)]


def test_a_style_of_the_users_own_on_lines() -> None:
    text = "问一：水从哪里来？\n从山后来。\n问二：水到哪里去？\n到田里去。"
    document = Parser(WEN, [WEN_STYLE]).parse(text)
    assert points(document) == [("wen", "问一：", 1, "水从哪里来"), ("wen", "问二：", 2, "水到哪里去")]
    assert_sound(text, document, ["wen"])


def test_a_style_of_the_users_own_inside_a_paragraph() -> None:
    text = "这本小册子讲了三条。【要点一】水要清。【要点二】渠要直。【要点三】账要明。"
    document = Parser(KEY_POINT, [KEY_POINT_STYLE]).parse(text)
    assert points(document) == [
        ("key-point", "【要点一】", 1, "水要清"),
        ("key-point", "【要点二】", 2, "渠要直"),
        ("key-point", "【要点三】", 3, "账要明"),
    ]
    assert_sound(text, document, ["key-point"])


def test_a_style_of_the_users_own_nests_with_the_others() -> None:
    text = "一、问答\n问一：水从哪里来？一是山后，二是天上。\n问二：水到哪里去？到田里去。\n二、散会\n明天再说。"
    document = Parser(WEN, [WEN_STYLE]).parse(text)
    assert outline_of(document, text) == [
        "一、｜问答",
        "  问一：｜水从哪里来",
        "    一是｜山后",
        "    二是｜天上",
        "  问二：｜水到哪里去",
        "二、｜散会",
    ]


def test_a_style_of_the_users_own_leaves_the_default_parser_alone() -> None:
    Parser(WEN, [WEN_STYLE])
    text = "问一：水从哪里来？\n问二：水到哪里去？"
    assert points(speechtree.parse(text)) == []


def test_two_styles_of_the_users_own() -> None:
    text = "问一：水从哪里来？\n【要点一】从山后来。\n【要点二】从天上来。\n问二：水到哪里去？\n到田里去。"
    document = Parser(WEN + KEY_POINT, [WEN_STYLE, KEY_POINT_STYLE]).parse(text)
    assert outline_of(document, text) == [
        "问一：｜水从哪里来",
        "  【要点一】｜从山后来",
        "  【要点二】｜从天上来",
        "问二：｜水到哪里去",
    ]


def test_a_row_without_a_terminal_is_an_error() -> None:
    with pytest.raises(GrammarError) as caught:
        Parser("", [Style("da", "DA", "答一：")])
    assert str(caught.value) == "a style names the terminal 'DA', which no rule of the grammar uses"


def test_a_terminal_without_a_row_is_an_error() -> None:
    with pytest.raises(GrammarError) as caught:
        Parser(WEN)
    assert str(caught.value) == "the extra grammar adds the terminal 'WEN', and no style names it"


def test_a_grammar_that_is_not_lark_is_an_error() -> None:
    with pytest.raises(GrammarError) as caught:
        Parser("WEN: (", [WEN_STYLE])
    assert str(caught.value).startswith("the extra grammar cannot be loaded: ")


def test_a_pattern_that_is_not_a_regular_expression_is_an_error() -> None:
    with pytest.raises(GrammarError) as caught:
        Parser("WEN: /问[/\n%extend marker: WEN\n", [WEN_STYLE])
    assert str(caught.value).startswith("the extra grammar cannot be loaded: ")


def test_a_second_row_for_a_terminal_is_an_error() -> None:
    with pytest.raises(GrammarError) as caught:
        Parser(WEN, [WEN_STYLE, Style("wen-again", "WEN", "问一：")])
    assert str(caught.value) == "two styles name the terminal 'WEN'"


def test_a_terminal_that_matches_nothing_is_an_error() -> None:
    with pytest.raises(GrammarError) as caught:
        Parser("WEN: /(问)?/\n%extend marker: WEN\n", [WEN_STYLE])
    assert str(caught.value) == "the terminal 'WEN' matches the empty string: a marker has at least one character"
