"""The report on a corpus: it counts what is in the documents, whatever stands in them is text, and it works in a browser."""

from __future__ import annotations

import json
import re
import string
import sys
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
import pytest
from commands import Run, runner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from pyarrow import parquet
from speeches import made_speech

from speechtree import STYLES, Document, Parser, Point
from speechtree.corpus import Part, failed, parts, run_corpus
from speechtree.corpus.arrow import SCHEMA, record_batch
from speechtree.diagnose import DOUBTFUL, RULES
from speechtree.errors import InputError
from speechtree.report import write_report
from speechtree.report.counting import DEEPEST, LONGEST, MOST_HEADS, SHORTEST, Counted, count
from speechtree.report.loading import load
from speechtree.report.words import EN, ZH, share

EXAMPLES = Path(__file__).parents[1] / "examples"
KINDS = (".parquet", ".duckdb", ".jsonl")
PARSER = Parser()
Facts = dict[tuple[str, str, str], Counter[str]]

# Names, titles and errors that would do harm if they were taken for anything but text.
HOSTILE = """</script><script>alert(1)</script><img src=x onerror=alert(2)>"'&amp;<!--"""


# Counting without SQL


def facts_of(documents: Sequence[Document]) -> Facts:
    """What falls into each bar, by document, out of the trees themselves."""
    facts: Facts = defaultdict(Counter)
    for document in documents:
        name = document.source.name or ""
        for diagnostic in document.diagnostics:
            facts["findings", diagnostic.code, ""][name] += 1
        for speech in document.speeches:
            points = list(nested(speech.points))
            length, heads = speech.span[1] - speech.span[0], len(speech.points)
            edges = [SHORTEST * 2**step for step in range(LONGEST)]
            facts["lengths", str(sum(length >= edge for edge in edges)), ""][name] += 1
            facts["heads", str(min(heads, MOST_HEADS)), ""][name] += 1
            facts["speech-depths", str(min(DEEPEST, max((depth for _, _, depth in points), default=0))), ""][name] += 1
            for style in {point.marker.style for point, _, _ in points}:
                facts["style-speeches", style, ""][name] += 1
            for point, parent, depth in points:
                style, at = point.marker.style, str(min(depth, DEEPEST))
                facts["point-depths", at, ""][name] += 1
                facts["style-points", style, ""][name] += 1
                facts["style-depths", style, at][name] += 1
                facts["nesting", parent, style][name] += 1
                if point.confidence < DOUBTFUL:
                    facts["confidence", str(max(4, int(round(point.confidence * 10, 6)))), ""][name] += 1
    return facts


def nested(points: Iterable[Point], parent: str = "", depth: int = 1) -> Iterator[tuple[Point, str, int]]:
    """Each point with the style that it hangs under, and its depth."""
    for point in points:
        yield point, parent, depth
        yield from nested(point.points, point.marker.style, depth + 1)


def counted_facts(counted: Counted) -> Facts:
    """The same out of a report that names all documents; failures are counted elsewhere."""
    facts: Facts = defaultdict(Counter)
    for figure, bars in counted.figures.items():
        for bar in bars:
            named = Counter({counted.places[one.row].document: one.times for one in bar.examples})
            assert (bar.times, bar.documents) == (named.total(), len(named))
            if figure != "failed":
                facts[figure, bar.row, bar.cell] = named
    return facts


def count_tables(*tables: Path, examples: int = 10_000) -> Counted:
    with TemporaryDirectory() as folder, load(tables, Path(folder)) as database:
        return count(database, examples)


def write_table(path: Path, rows: Iterable[Part]) -> Path:
    parquet.write_table(pa.Table.from_batches([record_batch(rows)], SCHEMA), path)
    return path


