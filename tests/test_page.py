"""The page: every character of the text, nothing of it as HTML, nothing from elsewhere."""

from __future__ import annotations

import base64
import re
import webbrowser
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from cases import FOLDER
from commands import Run, runner
from format_texts import EXAMPLES, HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from texts import EVAL

from speechtree import Document, Located, Parser, TextError, parse
from speechtree.models import Diagnostic
from speechtree.walking import walk
from speechtree.writers import write_html
from speechtree.writers.entries import seen
from speechtree.writers.html import HERE, SCRIPTS
from speechtree.writers.html.words import WORDS

PARSER = Parser()
COMPILATION = (EXAMPLES / "compilation.txt").read_text(encoding="utf-8")
# Made for a browser to do something: to close an element or an attribute, to open a script, a comment, an entity.
VECTORS = (
    "<script>alert(1)</script>",
    "</script>",
    "</title><script>x=1</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<img src=x onerror=x()>",
    '" onmouseover="x()',
    "' onclick='x()",
    "<svg/onload=x()>",
    "</p></article></main>",
    "</style>",
    "javascript:x()",
    "&lt;b&gt;",
    "&#60;script&#62;",
    "<a href=//a.b>",
    "<base href=//a.b>",
    "<plaintext>",
    "<textarea>",
    "$title ${title} $$",
    "\u2028",
)
LINES = ("一、", "（一）", "二、", "一是", "二是", "1.", "讲话\n", "同志们：\n", "# ", "\r\n", "\n\n", "　　")


def page_of(*texts: str, names: tuple[str, ...] = ()) -> str:
    """The page of texts."""
    some = [PARSER.parse(text, name=name, keep_text=True) for text, name in zip(texts, (*names, *texts), strict=False)]
    return write_html(*some)


def words_in(page: str) -> list[str]:
    """The text of each article, as a reader of HTML finds it in the lines."""
    articles = html.document_fromstring(page).xpath("//article")
    return ["".join("".join(line.itertext()) for line in article.xpath(".//p[contains(@class, 'line')]")) for article in articles]


def shape(page: str) -> set[str]:
    """The elements and attributes that a page is made of."""
    found: set[str] = set()
    for one in html.document_fromstring(page).iter():
        tag = str(one.tag)
        found |= {tag, *(f"{tag} {name}" for name in map(str, one.attrib))}
    return found


def kept(text: str) -> str:
    """A text as HTML can hold it."""
    return re.sub("[\0\ud800-\udfff]", "�", text)


SHAPE = shape(write_html(PARSER.parse(COMPILATION, name="a", keep_text=True), PARSER.parse("## 讲话\n一、\n", keep_text=True)))

# Whatever a reader of XML, which is what lxml hands characters on as, can hold: Chromium is asked about the others.
PLAIN = st.characters(blacklist_categories=("Cs", "Cc", "Cn"), whitelist_characters="\n\t\r\x0c\u2028")
PIECES = st.one_of(st.sampled_from((*VECTORS, *LINES)), st.text(PLAIN, max_size=12))


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(VECTORS))
def test_nothing_is_lost_and_nothing_breaks_out(text: str, name: str) -> None:
    page = page_of(text, names=(name,))
    assert "".join(words_in(page)) == kept(text)
    assert shape(page) <= SHAPE


@pytest.mark.parametrize("text", [HOSTILE, *VECTORS, *(f"{one}讲话\n一、{one}\n二、{one}。{one}\n" for one in VECTORS)])
def test_hostile_words_are_words(text: str) -> None:
    page = page_of(text, text)
    assert words_in(page) == [text, text]
    assert shape(page) <= SHAPE


def test_what_html_cannot_hold_is_shown_as_lost() -> None:
    assert words_in(page_of("一、\ud800修\0渠\r二、护路\r\n")) == ["一、�修�渠\r二、护路\r\n"]


