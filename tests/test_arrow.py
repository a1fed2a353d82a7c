"""Outlines from batch to batch: any strings of Arrow, failing documents, clear errors, the same table everywhere."""

from __future__ import annotations

import pickle
import subprocess
import sys
from functools import partial
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_properties import TEXTS

import speechtree
from speechtree.corpus import SCHEMA, Part, outlines, parts
from speechtree.corpus.arrow import record_batch
from speechtree.errors import InputError

TEXT = "同志们：\n讲两点意见：\n一、修渠。上冻前修完：一是清淤，二是加固。\n三、栽树。\n"
OTHER = "一、养路\n二、架桥\n"
NO_UTF_8 = pa.StringArray.from_buffers(2, pa.py_buffer(bytes([*b"\0\0\0\0\x01\0\0\0\x03\0\0\0"])), pa.py_buffer(b"a\xff\xfe"))


def batch(texts: object, names: object = ("a", "b")) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"name": names, "text": texts})


def expected(*documents: tuple[str | None, str]) -> list[dict[str, object]]:
    """The rows that the texts have one by one, as Arrow gives them back."""
    rows = [part for name, text in documents for part in parts(speechtree.parse(text), name)]
    return list(record_batch(rows).to_pylist())


def test_the_columns_are_the_fields_of_a_part() -> None:
    assert tuple(SCHEMA.names) == Part._fields


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())], ids=str
)
def test_strings_of_any_type_give_the_same_table(kind: pa.DataType) -> None:
    table = outlines(batch(pa.array([TEXT, OTHER]).cast(kind), pa.array(["a", "b"]).cast(kind)))
    assert table.schema.equals(SCHEMA)
    assert table.to_pylist() == expected(("a", TEXT), ("b", OTHER))


@given(st.lists(TEXTS, max_size=3))
def test_what_comes_back_is_what_the_tree_says(texts: list[str]) -> None:
    """A lone surrogate cannot be in Arrow: what comes back for it is a question mark."""
    rows = [part for text in texts for part in parts(speechtree.parse(text), "a")]
    back = record_batch(rows).to_pydict()
    for field in Part._fields:
        values = [getattr(row, field) for row in rows]
        if field == "path":
            assert [tuple(path) for path in back[field]] == values
        elif field == "confidence":
            assert back[field] == [value and pytest.approx(value, abs=1e-6) for value in values]
        else:
            assert back[field] == [_sent(value) for value in values]


def _sent(value: object) -> object:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def test_an_empty_batch_gives_an_empty_batch() -> None:
    table = outlines(batch(pa.array([], pa.string()), pa.array([], pa.string())))
    assert (table.num_rows, table.schema) == (0, SCHEMA)


def test_a_part_of_a_longer_batch() -> None:
    assert outlines(batch([TEXT, OTHER]).slice(1)).to_pylist() == expected(("b", OTHER))


def test_columns_of_other_names() -> None:
    given_batch = batch([TEXT, OTHER]).rename_columns(["id", "words"])
    assert outlines(given_batch, text="words", name="id").to_pylist() == expected(("a", TEXT), ("b", OTHER))


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (["a", None], ["a", None]),
        ([7, 1 << 40], ["7", "1099511627776"]),
        (NO_UTF_8, ["a", r"\xff\xfe"]),
        ([b"a", b"\xff"], ["a", r"\xff"]),
    ],
)
def test_names_of_any_type(names: object, called: list[str | None]) -> None:
    assert sorted({row["document"] or "" for row in outlines(batch([TEXT, OTHER], names)).to_pylist()}) == sorted(
        name or "" for name in called
    )


def test_documents_without_names_are_called_by_their_digest() -> None:
    rows = outlines(batch([TEXT, None]), name=None).to_pylist()
    assert {row["document"] for row in rows} == {sha256(TEXT.encode("utf-8")).hexdigest(), None}


def test_a_document_that_fails_is_one_row_with_its_error() -> None:
    class Failing(speechtree.Parser):
        def parse(self, text: str, **options: Any) -> speechtree.Document:  # noqa: ANN401 - those of the method
            if text == OTHER:
                raise MemoryError("too much")
            return super().parse(text, **options)

    rows = outlines(batch([OTHER, TEXT]), parser=Failing()).to_pylist()
    assert {key: value for key, value in rows[0].items() if value is not None} == {
        "document": "a",
        "error": "MemoryError: too much",
    }
    assert rows[1:] == expected(("b", TEXT))


def test_a_text_that_is_missing_is_an_error_row() -> None:
    rows = outlines(batch([None, TEXT])).to_pylist()
    assert (rows[0]["document"], rows[0]["error"]) == ("a", "there is no text: it is null")
    assert rows[1:] == expected(("b", TEXT))
    assert [row["error"] is None for row in outlines(batch([None, None])).to_pylist()] == [False, False]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()], ids=str)
def test_a_text_that_is_no_utf_8_is_an_error_row(kind: pa.DataType) -> None:
    first, second = outlines(batch(NO_UTF_8.cast(kind))).to_pylist()
    assert (first["error"], first["text"]) == (None, "a")
    assert (second["document"], second["error"]) == ("b", "the text is no UTF-8")


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("words", "name", "the table has no column 'words', only 'name', 'text', 'number'; say which one to take"),
        ("text", "id", "the table has no column 'id', only 'name', 'text', 'number'; say which one to take"),
        ("number", "name", "the column 'number' is of type int64, and texts are strings; cast it, or name another"),
    ],
)
def test_a_column_that_cannot_be_used(text: str, name: str, message: str) -> None:
    columns = pa.RecordBatch.from_pydict({"name": ["a"], "text": [TEXT], "number": [1]})
    with pytest.raises(InputError) as raised:
        outlines(columns, text=text, name=name)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("names", "found"), [([], "no column 'text', only none at all"), (["text"] * 2, "more than one column 'text'")]
)
def test_no_column_and_two_of_one_name(names: list[str], found: str) -> None:
    columns = pa.RecordBatch.from_arrays([pa.array([TEXT])] * len(names), names)
    with pytest.raises(InputError, match=found):
        outlines(columns)


def test_the_function_and_a_parser_go_to_other_processes() -> None:
    grammar = "STEP: /第/ NUMERAL /步[，：]/\n%extend marker: STEP"
    parser = speechtree.Parser(grammar, [speechtree.Style("step", "STEP", "第一步，", worded=True)], language="zh")
    text = "要这样做：第一步，摸清底数；第二步，定下办法。"
    function = pickle.loads(pickle.dumps(partial(outlines, parser=parser)))  # noqa: S301 - its own
    table = function(batch([text, TEXT]))
    assert [row["style"] for row in table.to_pylist()][:3] == [None, "step", "step"]
    assert function.keywords["parser"].language == "zh"


def test_pyarrow_is_loaded_only_where_it_is_used() -> None:
    script = "import sys, speechtree.corpus; speechtree.corpus.parts; sys.exit('pyarrow' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "speechtree.corpus.arrow")
    with pytest.raises(ImportError, match=r"^tables of outlines need pyarrow: pip install 'speechtree\[arrow\]'$"):
        _ = speechtree.corpus.outlines


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"module 'speechtree\.corpus' has no attribute 'outline'"):
        _ = speechtree.corpus.outline