class Corpus(NamedTuple):
    """A corpus in a folder, and its documents."""

    folder: Path
    documents: list[Document]

    def table(self, suffix: str = ".parquet") -> Path:
        """The table of its outlines, of one of the kinds."""
        return self.folder / f"outlines{suffix}"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Speeches made up by rule, texts that break each rule, one without points, the examples, and two that fail."""
    folder = tmp_path_factory.mktemp("corpus")
    texts = {f"made {number}": made_speech(number).text for number in range(12)}
    texts |= {rule.code: rule.bad for rule in RULES if rule.bad}
    texts |= {path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.txt")}
    texts |= {"none": "没有序号。\n", "many": "".join(f"{number}. 事\n" for number in range(1, MOST_HEADS + 3))}
    (folder / "in").mkdir()
    for name, text in texts.items():
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "in" / "damaged.txt").write_bytes(b"\xff\xff\xff")
    (folder / "in" / "nul.txt").write_bytes(b"\x00")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for suffix in KINDS:
            assert run_corpus(["in"], f"outlines{suffix}").failed == 2
    lines = (folder / "outlines.jsonl").read_text(encoding="utf-8").splitlines()
    return Corpus(folder, [Document.model_validate_json(line) for line in lines if "error" not in json.loads(line)])


@pytest.mark.parametrize("suffix", KINDS)
def test_figures_are_what_is_in_the_documents(corpus: Corpus, suffix: str) -> None:
    counted = count_tables(corpus.table(suffix))
    assert counted_facts(counted) == facts_of(corpus.documents)
    speeches = [speech for document in corpus.documents for speech in document.speeches]
    assert (counted.documents, counted.failed) == (len(corpus.documents) + 2, 2)
    assert counted.speeches == len(speeches)
    assert counted.points == sum(1 for speech in speeches for _ in nested(speech.points))
    assert counted.with_findings == sum(
        any(one.severity != "info" for one in document.diagnostics) for document in corpus.documents
    )


def test_places_are_where_they_are_said_to_be(corpus: Corpus) -> None:
    texts = {f"in/{path.name}": path.read_bytes().decode("utf-8", "replace") for path in (corpus.folder / "in").iterdir()}
    counted = count_tables(corpus.table())
    for bar in counted.figures["style-points"]:
        for place in (counted.places[example.row] for example in bar.examples):
            assert place.start is not None
            assert texts[place.document][place.start :].startswith(place.words[:2])


def test_failures_are_sorted_by_reason(tmp_path: Path) -> None:
    rows = [
        failed("a", "a: cut off (line 17); get it anew"),
        failed("b", "b: cut off (line 3); get it anew"),
        failed(None, "no UTF-8"),
        failed("a; b", "a; b: cut off"),
    ]
    counted = count_tables(write_table(tmp_path / "a.parquet", rows))
    found = {bar.row: [counted.places[example.row].document for example in bar.examples] for bar in counted.figures["failed"]}
    assert found == {"cut off (line …)": ["a", "b"], "no UTF-8": [""], "cut off": ["a; b"]}


def test_examples_are_the_first_in_the_order_of_the_table(tmp_path: Path) -> None:
    names = [f"{number * 37 % 101:03}" for number in range(101)]
    rows = [part for name in names for part in parts(PARSER.parse("一、修渠\n二、栽树\n", name=name))]
    (bar,) = (counted := count_tables(write_table(tmp_path / "a.parquet", rows), examples=5)).figures["style-points"]
    assert [(counted.places[one.row].document, one.times) for one in bar.examples] == [(name, 2) for name in names[:5]]
    assert (bar.times, bar.documents) == (202, 101)


def test_stretches_of_documents_are_counted_one_by_one(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = count_tables(corpus.table())
    monkeypatch.setattr("speechtree.report.loading.STRETCH", 7)
    assert count_tables(corpus.table()) == whole


def test_several_tables_are_counted_together(tmp_path: Path) -> None:
    one, two = (
        write_table(tmp_path / f"{name}.parquet", parts(PARSER.parse(text, name="same")))
        for name, text in (("it's [1] *", "一、修渠\n二、栽树\n"), ("b", "1. 修渠\n2. 栽树\n3. 养路\n"))
    )
    counted = count_tables(one, two)
    assert (counted.documents, counted.speeches, counted.points) == (2, 2, 5)
    assert {bar.row: bar.times for bar in counted.figures["heads"]} == {"2": 1, "3": 1}


LINES = st.sampled_from(
    [
        "一、修渠",
        "二、栽树",
        "（一）清淤",
        "（二）加固",
        "四、养路",
        "1. 清淤",
        "2. 加固",
        "要做到：一是快，二是稳。",
        "首先，人要齐。",
        "在会议上的讲话",
        "谢谢大家！",
    ]
)


@settings(max_examples=30)
@given(texts=st.lists(st.lists(LINES, max_size=14).map("\n".join), min_size=1, max_size=6))
def test_any_documents_are_counted_as_they_are(texts: list[str]) -> None:
    documents = [PARSER.parse(text, name=f"文{number}") for number, text in enumerate(texts)]
    with TemporaryDirectory() as folder:
        table = Path(folder) / "a.jsonl"
        table.write_text("\n\n".join(one.model_dump_json() for one in documents), encoding="utf-8")
        assert counted_facts(count_tables(table)) == facts_of(documents)


# The page


def page_of(table: Path, out: Path, **options: Any) -> html.HtmlElement:  # noqa: ANN401 - as the function has them
    write_report(table, out, force=True, **options)
    return html.document_fromstring(out.read_text(encoding="utf-8"))


def behind(page: html.HtmlElement) -> dict[str, Any]:
    (script,) = page.xpath("//script[@id='behind']")
    found: dict[str, Any] = json.loads(script.text)
    return found


def sentences(page: html.HtmlElement) -> dict[str, str]:
    return {section.get("id"): section.find("h2").text_content() for section in page.xpath("//main/section")}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_bar_has_its_documents_and_its_numbers(corpus: Corpus, tmp_path: Path, language: Any) -> None:  # noqa: ANN401
    page = page_of(corpus.table(), tmp_path / "a.html", language=language, examples=3)
    given_bars = [bar for bars in count_tables(corpus.table(), examples=3).figures.values() for bar in bars]
    found = behind(page)["bars"]
    buttons = {int(button.get("data-bar")): button for button in page.xpath("//button[@data-bar]")}
    assert sorted(buttons) == [bar.number for bar in given_bars] == list(range(len(found)))
    assert [one[0] for one in found] == [bar.documents for bar in given_bars]
    assert [len(one) // 2 for one in found] == [min(3, bar.documents) for bar in given_bars]
    assert all(f"{bar.documents:,}" in buttons[bar.number].get("aria-label") for bar in given_bars)
    assert [dd.text for dd in page.xpath("//dl[@class='totals']//dd")][3] == "2"


def test_the_page_is_the_same_again(corpus: Corpus, tmp_path: Path) -> None:
    write_report([corpus.table()], tmp_path / "a.html")
    write_report([corpus.table()], tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"a.html", "b.html"}


def test_the_page_stands_alone(corpus: Corpus, tmp_path: Path) -> None:
    page = page_of(corpus.table(), tmp_path / "a.html")
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    for kind, element in (("style", page.xpath("//style")[0]), ("script", page.xpath("//script[not(@type)]")[0])):
        digest = b64encode(sha256(element.text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
        assert "url(" not in element.text
        assert "http" not in element.text
    assert page.xpath("//@src | //link | //@style | //*[@*[starts-with(name(), 'on')]]") == []
    assert {target[0] for target in page.xpath("//@href")} == {"#"}
    anchors = set(page.xpath("//@id"))
    assert [target for target in page.xpath("//@href") if target[1:] not in anchors] == []


def test_whatever_stands_in_a_table_is_text(tmp_path: Path) -> None:
    rows = [
        *parts(PARSER.parse(f"一、修{HOSTILE}渠\n二、栽树\n", name=HOSTILE)),
        failed(HOSTILE + "2", HOSTILE),
    ]
    rows[1] = rows[1]._replace(style=HOSTILE, findings=[HOSTILE])
    page = page_of(write_table(tmp_path / f"{HOSTILE.replace('/', '')}.parquet", rows), tmp_path / "a.html")
    assert len(page.xpath("//script")) == 2
    assert page.xpath("//img | //*[@*[starts-with(name(), 'on')]] | //comment()") == []
    found = behind(page)
    assert [name for name, _ in found["documents"]] == [HOSTILE, HOSTILE + "2"]
    assert [None, HOSTILE] in [place[1:] for place in found["places"]]
    assert HOSTILE in sentences(page)["findings"]
    assert HOSTILE in sentences(page)["styles"]


def test_documents_that_are_there_are_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("texts/100 % #1?.txt", "javascript:alert(1)"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("", encoding="utf-8")
    Path("pages").mkdir()
    names = ["texts/100 % #1?.txt", "javascript:alert(1)", "gone.txt", "texts", "x" * 5000, "a\x00b", ""]
    table = write_table(tmp_path / "a.parquet", [failed(name, "no") for name in names])
    links = [link for _, link in behind(page_of(table, Path("pages/a.html")))["documents"]]
    assert links == ["../texts/100%20%25%20%231%3F.txt", "../javascript%3Aalert%281%29", *[None] * 5]


def test_sentences_say_what_is_in_the_data(tmp_path: Path) -> None:
    texts = ["一、修渠\n二、栽树\n", "一、修渠\n（一）清淤\n（二）加固\n二、栽树\n", "没有序号。\n" * 400]
    rows = [part for number, text in enumerate(texts) for part in parts(PARSER.parse(text, name=str(number)))]
    page = page_of(write_table(tmp_path / "a.parquet", rows), tmp_path / "a.html")
    assert sentences(page) == {
        "heads": "67\u202f% of speeches have 2 heads",
        "lengths": "67\u202f% of speeches have under 250 characters",
        "depths": "33\u202f% of speeches go 0 deep, and 67\u202f% of points stand at depth 1",
        "styles": "一、 is in most speeches, 67\u202f%, and numbers most points, 67\u202f%",
        "nesting": "100\u202f% of the points below heads hang as the official order has it",
        "findings": "No errors and no warnings",
        "confidence": "Every point is held with a confidence of 0.97 or more",
        "failures": "Every document could be read",
    }
    assert page.xpath("//footer") == []


@pytest.mark.parametrize("rows", [[failed("a", "no text")], parts(PARSER.parse("没有序号。\n", name="a"))])
def test_a_corpus_without_points_has_a_report(rows: list[Part], tmp_path: Path) -> None:
    found = sentences(page_of(write_table(tmp_path / "a.parquet", rows), tmp_path / "a.html"))
    assert found["styles"] == found["nesting"] == found["depths"] == "There is no point in any speech"


def test_findings_that_are_made_on_request_only_come_last(tmp_path: Path) -> None:
    first, second, third = parts(PARSER.parse("一、修渠\n二、栽树\n", name="a"))
    rows = [first, second._replace(findings=["doubtful"]), third._replace(findings=["doubtful"])]
    page = page_of(write_table(tmp_path / "a.parquet", rows), tmp_path / "a.html")
    assert sentences(page)["findings"] == "No errors and no warnings"
    rows[1] = second._replace(findings=["doubtful", "gap"])
    page = page_of(write_table(tmp_path / "b.parquet", rows), tmp_path / "b.html")
    assert sentences(page)["findings"].startswith(
        "100\u202f% of documents have an error or a warning; the most frequent is gap: "
    )
    assert page.xpath("//a[starts-with(@href, '#rule-')]/@href") == ["#rule-gap", "#rule-doubtful"]


def test_rules_that_are_broken_as_often_are_named_together(tmp_path: Path) -> None:
    first, second, third = parts(PARSER.parse("一、修渠\n二、栽树\n", name="a"))
    found = "100\u202f% of documents have an error or a warning; the most frequent are "
    for number, (codes, named) in enumerate(
        [(["gap", "duplicate"], "duplicate, gap"), (["gap", "duplicate", "own", "lost-head"], "duplicate, gap, lost-head, …")]
    ):
        rows = [first, second._replace(findings=[*codes, "doubtful"]), third]
        page = page_of(write_table(tmp_path / f"{number}.parquet", rows), tmp_path / f"{number}.html")
        assert sentences(page)["findings"] == found + named


def test_heads_alone_nest_in_nothing(tmp_path: Path) -> None:
    rows = parts(PARSER.parse("一、修渠\n二、栽树\n", name="a"))
    page = page_of(write_table(tmp_path / "a.parquet", rows), tmp_path / "a.html")
    assert sentences(page)["nesting"] == "No point hangs under another one"
    assert len(page.xpath("//table[@class='nesting']//td[contains(@class, 'official')]//button")) == 1


def test_styles_and_rules_of_others_are_shown(tmp_path: Path) -> None:
    rows = [row._replace(style="step", findings=["own"]) for row in parts(PARSER.parse("一、修渠\n二、栽树\n", name="a"))]
    page = page_of(write_table(tmp_path / "a.parquet", rows), tmp_path / "a.html")
    assert sentences(page)["styles"].startswith("step is in most speeches")
    assert page.xpath("string(//section[@id='findings']//li/span/b)") == "own"


def test_shares_are_neither_nothing_nor_all_unless_they_are() -> None:
    assert [share(ZH, part, 1000) for part in (0, 1, 500, 999, 1000)] == ["0%", "<1%", "50%", ">99%", "100%"]
    assert share(EN, 0, 0) == "0\u202f%"


def test_both_languages_say_the_same() -> None:
    assert EN.keys() == ZH.keys()
    fields = {name: [{field for _, field, _, _ in string.Formatter().parse(words[name])} for words in (EN, ZH)] for name in EN}
    assert {name for name, (one, other) in fields.items() if one - {None} != other - {None}} == set()


# What cannot be used


def duckdb_file(path: Path, *statements: str) -> Path:
    with duckdb.connect(path) as database:
        for statement in statements:
            database.execute(statement)
    return path


def test_what_is_no_table_of_outlines_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = PARSER.parse("一、修渠\n", name="a").model_dump_json()
    Path("damaged.parquet").write_bytes(b"PAR1 and no more")
    Path("damaged.duckdb").write_bytes(b"x" * 4096)
    parquet.write_table(pa.table({"document": ["a"], "text": ["b"]}), "other.parquet")
    write_table(Path("empty.parquet"), [])
    wrong = {name: ["x"] for name in SCHEMA.names} | {"depth": ["deep"]}
    parquet.write_table(pa.table(wrong), "wrong.parquet")
    duckdb_file(Path("other.duckdb"), "CREATE TABLE texts (a INTEGER)")
    duckdb_file(Path("lost.duckdb"), "CREATE TABLE parts (a INTEGER)")
    Path("empty.jsonl").write_text("\n", encoding="utf-8")
    for name, last in {"json": "{", "other": "[1]", "error": '{"source": {"name": 1}, "error": 2}'}.items():
        Path(f"{name}.jsonl").write_text(f"{line}\n{last}\n", encoding="utf-8")
    Path("folder.parquet").mkdir()
    refused = {
        "damaged.parquet": r"damaged\.parquet: it cannot be read \(.*\); name a table that `speechtree corpus` writes",
        "damaged.duckdb": r"damaged\.duckdb: it cannot be read \(.*",
        "other.parquet": r"other\.parquet: it has no column 'speech', .*",
        "empty.parquet": r"empty\.parquet: there is no row in it; name a table with documents",
        "wrong.parquet": r"wrong\.parquet: it cannot be read \(Conversion Error: .*",
        "other.duckdb": r"other\.duckdb: it cannot be read \(Catalog Error: .*",
        "empty.jsonl": r"empty\.jsonl: there is no row in it; .*",
        "json.jsonl": r"json\.jsonl:2: no outline of a document; .*",
        "other.jsonl": r"other\.jsonl:2: no outline of a document; .*",
        "error.jsonl": r"error\.jsonl:2: no outline of a document; .*",
        "lost.duckdb": r"lost\.duckdb: it has no column 'document', .*",
        "folder.parquet": r"folder\.parquet: no such file; .*",
        "gone.parquet": r"gone\.parquet: no such file; .*",
        "a.csv": r"a\.csv: a report is made of a table that `speechtree corpus` writes: \.parquet, \.duckdb, \.jsonl",
    }
    for name, message in refused.items():
        with pytest.raises(InputError) as error:
            write_report(name, "a.html")
        assert re.fullmatch(message, str(error.value)), str(error.value)
    assert not Path("a.html").exists()


def test_a_table_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text("{}", encoding="utf-8")

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(InputError, match=r"a\.jsonl: Permission denied"):
        write_report(tmp_path / "a.jsonl", tmp_path / "a.html")


def test_a_page_that_is_there_is_kept(corpus: Corpus, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("mine", encoding="utf-8")
    for out, message in {
        page: "it is there already; name another file, or replace it with --force",
        tmp_path: "this is a folder; name a file",
        tmp_path / "gone" / "a.html": "no such folder; make it first",
    }.items():
        with pytest.raises(InputError, match=message):
            write_report(corpus.table(), out)
    assert page.read_text(encoding="utf-8") == "mine"
    write_report(corpus.table(), page, force=True)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_counting_needs_room(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("speechtree.report.loading.SPEECHES", "SELECT error('disk full')")
    with pytest.raises(InputError, match=r"there is no room to count in \(.*disk full\); make some, or set TMPDIR"):
        write_report(corpus.table(), tmp_path / "a.html")


@pytest.mark.parametrize("name", ["pathlib.Path.replace", "speechtree.report.NamedTemporaryFile"])
def test_a_page_appears_whole_or_not_at_all(name: str, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(name, full)
    with pytest.raises(InputError, match=r"a\.html: it cannot be written: No space left on device"):
        write_report(corpus.table(), tmp_path / "a.html")
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_is_named(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("counting", "loading", "page"):
        monkeypatch.delitem(sys.modules, f"speechtree.report.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(InputError, match=r"a report needs duckdb and pyarrow: pip install 'speechtree\[corpus\]'"):
        write_report(corpus.table(), tmp_path / "a.html")


# The command and the browser


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


def test_the_command_draws_a_report(command: Run, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    arguments = ("report", str(corpus.table()), "--out", str(tmp_path / "a.html"))
    assert command(*arguments) == (0, "", "")
    assert '<html lang="zh-Hans">' in (tmp_path / "a.html").read_text(encoding="utf-8")
    status, _, err = command(*arguments)
    assert (status, err) == (
        2,
        f"speechtree: {tmp_path / 'a.html'}: it is there already; name another file, or replace it with --force\n",
    )
    assert command(*arguments, "--force", "--lang", "en").status == 0
    assert '<html lang="en">' in (tmp_path / "a.html").read_text(encoding="utf-8")


FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture
def browser() -> Iterator[Any]:
    """Chromium, where it and Playwright are installed."""
    programs = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install playwright")
    path = which("chromium")
    if not path:
        pytest.skip("Chromium is not installed")
    with programs.sync_playwright() as player:
        opened = player.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.mark.slow
def test_a_wide_matrix_fits_or_fades(browser: Any, tmp_path: Path) -> None:  # noqa: ANN401 - may not be installed
    first, head, below = parts(PARSER.parse("一、修渠\n1. 清淤\n", name="a"))
    rows = [first]
    for style in (one.name for one in STYLES[:17]):
        rows += [head, below._replace(style=style)]
    write_report(write_table(tmp_path / "a.parquet", rows), tmp_path / "a.html")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((tmp_path / "a.html").as_uri())
    table = page.locator("#nesting .scrolled")
    hidden = "table => table.scrollWidth - table.clientWidth"
    assert table.evaluate(hidden) == 0
    assert not page.locator(".scrolled.more").count()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.locator("#styles .scrolled").evaluate(hidden) == 0
    page.locator("#nesting .scrolled.more").wait_for()
    table.evaluate("table => table.scrollTo(9999, 0)")
    page.locator("#nesting .scrolled:not(.more)").wait_for()
    page.set_viewport_size({"width": 720, "height": 800})
    page.emulate_media(media="print")
    assert table.evaluate(hidden) == 0


@pytest.mark.slow
def test_a_speech_without_a_title_says_so(browser: Any, tmp_path: Path) -> None:  # noqa: ANN401 - may not be installed
    write_report(write_table(tmp_path / "a.parquet", parts(PARSER.parse("一、修渠\n二、栽树\n", name="a"))), tmp_path / "a.html")
    page = browser.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    page.locator("#heads button").click()
    assert page.locator("#list .place").inner_text() == "(no title) at character 0"


@pytest.mark.slow
def test_a_bar_opens_the_list_of_its_documents(
    browser: Any,  # noqa: ANN401 - may not be installed
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(corpus.folder)
    rows = [failed(HOSTILE, HOSTILE)]
    write_report([corpus.table(), write_table(tmp_path / "b.parquet", rows)], tmp_path / "a.html", examples=4)
    found = behind(html.document_fromstring((tmp_path / "a.html").read_text(encoding="utf-8")))
    page, told, asked = browser.new_page(viewport={"width": 390, "height": 800}), [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "a.html").as_uri())
    for number, (_, *places) in list(enumerate(found["bars"]))[::9]:
        page.locator(f"[data-bar='{number}']").focus()
        page.keyboard.press("Enter")
        names = [found["documents"][found["places"][place][0]][0] for place in places[::2]]
        assert page.locator("#list .document").all_inner_texts() == [" ".join(name.split()) for name in names]
        assert page.locator("#list h2").inner_text() == page.locator(f"[data-bar='{number}']").get_attribute("aria-label")
        page.keyboard.press("Escape")
        assert not page.locator("#list").is_visible()
    page.locator("#heads button").first.click()
    target = page.locator("#list a").first.evaluate("link => link.href")
    assert Path(target.removeprefix("file://")).is_file()
    page.locator("#list form button").click()
    assert not page.locator("#list").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert (told, asked) == ([], [(tmp_path / "a.html").as_uri()])