@pytest.mark.slow
def test_real_texts_are_there_whole() -> None:
    """The examples, the fixtures and, when they are there, real speeches."""
    for path in (*EXAMPLES.glob("*.txt"), *FOLDER.glob("*.txt"), *(EVAL / "texts").rglob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        assert "".join(words_in(page_of(text))) == text


def test_messages_and_names_are_words_too() -> None:
    document = PARSER.parse("一、修渠\n三、护路\n", name='<b>"&\u202e', keep_text=True)
    diagnostic = Diagnostic(code="<i>", severity="error", message="<b>&", span=(5, 7), hint='"</p>')
    page = write_html(document.model_copy(update={"diagnostics": (diagnostic,)}), document)
    tree = html.document_fromstring(page)
    assert tree.xpath("string(//p[@role='note'])") == 'error <i> <b>& "</p>'
    assert tree.xpath("//span[@class='file']/text()") == ['<b>"&'] * 2
    assert shape(page) <= SHAPE


@pytest.mark.parametrize("name", ["compilation.txt", "deep.txt", "short.txt"])
def test_the_outline_is_the_tree(name: str) -> None:
    document = PARSER.parse((EXAMPLES / name).read_text(encoding="utf-8"), keep_text=True)
    tree = html.document_fromstring(write_html(document))
    found = [
        (len(item.xpath("ancestor::ul")), *(item.xpath(f"string(a/span[{at}])") for at in (1, 2)))
        for item in tree.xpath("//li[@class='point']")
    ]
    points = [(one.depth + _is_aside(one), one.point.marker.text, one.point.title.text) for one in walk(document)]
    assert found == [(depth, seen(marker), seen(title)) for depth, marker, title in points]


def _is_aside(located: Located) -> bool:
    """Whether a point stands in the opening of a speech that has a title, or in a closing."""
    speech, start = located.speech, located.point.span[0]
    asides = (*speech.opening, *speech.closing) if speech and speech.title else speech.closing if speech else ()
    return any(block.span[0] <= start < block.span[1] for block in asides)


@pytest.mark.parametrize("text", [COMPILATION, HOSTILE, "", "一、\n二、\n", "一、修渠\n三、护路\n"])
def test_links_lead_both_ways(text: str) -> None:
    tree = html.document_fromstring(page_of(text, text))
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    links = tree.xpath("//a/@href")
    assert {link[:1] for link in links} == {"#"}
    assert {link[1:] for link in links} <= set(names)
    assert {name[1:] for name in names if re.fullmatch(r"o\d+", name)} == {
        name[1:] for name in names if re.fullmatch(r"n\d+", name)
    }
    for item in tree.xpath("//li[@class='point']"):  # the sign in the outline is the one in the text
        (place,) = tree.xpath(f"//article//*[@id='{item.xpath('string(a/@href)')[1:]}']")
        sign = item.xpath("string(a/span)")
        assert "".join(place.itertext()) == sign or place.xpath("mark")


def test_a_title_over_two_lines_is_marked_in_both() -> None:
    (first, second) = html.document_fromstring(page_of(COMPILATION)).xpath(
        "//b[contains(., '臭水塘填') or contains(., '平了十一处')]"
    )
    assert first.get("data-n") == second.get("data-n")
    assert second.getparent().get("class") == "line on"


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("在大会上的讲话\n（2020年1月1日）\n李明\n同志们：\n一、修渠\n", ["name", "byline", "byline", "", "heading d1"]),
        ("在大会上的讲话\n一、修渠\n（一）清淤。要深\n二、护路。\n", ["name", "heading d1", "point d2", "heading d1"]),
        ("同志们：\n一、修渠\n\n# 二、护路\n", ["", "heading d1", "blank", "heading d1"]),
    ],
)
def test_lines_look_like_what_they_are(text: str, classes: list[str]) -> None:
    lines = html.document_fromstring(page_of(text)).xpath("//p[contains(@class, 'line')]/@class")
    assert [line.removeprefix("line").strip() for line in lines] == classes


