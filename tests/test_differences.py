"""What is told of two outlines is what was done to the one to get the other."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_properties import LINES, TEXTS

import speechtree
from speechtree import Change, diff, walk

HEADS = ["修渠", "栽树", "办学", "防汛", "护林", "通路", "减税", "治沙", "养老", "采煤"]
NUMERALS = "一二三四五六七八九十"
WORDS = {head: f"{head}的事由{where}办。" for head, where in zip(HEADS, "甲乙丙丁戊己庚辛壬癸", strict=True)}


def speech(heads: list[str], under: dict[str, list[str]] | None = None, title: str = "", words: dict[str, str] = WORDS) -> str:
    """A speech with these heads, their words, and points under them."""
    lines = [title] * bool(title)
    for numeral, head in zip(NUMERALS, heads, strict=False):
        lines += [f"{numeral}、{head}", words.get(head, "")]
        lines += [f"（{number}）{name}" for number, name in zip(NUMERALS, (under or {}).get(head, []), strict=False)]
    return "\n".join(lines) + "\n"


def told(before: str, after: str) -> list[tuple[str, str, str]]:
    """The changes as words: kinds, old title, new title."""
    return [_told(change) for change in diff(speechtree.parse(before), speechtree.parse(after))]


def _told(change: Change) -> tuple[str, str, str]:
    old, new = (one.point.title.text if one else "" for one in (change.before, change.after))
    return " ".join(change.kinds), old, new


@given(TEXTS | LINES)
def test_nothing_differs_from_itself(text: str) -> None:
    assert diff(speechtree.parse(text), speechtree.parse(text)) == []


@given(TEXTS | LINES, TEXTS | LINES)
def test_every_point_is_told_of_once(one: str, other: str) -> None:
    before, after = speechtree.parse(one), speechtree.parse(other)
    changes = diff(before, after)
    left = [[located.point.span for located in walk(document)] for document in (before, after)]
    for spans, told_of in zip(left, ([change.before for change in changes], [change.after for change in changes]), strict=True):
        assert not Counter(located.point.span for located in told_of if located) - Counter(spans)
    kept = sum(change.before is None for change in changes), sum(change.after is None for change in changes)
    assert len(left[1]) - kept[0] == len(left[0]) - kept[1]  # what is still there is there in both
    assert all(change.kinds for change in changes)


@given(st.permutations(HEADS), st.integers(1, len(HEADS)))
def test_heads_that_changed_places_have_moved(heads: list[str], many: int) -> None:
    before = [head for head in HEADS if head in heads[:many]]
    changes = told(speech(before), speech(heads[:many]))
    stayed = [head for head in heads[:many] if head not in {new for kinds, _, new in changes if "moved" in kinds}]
    assert stayed == [head for head in before if head in stayed]
    assert {new for kinds, _, new in changes if "renumbered" in kinds} == {
        new for new in before if before.index(new) != heads.index(new)
    }


@given(st.sets(st.sampled_from(HEADS), min_size=2, max_size=9))
def test_heads_that_were_left_out_are_removed_or_added(some: set[str]) -> None:
    fewer = [head for head in HEADS if head in some]
    gone = [("removed", head, "") for head in HEADS if head not in some]
    came = [("added", "", head) for head in HEADS if head not in some]
    assert [one for one in told(speech(HEADS), speech(fewer)) if one[0] != "renumbered"] == gone
    assert [one for one in told(speech(fewer), speech(HEADS)) if one[0] != "renumbered"] == came


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(speech(["修渠", "栽树"]), speech(["修渠", "栽树造林"]), [("renamed", "栽树", "栽树造林")], id="alike"),
        pytest.param(
            speech(["修渠", "栽树"]),
            speech(["修渠", "绿化"], words=WORDS | {"绿化": WORDS["栽树"]}),
            [("renamed", "栽树", "绿化")],
            id="same words under it",
        ),
        pytest.param(
            speech(["修渠", "栽树"], {"栽树": ["选苗", "浇水"]}),
            speech(["修渠", "绿化"], {"绿化": ["选苗", "浇水"]}),
            [("renamed", "栽树", "绿化")],
            id="same points under it",
        ),
        pytest.param(
            speech(["修渠", "栽树"]),
            speech(["修渠", "减税"]),
            [("added", "", "减税"), ("removed", "栽树", "")],
            id="nothing alike",
        ),
        pytest.param(
            speech(["修渠", "栽树"], {"修渠": ["清淤", "加固"], "栽树": ["选苗", "浇水"]}),
            speech(["修渠", "栽树"], {"修渠": ["清淤", "加固", "浇水"], "栽树": ["选苗"]}),
            [("moved renumbered", "浇水", "浇水")],
            id="under another head",
        ),
        pytest.param(
            "一、修渠\n二、栽树\n",
            "1. 修渠\n2. 栽树\n",
            [("renumbered", "修渠", "修渠"), ("renumbered", "栽树", "栽树")],
            id="another style",
        ),
        pytest.param(
            speech(["修渠", "栽树"], title="在水利会议上的讲话") + speech(["办学", "防汛"], title="在年会上的讲话"),
            speech(["办学", "防汛"], title="在年会上的讲话") + speech(["修渠", "栽树"], title="在水利会议上的讲话"),
            [],
            id="speeches that changed places",
        ),
        pytest.param(
            speech(["修渠", "栽树"], title="在水利会议上的讲话") + speech(["办学", "防汛"], title="在年会上的讲话"),
            speech(["修渠"], title="在水利会议上的讲话") + speech(["办学", "栽树"], title="在年会上的讲话"),
            [("moved", "栽树", "栽树"), ("removed", "防汛", "")],
            id="into another speech",
        ),
        pytest.param(
            "一、甲。\n二、甲。\n三、甲。\n", "一、甲。\n二、甲。\n", [("removed", "甲", "")], id="points that are all the same"
        ),
    ],
)
def test_edits(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(before, after) == expected


def test_a_change_has_the_points_of_both_outlines() -> None:
    before, after = speech(["修渠", "栽树"]), speech(["防汛", "修渠", "栽树造林"])
    (added, renumbered, renamed) = diff(speechtree.parse(before), speechtree.parse(after))
    assert added.before is None
    assert renumbered.before
    assert renumbered.after
    assert before[slice(*renumbered.before.point.title.span)] == after[slice(*renumbered.after.point.title.span)] == "修渠"
    assert renamed.after
    assert renamed.after.number == 1
    with pytest.raises(AttributeError):
        renamed.kinds = ()  # type: ignore[misc]


@pytest.mark.parametrize("words", ["修渠", "修{}渠道{}里", "{}"])
def test_thousands_of_points(words: str) -> None:
    """The same title over and over, titles alike, titles with nothing in common: looked at, not all compared with all."""
    numbers = range(4000)
    before = "".join(f"（{n % 99 + 1}）{words.format(chr(0x4E00 + n), n)}\n" for n in numbers)
    after = "".join(f"（{n % 99 + 1}）{words.format(chr(0x6E00 + n), n)}\n" for n in islice(numbers, 1, None))
    old, new = speechtree.parse(before), speechtree.parse(after)
    changes = diff(old, new)
    gone = sum(change.after is None for change in changes)
    assert gone - sum(change.before is None for change in changes) == len(list(walk(old))) - len(list(walk(new)))
