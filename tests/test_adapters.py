"""The adapters work as parts of the programs that they are made for, and give what `speechtree.chunks` gives."""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import speechtree
from speechtree import Parser, Style
from speechtree.adapters import metadata_of

TEXT = (Path(__file__).parents[1] / "examples" / "deep.txt").read_text(encoding="utf-8")
TWICE = "一、甲。乙。\n乙。\n二、丙。乙。\n"  # the words of a chunk stand elsewhere too
SMALL, OVERLAP = 120, 30
CHUNKS = speechtree.chunks(speechtree.parse(TEXT), SMALL, OVERLAP, TEXT)
STEPS = Parser("STEP: /第/ NUMERAL /步[，：]/\n%extend marker: STEP", [Style("step", "STEP", "第一步，", worded=True)])
STEPPED = "要这样做：第一步，摸清底数，摸了再摸；第二步，定下办法，定了再定。"


def needs(module: str, extra: str) -> pytest.MarkDecorator:
    """Skip a test where a program is not installed."""
    reason = f"{module} is not installed: pip install 'speechtree[{extra}]'"
    return pytest.mark.skipif(find_spec(module) is None, reason=reason)


langchain = needs("langchain_text_splitters", "langchain")
llama_index = needs("llama_index", "llama-index")
haystack = needs("haystack", "haystack")


@langchain
def test_langchain_splits_texts_and_documents() -> None:
    from langchain_core.documents import Document

    from speechtree.adapters.langchain import SpeechTextSplitter

    splitter = SpeechTextSplitter(SMALL, OVERLAP)
    assert splitter.split_text(TEXT) == [chunk.text for chunk in CHUNKS]
    given = [Document(page_content=TEXT, metadata={"file": "deep.txt", "tags": ["a"]}), Document(page_content="一、甲。\n")]
    *made, last = splitter.split_documents(given)
    assert [document.page_content for document in made] == [chunk.text for chunk in CHUNKS]
    for document, chunk in zip(made, CHUNKS, strict=True):
        place = {"start_index": chunk.span[0], "end_index": chunk.span[1]}
        assert document.metadata == {"file": "deep.txt", "tags": ["a"]} | metadata_of(chunk) | place
    assert made[0].metadata["tags"] is not given[0].metadata["tags"]
    assert last.metadata["start_index"] == 0
    assert splitter.transform_documents(given) == [*made, last]
    assert [document.page_content for document in splitter.create_documents([TWICE])] == [TWICE.strip()]


@langchain
def test_langchain_may_use_its_own_names() -> None:
    from speechtree.adapters.langchain import SpeechTextSplitter

    made = SpeechTextSplitter(chunk_size=SMALL, chunk_overlap=OVERLAP).split_text(TEXT)
    assert made == [chunk.text for chunk in CHUNKS]
    assert SpeechTextSplitter(SMALL, OVERLAP, chunk_overlap=0).split_text(TEXT) == SpeechTextSplitter(SMALL).split_text(TEXT)


@langchain
def test_langchain_takes_a_parser_and_refuses_what_makes_no_sense() -> None:
    from speechtree.adapters.langchain import SpeechTextSplitter

    assert SpeechTextSplitter(20, parser=STEPS).split_text(STEPPED)[1:] == ["第二步，定下办法，定了再定。"]
    with pytest.raises(ValueError, match="chunk_size must be > 0"):
        SpeechTextSplitter(0)


@llama_index
def test_llama_index_makes_nodes() -> None:
    from llama_index.core import Document
    from llama_index.core.schema import MetadataMode, NodeRelationship

    from speechtree.adapters.llama_index import SpeechNodeParser

    parser = SpeechNodeParser(max_chars=SMALL, overlap=OVERLAP)
    document = Document(text=TEXT, metadata={"file": "deep.txt"})
    nodes = parser.get_nodes_from_documents([document])
    assert [node.text for node in nodes] == [chunk.text for chunk in CHUNKS]
    assert [(node.start_char_idx, node.end_char_idx) for node in nodes] == [chunk.span for chunk in CHUNKS]
    assert [node.metadata for node in nodes] == [{"file": "deep.txt", **metadata_of(chunk)} for chunk in CHUNKS]
    assert {node.ref_doc_id for node in nodes} == {document.id_}
    for before, after in pairwise(nodes):
        assert before.relationships[NodeRelationship.NEXT].node_id == after.node_id
        assert after.relationships[NodeRelationship.PREVIOUS].node_id == before.node_id
    read = nodes[4].get_content(MetadataMode.EMBED)
    assert "heading: 在全县水库移民安置工作会议上的讲话 > 一、" in read
    assert "depth" not in read
    assert asyncio.run(parser.aget_nodes_from_documents([document]))[3].text == nodes[3].text