def test_a_heading_over_two_lines_is_one_in_both() -> None:
    data = parse_kept("一、修好每\n一条渠。\n二、护路\n").model_dump()
    data["speeches"][0]["body"][0]["points"][0]["title"]["span"] = (2, 9)
    lines = html.document_fromstring(write_html(Document.model_validate(data))).xpath("//p[contains(@class, 'line')]/@class")
    assert lines == ["line heading d1", "line on heading d1", "line heading d1"]


def test_findings_stand_where_they_are() -> None:
    document = PARSER.parse("一、修渠\n三、护路\n上冻前\n", keep_text=True)
    whole = Diagnostic(code="own", severity="info", message="over it", span=(6, 8))
    page = write_html(document.model_copy(update={"diagnostics": (*document.diagnostics, whole)}))
    tree = html.document_fromstring(page)
    assert tree.xpath("//p[@role='note']/preceding-sibling::p[contains(@class, 'line')][1]//text()") == ["三、", "护", "路", "\n"]
    assert [mark.text for mark in tree.xpath("//mark")] == ["三、", "护"]
    assert tree.xpath("string(//li[.//span[@class='badge']]//span)") == "三、"
    assert tree.xpath("string(//a[@class='found'])") == "2 findings"


def test_a_finding_says_in_which_entry_it_stands() -> None:
    tree = html.document_fromstring(page_of(COMPILATION))
    assert Counter(tree.xpath("//p[@role='note']/@data-of")) == {
        item.get("id")[1:]: int(item.xpath("string(span)")) for item in tree.xpath("//li[span[@class='badge']]")
    }


def test_findings_before_any_point_have_no_badge() -> None:
    found = Diagnostic(code="own", severity="info", message="here", span=(0, 1))
    document = parse_kept("只有一段话。\n").model_copy(update={"speeches": (), "diagnostics": (found,)})
    tree = html.document_fromstring(write_html(document))
    assert (len(tree.xpath("//p[@role='note']")), tree.xpath("//span[@class='badge']")) == (1, [])
    assert tree.xpath("//@data-of") == []


def parse_kept(text: str) -> Document:
    """A document with its text."""
    return PARSER.parse(text, keep_text=True)


def test_tabs() -> None:
    one, other = (
        PARSER.parse(COMPILATION, name="a.txt", keep_text=True),
        PARSER.parse("一、甲\n二、乙\n", name="b.txt", keep_text=True),
    )
    alone = html.document_fromstring(write_html(other))
    assert (alone.xpath("//nav[@class='tabs']/*"), alone.xpath("string(//h1)")) == ([], "b.txt")
    assert html.document_fromstring(write_html(parse_kept("一、甲\n二、乙\n"))).xpath("string(//title)") == "一、甲"
    assert html.document_fromstring(write_html(parse_kept("甲的讲话\n一、甲\n二、乙\n"))).xpath("string(//title)") == "甲的讲话"
    assert html.document_fromstring(write_html()).xpath("string(//title)") == "Outline"
    single = html.document_fromstring(write_html(one))
    assert [tab.text_content() for tab in single.xpath("//nav[@class='tabs']/a")][:2] == ["Preface", "乡镇会议讲话稿篇一"]
    assert single.xpath("//span[@class='file']") == []
    both = html.document_fromstring(write_html(one, other, language="zh"))
    assert (both.xpath("//span[@class='file']/text()"), both.xpath("string(//title)")) == (["a.txt", "b.txt"], "a.txt, b.txt")
    assert both.xpath("//nav[@class='tabs']/a/span/text()")[0] == "前言"
    three = {language: html.document_fromstring(write_html(one, other, one, language=language)) for language in WORDS}
    assert [tree.xpath("string(//title)") for tree in three.values()] == ["a.txt and 2 more", "a.txt 等 3 个文件"]


