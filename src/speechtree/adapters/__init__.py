"""Adapters: `speechtree.chunks` as a part of other programs for retrieval, one file for each. Each needs its extra.

What is said of `speechtree.chunks` holds for each of them. All take `max_chars` and `overlap`, and all give each passage the
metadata of `metadata_of`.
"""

from __future__ import annotations

from speechtree.chunking import Chunk

MAX_CHARS = 500  # about what the usual models for embedding read whole
BETWEEN = " > "  # the parts of a heading


def metadata_of(chunk: Chunk) -> dict[str, str | int]:
    """What a passage says of itself: plain values, as many vector stores take nothing else."""
    return {"heading": BETWEEN.join(chunk.heading), "speech": chunk.speech, "depth": chunk.depth}
