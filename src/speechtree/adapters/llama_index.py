"""A node parser for LlamaIndex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from speechtree.adapters import MAX_CHARS, metadata_of
from speechtree.chunking import chunks
from speechtree.pipeline import Parser

try:
    from llama_index.core.bridge.pydantic import Field, PrivateAttr
    from llama_index.core.node_parser import NodeParser
    from llama_index.core.node_parser.node_utils import build_nodes_from_splits
    from llama_index.core.schema import BaseNode, Document, MetadataMode
    from llama_index.core.utils import get_tqdm_iterable
except ImportError as error:
    raise ImportError("the node parser needs LlamaIndex: pip install 'speechtree[llama-index]'") from error

NUMBERS = ["speech", "depth"]  # metadata that say nothing to a model


class SpeechNodeParser(NodeParser):
    """Makes nodes of texts along their outlines. A model reads their heading, but not their speech and depth."""

    max_chars: int = Field(default=MAX_CHARS, gt=0, description="The most characters of a node.")
    overlap: int = Field(default=0, ge=0, description="The most characters that it repeats of the one before.")
    _parser: Parser = PrivateAttr()

    def __init__(self, *, parser: Parser | None = None, **fields: Any) -> None:  # noqa: ANN401 - those of a Pydantic model
        """parser: one with numbering styles of its own, if not the built-in one. It is not serialized."""
        super().__init__(**fields)
        self._parser = parser or Parser()

    @classmethod
    def class_name(cls) -> str:
        """The name under which it is serialized."""
        return "SpeechNodeParser"

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **_: object) -> list[BaseNode]:  # noqa: FBT002 - LlamaIndex has it so
        made: list[BaseNode] = []
        for node in get_tqdm_iterable(nodes, show_progress, "Parsing nodes"):
            made += self._nodes(node)
        return made

    def _nodes(self, node: BaseNode) -> list[BaseNode]:
        """The nodes of one text."""
        text = node.get_content(metadata_mode=MetadataMode.NONE)
        pieces = chunks(self._parser.parse(text), self.max_chars, self.overlap, text)
        made: list[BaseNode] = build_nodes_from_splits([chunk.text for chunk in pieces], node, id_func=self.id_func)
        for one, chunk in zip(made, pieces, strict=True):
            one.start_char_idx, one.end_char_idx = chunk.span
            one.metadata = metadata_of(chunk)
            one.excluded_embed_metadata_keys = [*one.excluded_embed_metadata_keys, *NUMBERS]
            one.excluded_llm_metadata_keys = [*one.excluded_llm_metadata_keys, *NUMBERS]
        return made

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: Mapping[str, Document]) -> list[BaseNode]:
        """Keep the exact spans: LlamaIndex looks for the words of a node, and finds the first that are the same."""
        spans = [(node.start_char_idx, node.end_char_idx) for node in nodes]
        done: list[BaseNode] = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        for node, span in zip(done, spans, strict=True):
            node.start_char_idx, node.end_char_idx = span
        return done
