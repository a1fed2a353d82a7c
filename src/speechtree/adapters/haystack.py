"""A component for Haystack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from speechtree.adapters import MAX_CHARS, metadata_of
from speechtree.chunking import chunks
from speechtree.pipeline import Parser

try:
    from haystack import Document, component, default_from_dict, default_to_dict
except ImportError as error:
    raise ImportError("the component needs Haystack: pip install 'speechtree[haystack]'") from error


@component
class SpeechDocumentSplitter:
    """Splits documents along their outlines."""

    def __init__(self, max_chars: int = MAX_CHARS, overlap: int = 0) -> None:
        """max_chars: the most characters of a passage. overlap: the most that it repeats of the one before."""
        self.max_chars, self.overlap = max_chars, overlap
        self._parser = Parser()

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """The passages of documents, each with the metadata of its document and its own.

        These are heading, speech and depth, and what Haystack's own splitters note: source_id, split_id and split_idx_start.
        Raises ValueError when a document has no text.
        """
        return {"documents": [passage for document in documents for passage in self._passages(document)]}

    def _passages(self, document: Document) -> Iterator[Document]:
        if document.content is None:
            raise ValueError(f"the document {document.id} has no text; convert it to text first")
        pieces = chunks(self._parser.parse(document.content), self.max_chars, self.overlap, document.content)
        for number, chunk in enumerate(pieces):
            place = {"source_id": document.id, "split_id": number, "split_idx_start": chunk.span[0]}
            yield Document(content=chunk.text, meta=document.meta | place | metadata_of(chunk))

    def to_dict(self) -> dict[str, Any]:
        """What a pipeline is saved as."""
        data: dict[str, Any] = default_to_dict(self, max_chars=self.max_chars, overlap=self.overlap)
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> SpeechDocumentSplitter:
        """The component that was saved."""
        made: SpeechDocumentSplitter = default_from_dict(cls, data)
        return made
