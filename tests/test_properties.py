"""Any text has a tree, and the tree keeps every invariant (contract: any str, never raises on content; nothing is lost)."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from invariants import assert_sound, compact, leaves_of

import speechtree
from speechtree import STYLES

NUMERALS = "一二三四五六七八九十百零〇廿卅0123456789１２３"
MARKERS = (
    *(style.example for style in STYLES),
    *(
        "二、",
        "三、",
        "（二）",
        "2.",
        "（2）",
        "②",
        "1.2",
        "二是",
        "三是",
        "第二，",
        "第二点",
        "其次，",
        "最后，",
        "还有一个是",
        "㈡",
        "⒉",
        "乙、",
    ),
)
WORDS = (
    *(
        "同志们：",
        "让我们",
        "谢谢大家！",
        "我讲三点意见：",
        "这些成绩",
        "总之",
        "讲话篇一",
        "（2020年1月）",
        "附件1",
        "目录",
        "发展",
        "是",
    ),
    *("a", "🙂", "𠮷"),
)
PUNCTUATION = tuple("，。！？；：、…—“”‘’「」《》（）【】()[]〔〕.,:;!?-·~")
WHITE_SPACE = (
    *" \t\u3000\xa0\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029\u200b\ufeff\u2003",
    *("\r\n", "\n\n", "\u3000\u3000", "    "),
)
STRANGE = (
    *("\x00", "\x07", "\ud800", "\udfff", "\u0301", "\U0010ffff", "\ue000"),
    *("#", "*", ">", "_", "\\*", "**", "## ", "> ", "\\"),
)

PIECES = st.one_of(
    st.sampled_from(MARKERS),
    st.sampled_from(MARKERS).map("\n".__add__),
    st.sampled_from(MARKERS).map("。".__add__),
    st.sampled_from(NUMERALS),
    st.sampled_from(WORDS),
    st.sampled_from(PUNCTUATION),
    st.sampled_from(WHITE_SPACE),
    st.sampled_from(STRANGE),
    st.text(max_size=5),
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
ONE_LINE = st.tuples(st.sampled_from(MARKERS), st.text("要抓好各项工作，。；：是", max_size=60)).map("".join)
LINES = st.lists(ONE_LINE, max_size=20).map("\n".join)


@given(TEXTS)
@example("")
@example("\x00")
@example("\ufeff")
@example("\r\n\r\n")
@example("一、")
@example("# \n> \n*\n")
@example("第二，、！")
@example("一）>?")
@example("第一，\x07\u2003二是")
@example("一）），\u2029）")
def test_any_text(text: str) -> None:
    assert_sound(text, speechtree.parse(text))


@given(LINES)
@example("一个是，。")
def test_any_run_of_markers(text: str) -> None:
    assert_sound(text, speechtree.parse(text))


@given(st.text(alphabet=st.characters(codec=None)))
@example("_")
def test_any_characters(text: str) -> None:
    assert_sound(text, speechtree.parse(text))


@given(TEXTS)
def test_one_text_has_one_tree(text: str) -> None:
    assert speechtree.parse(text) == speechtree.parse(text)


@given(LINES)
def test_line_endings_do_not_matter(text: str) -> None:
    """The line ends of Windows move the offsets, nothing else."""
    unix, windows = speechtree.parse(text), speechtree.parse(text.replace("\n", "\r\n"))
    assert [leaf.text for leaf in leaves_of(windows)] == [leaf.text for leaf in leaves_of(unix)]


@given(LINES)
@example("第一部分。，。")
def test_leaves_are_the_text(text: str) -> None:
    """The leaves, their stops between them, read as the text does."""
    read = "".join(leaf.text + getattr(leaf, "stop", "") for leaf in leaves_of(speechtree.parse(text)))
    assert compact(read) == compact(text)
