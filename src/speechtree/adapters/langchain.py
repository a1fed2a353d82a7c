"""A text splitter for LangChain."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from speechtree.adapters import MAX_CHARS, metadata_of
from speechtree.chunking import Chunk, chunks
from speechtree.pipeline import Parser

try:
    from langchain_core.documents import Document
    from langchain_text_splitters import TextSplitter
except ImportError as error:
    raise ImportError("the text splitter needs LangChain: pip install 'speechtree[langchain]'") from error


class SpeechTextSplitter(TextSplitter):
    """Splits texts along their outlines. The metadata of a text go along, with those of the passage."""

    def __init__(
        self,
        max_chars: int = MAX_CHARS,
        overlap: int = 0,
        *,
        chunk_size: int | None = None,
        chunk_overlap: int | None = None,
        parser: Parser | None = None,
    ) -> None:
        """chunk_size, chunk_overlap: what LangChain calls max_chars and overlap; they go before these.

        parser: one with numbering styles of its own, if not the built-in one.
        """
        super().__init__(
            chunk_size=max_chars if chunk_size is None else chunk_size,
            chunk_overlap=overlap if chunk_overlap is None else chunk_overlap,
            add_start_index=True,
        )
        self._parser = parser or Parser()

    def split_text(self, text: str) -> list[str]:
        """The passages of a text."""
        return [chunk.text for chunk in self._chunks(text)]

    def create_documents(self, texts: Sequence[str], metadatas: Sequence[dict[Any, Any]] | None = None) -> list[Document]:
        """The passages of texts, each with its heading, speech, depth, start_index and end_index."""
        return [
            Document(page_content=chunk.text, metadata=deepcopy(metadata) | _metadata(chunk))
            for text, metadata in zip(texts, metadatas or [{}] * len(texts), strict=True)
            for chunk in self._chunks(text)
        ]

    def _chunks(self, text: str) -> list[Chunk]:
        return chunks(self._parser.parse(text), self._chunk_size, self._chunk_overlap, text)


def _metadata(chunk: Chunk) -> dict[str, str | int]:
    return metadata_of(chunk) | {"start_index": chunk.span[0], "end_index": chunk.span[1]}
