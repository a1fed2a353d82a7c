"""What `speechtree.parse` is measured against: each program as one who uses it would call it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from texts import EVAL

import speechtree

BARE_PASS = EVAL / "bare_pass.py"
BARE, OWN = "bare pass", "speechtree"
CHUNK = 1000  # characters

Run = Callable[[str], object]


@dataclass(frozen=True)
class Program:
    """A program, and what it is given: the text, or the same text with `#` before its headings."""

    name: str
    run: Run
    markdown: bool = False


@cache
def programs() -> list[Program]:
    """Every program that is installed, speechtree first. The bare pass is there when its file stands beside the repository."""
    makers: tuple[Callable[[], Program], ...] = (bare_pass, arborparser, header_splitter, recursive_splitter, node_parser)
    found = [Program(OWN, speechtree.Parser().parse)]
    for make in makers:
        try:
            found.append(make())
        except ImportError as error:
            print(f"left out: {error}")
    return found


def bare_pass() -> Program:
    """The yardstick: one regular-expression pass that counts marker-like places, and does nothing with them."""
    if not BARE_PASS.exists():
        raise ImportError(f"the bare pass is not there: no multiples ({BARE_PASS.name} stands beside the repository)")
    specification = importlib.util.spec_from_file_location("bare_pass", BARE_PASS)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return Program(BARE, module.count)


def arborparser() -> Program:
    """ArborParser with one pattern for each usual Chinese style, as its own pattern builders make them.

    It looks at the starts of lines only, and its patterns say nothing of how Chinese styles contain each other.
    """
    from arborparser.chain import ChainParser
    from arborparser.pattern import CHINESE_CHAPTER_PATTERN_BUILDER, CIRCLED_PATTERN_BUILDER, NumberType, PatternBuilder
    from arborparser.tree import TreeBuilder

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
    return Program("ArborParser", lambda text: builder.build_tree(parser.parse_to_chain(text)))


def header_splitter() -> Program:
    """LangChain's splitter of Markdown by its headings: sections with the headings that they stand under."""
    from langchain_text_splitters import MarkdownHeaderTextSplitter

    splitter = MarkdownHeaderTextSplitter([("#" * depth, f"heading {depth}") for depth in range(1, 7)])
    return Program("MarkdownHeaderTextSplitter", splitter.split_text, markdown=True)


def recursive_splitter() -> Program:
    """LangChain's splitter by length, with the separators that its documentation gives for Chinese; no structure at all."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    separators = ["\n\n", "\n", "。", "；", "，", ""]
    splitter = RecursiveCharacterTextSplitter(separators, chunk_size=CHUNK, chunk_overlap=0, add_start_index=True)
    return Program("RecursiveCharacterTextSplitter", lambda text: splitter.create_documents([text]))


def node_parser() -> Program:
    """LlamaIndex's splitter of Markdown by its headings: nodes that know their neighbours."""
    from llama_index.core import Document
    from llama_index.core.node_parser import MarkdownNodeParser

    parser = MarkdownNodeParser()
    return Program("MarkdownNodeParser", lambda text: parser.get_nodes_from_documents([Document(text=text)]), markdown=True)