def test_the_page_is_alone_and_may_do_nothing() -> None:
    page = page_of(COMPILATION, HOSTILE)
    tree = html.document_fromstring(page)
    assert tree.xpath("//@src | //link | //iframe | //object | //img | //form | //*[starts-with(name(@*), 'on')]") == []
    assert tree.xpath("//@style") == []
    style, script = tree.xpath("string(//style)"), tree.xpath("string(//script)")
    shipped = (style + script).replace('"http://www.w3.org/2000/svg"', "")  # a name, not an address
    assert not re.search(r"https?://|@import|url\(|\bfetch\b|XMLHttp|WebSocket|innerHTML|\beval\b", shipped)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for words in (style, script):
        assert base64.b64encode(sha256(words.encode()).digest()).decode() in policy


def test_script_and_style_cannot_end_early() -> None:
    for name in (*SCRIPTS, "page.css"):
        shipped = HERE.joinpath(name).read_text(encoding="utf-8")
        assert not re.search(r"</|<!--|\]\]>", shipped), name


def test_both_languages_say_the_same_things() -> None:
    assert WORDS["en"].keys() == WORDS["zh"].keys()
    assert 'lang="zh-CN"' in write_html(parse_kept(""), language="zh")


def test_a_document_without_its_text_is_refused() -> None:
    with pytest.raises(TextError, match="does not keep its text"):
        write_html(parse("一、修渠\n"))


def test_the_sheets_are_the_text() -> None:
    words = words_in(page_of(COMPILATION))
    assert "".join(words) == COMPILATION
    assert [one[:2] for one in words[1:-1]] == ["##"] * 5
    assert all(one for one, _ in pairwise(words))


# The commands.


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in a folder with two texts, and with a temporary folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    Path("渠.txt").write_text("讲话\n一、修渠\n三、护路\n", encoding="utf-8")
    Path("路.txt").write_text("讲话\n一、修路\n二、护路\n", encoding="utf-8")
    return runner(capsys)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was asked to open."""
    asked: list[str] = []

    def ask(url: str) -> bool:
        asked.append(url)
        return len(asked) == 1

    monkeypatch.setattr(webbrowser, "open", ask)
    return asked


def test_view_opens_a_page_that_stays(run: Run, opened: list[str]) -> None:
    status, out, err = run("view", "--lang", "zh", "渠.txt", "路.txt")
    path = Path(out.rstrip("\n"))
    assert (status, err, opened) == (0, "", [path.as_uri()])
    assert path.read_text(encoding="utf-8") == run("--format", "html", "--lang", "zh", "渠.txt", "路.txt").out
    assert path.parent.stat().st_mode & 0o077 == 0


def test_view_says_when_there_is_no_browser(run: Run, opened: list[str]) -> None:
    opened.append("before")
    status, out, err = run("view", "渠.txt")
    assert (status, err) == (0, "speechtree: no browser can be opened; the page is the file that is named above\n")
    assert Path(out.rstrip("\n")).exists()


def test_view_need_not_open_anything(run: Run, opened: list[str]) -> None:
    assert run("view", "--no-open", "渠.txt").err == ""
    assert opened == []


def test_view_of_nothing_writes_nothing(run: Run, opened: list[str]) -> None:
    assert run("view", "无.txt") == (2, "", "speechtree: 无.txt: no such file\n")
    assert opened == []
    assert run("--format", "html", "无.txt").out == ""


def test_view_of_some_shows_them(run: Run, opened: list[str]) -> None:
    status, out, err = run("view", "无.txt", "渠.txt")
    assert (status, err, len(opened)) == (2, "speechtree: 无.txt: no such file\n", 1)
    assert "修渠" in Path(out.rstrip("\n")).read_text(encoding="utf-8")


def test_settings_hold(run: Run, opened: list[str]) -> None:
    assert "gap" in run("--format", "html", "渠.txt").out
    Path("speechtree.toml").write_text('ignore = ["gap"]\nlanguage = "zh"\n', encoding="utf-8")
    page = run("--format", "html", "渠.txt").out
    assert 'role="note"' not in page
    assert 'lang="zh-CN"' in page
    Path("speechtree.toml").write_text("language = 1\n", encoding="utf-8")
    status, out, err = run("view", "渠.txt")
    assert (status, out, opened) == (2, "", [])
    assert "speechtree.toml" in err
