"""What `speechtree.parse` is measured against."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

from texts import EVAL

BARE_PASS = EVAL / "bare_pass.py"


def bare_pass() -> Callable[[str], int] | None:
    """The yardstick, one regular-expression pass that counts marker-like places; None when it is not there."""
    if not BARE_PASS.exists():
        return None
    specification = importlib.util.spec_from_file_location("bare_pass", BARE_PASS)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    count: Callable[[str], int] = module.count
    return count


def arborparser() -> Callable[[str], object] | None:
    """ArborParser with one pattern for each usual Chinese style; None when it is not installed.

    It looks at the starts of lines only, and its patterns say nothing of how Chinese styles contain each other: this is
    its cost, not a comparison of trees.
    """
    try:
        from arborparser.chain import ChainParser
        from arborparser.pattern import CHINESE_CHAPTER_PATTERN_BUILDER, CIRCLED_PATTERN_BUILDER, NumberType, PatternBuilder
        from arborparser.tree import TreeBuilder
    except ImportError:
        return None
    chinese, arabic = NumberType.CHINESE, NumberType.ARABIC
    builders = (
        PatternBuilder(number_type=chinese, suffix_regex=r"[、．.]\s*", max_level=1),
        PatternBuilder(prefix_regex=r"[（(]", number_type=chinese, suffix_regex=r"[）)]\s*", max_level=1),
        PatternBuilder(number_type=arabic, suffix_regex=r"[、．.]\s*", max_level=1),
        PatternBuilder(prefix_regex=r"[（(]", number_type=arabic, suffix_regex=r"[）)]\s*", max_level=1),
        PatternBuilder(prefix_regex="第", number_type=chinese, suffix_regex=r"[，、点]\s*", max_level=1),
        PatternBuilder(number_type=chinese, suffix_regex="[是要]", max_level=1),
        CHINESE_CHAPTER_PATTERN_BUILDER,
        CIRCLED_PATTERN_BUILDER,
    )
    parser, builder = ChainParser([one.build() for one in builders]), TreeBuilder()
    return lambda text: builder.build_tree(parser.parse_to_chain(text))