@llama_index
def test_llama_index_keeps_exact_places_of_words_that_stand_there_twice() -> None:
    from llama_index.core import Document

    from speechtree.adapters.llama_index import SpeechNodeParser

    nodes = SpeechNodeParser(max_chars=6).get_nodes_from_documents([Document(text=TWICE)])
    exact = [chunk.span for chunk in speechtree.chunks(speechtree.parse(TWICE), 6, text=TWICE)]
    assert [(node.start_char_idx, node.end_char_idx) for node in nodes] == exact
    assert [node.text for node in nodes].count("乙。") == 1


@llama_index
def test_llama_index_runs_it_in_a_pipeline_and_under_a_hierarchy() -> None:
    from llama_index.core import Document
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.core.node_parser import HierarchicalNodeParser, get_leaf_nodes
    from llama_index.core.schema import NodeRelationship

    from speechtree.adapters.llama_index import SpeechNodeParser

    stepped = SpeechNodeParser(max_chars=20, parser=STEPS)
    (_, last) = IngestionPipeline(transformations=[stepped]).run(documents=[Document(text=STEPPED)])
    assert last.get_content().endswith("第二步，定下办法，定了再定。")
    assert stepped.to_dict()["max_chars"] == 20
    sizes = {"large": SpeechNodeParser(max_chars=600), "small": SpeechNodeParser(max_chars=SMALL)}
    tree = HierarchicalNodeParser.from_defaults(node_parser_ids=list(sizes), node_parser_map=sizes)
    nodes = {node.node_id: node for node in tree.get_nodes_from_documents([Document(text=TEXT)])}
    for leaf in get_leaf_nodes(list(nodes.values())):
        assert leaf.text in nodes[leaf.relationships[NodeRelationship.PARENT].node_id].text


@haystack
def test_haystack_runs_it_in_a_pipeline_that_was_saved() -> None:
    from haystack import Document, Pipeline

    from speechtree.adapters.haystack import SpeechDocumentSplitter

    pipeline = Pipeline()
    pipeline.add_component("split", SpeechDocumentSplitter(SMALL, OVERLAP))
    loaded = Pipeline.loads(pipeline.dumps(), allowed_modules=["speechtree.adapters.haystack"])
    given = Document(content=TEXT, meta={"file": "deep.txt"})
    made = loaded.run({"split": {"documents": [given]}})["split"]["documents"]
    assert [document.content for document in made] == [chunk.text for chunk in CHUNKS]
    for number, (document, chunk) in enumerate(zip(made, CHUNKS, strict=True)):
        place: dict[str, Any] = {"source_id": given.id, "split_id": number, "split_idx_start": chunk.span[0]}
        assert document.meta == {"file": "deep.txt"} | place | metadata_of(chunk)


@haystack
def test_haystack_says_which_document_has_no_text() -> None:
    from haystack import Document

    from speechtree.adapters.haystack import SpeechDocumentSplitter

    with pytest.raises(ValueError, match=r"^the document picture has no text; convert it to text first$"):
        SpeechDocumentSplitter().run([Document(id="picture", content=None)])


@pytest.mark.parametrize(
    ("adapter", "program", "message"),
    [
        ("langchain", "langchain_core.documents", "the text splitter needs LangChain: pip install 'speechtree[langchain]'"),
        ("llama_index", "llama_index.core", "the node parser needs LlamaIndex: pip install 'speechtree[llama-index]'"),
        ("haystack", "haystack", "the component needs Haystack: pip install 'speechtree[haystack]'"),
    ],
)
def test_without_the_program(adapter: str, program: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name == program or name.startswith(f"{program}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, program, None)
    monkeypatch.delitem(sys.modules, f"speechtree.adapters.{adapter}", raising=False)
    with pytest.raises(ImportError) as raised:
        import_module(f"speechtree.adapters.{adapter}")
    assert str(raised.value) == message


def test_chunks_need_none_of_them() -> None:
    script = (
        "import sys, speechtree, speechtree.adapters; speechtree.chunks(speechtree.parse('一、甲。'), 9, text='一、甲。');"
        "sys.exit(bool({'langchain_core', 'llama_index', 'haystack'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env=os.environ | {"PYTHONUTF8": "1"})


def test_chunks_may_be_sent_to_other_processes() -> None:
    sent: Any = pickle.loads(pickle.dumps(CHUNKS))  # noqa: S301 - it is the test's own
    assert sent == CHUNKS
