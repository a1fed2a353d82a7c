"""Each rule of numbering: what it finds, and that the mended text is silent."""

from __future__ import annotations

import pytest

import speechtree
from speechtree import Diagnostic, Parser
from speechtree.diagnose import RULES, Rule

EXAMPLES = [rule for rule in RULES if rule.bad]
CHINESE = Parser(language="zh")


def ids(rule: Rule) -> str:
    return rule.code


def found(text: str) -> list[tuple[str, str]]:
    """Codes and the words that they stand at."""
    return [(one.code, text[slice(*one.span)]) for one in speechtree.parse(text).diagnostics]


def mended(text: str, diagnostics: tuple[Diagnostic, ...]) -> str:
    """The text with every proposed edit made."""
    for one in reversed([diagnostic for diagnostic in diagnostics if diagnostic.edit]):
        assert one.edit
        text = text[: one.edit.span[0]] + one.edit.replacement + text[one.edit.span[1] :]
    return text


@pytest.mark.parametrize("rule", EXAMPLES, ids=ids)
def test_the_bad_example_is_found_and_the_good_one_is_not(rule: Rule) -> None:
    assert rule.code in {one.code for one in speechtree.parse(rule.bad).diagnostics}
    assert [one.code for one in speechtree.parse(rule.good).diagnostics] == []


@pytest.mark.parametrize("rule", EXAMPLES, ids=ids)
def test_messages_and_hints_stand_in_both_languages(rule: Rule) -> None:
    english = next(one for one in speechtree.parse(rule.bad).diagnostics if one.code == rule.code)
    chinese = next(one for one in CHINESE.parse(rule.bad).diagnostics if one.code == rule.code)
    assert (chinese.span, chinese.severity, chinese.edit) == (english.span, english.severity, english.edit)
    assert "{" not in english.message + english.hint + chinese.message + chinese.hint
    assert any("\u4e00" <= char <= "\u9fff" for char in chinese.message)
    assert english.hint


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code in {"punctuation", "mixed-style"}], ids=ids)
def test_a_mechanical_mend_makes_the_good_example(rule: Rule) -> None:
    assert mended(rule.bad, speechtree.parse(rule.bad).diagnostics) == rule.good


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、修渠\n水一。\n三、栽树\n水二。", [("gap", "三、")]),
        ("三、修渠\n水一。\n四、栽树\n水二。", [("lost-head", "三、")]),
        ("有两条：一是人，一是水。", []),
        ("有三条：一是人，二是水，二是渠。", [("duplicate", "二是")]),
        ("（一）修渠\n水一。\n（二）栽树\n水二。\n（二）养路\n水三。", [("duplicate", "（二）")]),
        ("一、甲\n（一）修渠\n水。\n（二）栽树\n水。\n二、乙\n（三）养路\n水。\n（四）管水\n水。", []),
        ("讲两点意见。\n一、修渠。先修干渠。\n二、栽树。先栽柳树。", []),
        ("有四条。首先，米。第二，面。第三，油。最后，盐。", []),
        ("一、抓好（春灌\n水。\n二、栽树\n水。", [("unclosed-bracket", "（")]),
        ("一、抓好(春灌\n水。\n二、栽树”活动\n水。", [("unclosed-bracket", "("), ("unclosed-bracket", "”")]),
        ("一、贯彻《关于修渠的\n通知》\n水。\n二、栽树\n水。", []),
        ("一、修渠\n水。\n九、栽树\n水。", [("gap", "九、")]),
        ("⑴修渠\n水。\n⑵栽树\n水。\n⑷管水\n水。", [("gap", "⑷")]),
        ("一、修渠\n（一）清淤\n水。\n1.干渠。先清。\n2.支渠。后清。\n（二）加固\n水。\n二、栽树\n水。", []),
    ],
)
def test_what_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    serious = {rule.code for rule in RULES if rule.severity != "info"}
    assert [one for one in found(text) if one[0] in serious] == expected


def test_a_series_that_turns_back_after_another_one() -> None:
    text = "一、修渠\n（一）清淤\n水。\n（二）加固\n水。\n渠修好以后还要管，管有三条。\n（二）看水\n水。\n二、栽树\n水。"
    assert ("duplicate", "（二）") in found(text) or ("order", "（二）") in found(text)


def test_findings_stand_in_the_order_of_the_text() -> None:
    text = "".join(rule.bad for rule in EXAMPLES)
    spans = [one.span for one in speechtree.parse(text).diagnostics]
    assert spans == sorted(spans)


def test_codes_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
