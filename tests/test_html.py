"""The text of a page is what a reader sees of it, whole, without the furniture around it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from email.message import EmailMessage
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import SETTINGS, furniture, lines_of, page, speeches
from test_same_tree import SPEECHES, shape

import speechtree
from speechtree.readers import Extract, parse_file, read_file
from speechtree.readers.html import read
from speechtree.readers.html.numbering import ALPHABETIC, CHINESE, marker_of

CHROMIUM, PDFTOTEXT = shutil.which("chromium") or "", shutil.which("pdftotext") or ""
TEN = speeches()
NUMBERS = (-1, 0, 1, 2, 9, 10, 11, 12, 19, 20, 26, 27, 100, 101, 110, 111, 999, 1001, 1010, 1234, 3999, 4000, 9999)


def text(source: str) -> str:
    """The text of a page."""
    return read(source.encode(), "讲话.html").text


def words(line: str) -> str:
    """A line without white space."""
    return "".join(line.split())


@pytest.mark.parametrize("kind", SETTINGS)
@pytest.mark.parametrize("name", TEN)
def test_a_page_has_the_lines_and_the_tree_of_its_speech(name: str, kind: str) -> None:
    lines = lines_of(TEN[name])
    extract = text(page(kind, lines))
    assert [*map(words, lines_of(extract))] == [*map(words, lines)]
    assert shape(speechtree.parse(extract)) == shape(speechtree.parse("\n".join(lines)))


@pytest.mark.parametrize("kind", SETTINGS)
def test_nothing_of_a_short_speech_is_lost_for_the_furniture(kind: str) -> None:
    """Where there is little prose, what is around it may stay; what was said must stay, in order."""
    for speech in SPEECHES.values():
        # The front matter of Markdown is no headline, and what stands under one about its origin is furniture.
        lines = [line for line, _ in groupby(lines_of(speech)) if line.strip("-") and not line.startswith("来源：")]
        found = map(words, lines_of(text(page(kind, lines))))
        assert [line for line in lines if words(line) not in found] == []


@pytest.mark.parametrize("kind", SETTINGS)
def test_pages_have_furniture(kind: str) -> None:
    source = words(read(page(kind, ["讲话", "一、修渠。"]).encode(), kind).text)
    assert len(furniture(kind)) > 1
    assert source


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not there")
@pytest.mark.slow
@pytest.mark.parametrize("kind", SETTINGS)
def test_a_page_that_a_browser_saved(kind: str, tmp_path: Path) -> None:
    lines = lines_of(TEN["deep"])
    opened, saved = tmp_path / "讲话.html", tmp_path / "saved.html"
    declared = {"tables": "gb18030", "forum": "gb18030"}.get(kind, "utf-8")
    source = page(kind, lines).replace("charset=big5", "charset=utf-8")
    opened.write_bytes(source.encode(declared))
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", opened.as_uri()]
    saved.write_bytes(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)
    assert [*map(words, lines_of(read_file(saved).text))] == [*map(words, lines)]


@pytest.mark.skipif(not (CHROMIUM and PDFTOTEXT), reason="Chromium or pdftotext is not there")
@pytest.mark.slow
def test_the_numbers_of_lists_are_those_of_a_browser(tmp_path: Path) -> None:
    styles = [*ALPHABETIC, *CHINESE, "decimal", "no-such-style"]
    lists = "".join(
        f'<p>={style}=</p><ol style="list-style: inside {style}">{"".join(f"<li value={n}>@" for n in NUMBERS)}</ol>'
        for style in styles
    )
    source = f"<!DOCTYPE html><meta charset=utf-8><style>li {{ font-size: 9px }}</style>{lists}"
    (tmp_path / "lists.html").write_text(source, encoding="utf-8")
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={tmp_path / 'lists.pdf'}",
    )
    subprocess.run([CHROMIUM, *options, (tmp_path / "lists.html").as_uri()], check=True, capture_output=True, timeout=60)
    shown = subprocess.run([PDFTOTEXT, "-layout", tmp_path / "lists.pdf", "-"], check=True, capture_output=True).stdout.decode()
    positive = [n for n, number in enumerate(NUMBERS) if number > 0]
    for style, part in zip(styles, re.split("=[a-z-]+=", shown)[1:], strict=True):
        printed = [words(line) for line in re.findall(r"(\S.*?)\s*@", part)]
        assert [printed[n] for n in positive] == [marker_of(style, NUMBERS[n]).strip() for n in positive], style


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>一、修渠</p><p>二、栽树</p>", "一、修渠\n二、栽树\n"),
        ("一、修<b>渠</b><br>二、栽\n   树<!-- 不是 -->苗", "一、修渠\n二、栽 树苗\n"),
        ("<p>　　一、&nbsp;修渠&emsp;好&#12289;&amp;</p>", "　　一、\xa0修渠\u2003好、&\n"),
        ("<pre>一、修渠\n   二、栽树\r\n</pre>三、修路", "一、修渠\n   二、栽树\n三、修路\n"),
        ("<h1>讲话</h1><h3>一、修渠</h3><p>要修。", "# 讲话\n### 一、修渠\n要修。\n"),
        ("<h1>在全乡修渠<br>\n  大会上的讲话</h1>要修。", "# 在全乡修渠大会上的讲话\n要修。\n"),
        (
            "<title>在全乡修渠大会上的讲话</title><h1>在全乡修渠<br>　　大会上的讲话</h1>要修。",
            "# 在全乡修渠大会上的讲话\n要修。\n",
        ),
        ("<h2>修好<br><br>2024<br>年的渠<br>——开工讲话<br></h2>要修。", "## 修好 2024 年的渠——开工讲话\n要修。\n"),
        ("<h1>修渠<br>大会上的讲话<br>（2024年3月）</h1>要修。", "# 修渠大会上的讲话\n# （2024年3月）\n要修。\n"),
        ("<h3>讲话<br>同志们：<br>要修渠。<br>散会</h3>", "### 讲话\n### 同志们：\n### 要修渠。\n### 散会\n"),  # all of a text
        ("<h3>一、修渠<br>（一）清淤</h3>", "### 一、修渠\n### （一）清淤\n"),
        (f"<h2>{'修渠' * 20}<br>{'护坡' * 20}</h2>", f"## {'修渠' * 20}\n## {'护坡' * 20}\n"),
        ("<h2><div>修渠</div><div>护坡</div></h2>", "## 修渠\n## 护坡\n"),
        ("<h2><br></h2>修渠", "修渠\n"),
        ("<p>一、修渠<script>二、不是</script><span style='display:none'>三、也不是</span></p>", "一、修渠\n"),
        ("<p><ruby>渠<rp>(</rp><rt>qú</rt><rp>)</rp></ruby>要修。</p>", "渠要修。\n"),
        ("<table><tr><td>一、</td><td>修渠</td></tr><tr><td>二、</td><td>栽树</td></tr></table>", "一、\t修渠\n二、\t栽树\n"),
        ("<table><tr><td><p>一、修渠<p>要修</td><td>好</td></tr></table>", "一、修渠\n要修\n好\n"),
        ("<ol><li>修渠<li>栽树</ol>", "1. 修渠\n2. 栽树\n"),
        ("<ol start=3 type=i><li>修渠<li value=9 type=A>栽树<li><p>修路</ol>", "iii. 修渠\nI. 栽树\nx. 修路\n"),
        ("<ol reversed><li>修渠<li>栽树</ol>", "2. 修渠\n1. 栽树\n"),
        ("<ol start=x><li>修渠<ul><li>清淤</ul><ol style='list-style-type:none'><li>护坡</ol></ol>", "1. 修渠\n清淤\n护坡\n"),
        ("<ol style='list-style: cjk-ideographic inside !important'><li>修渠<li>栽树</ol>", "一、修渠\n二、栽树\n"),
        ("<ol style='list-style: cjk-ideographic' start=12><li>修渠<li value=105>栽树</ol>", "十二、修渠\n一百零五、栽树\n"),
        ("<ol><li>一、修渠<li>（二）栽树<li><b>③</b>修路<li></ol>", "一、修渠\n（二）栽树\n③修路\n"),
        ("<ol><li><ol><li>修渠</ol><li>栽树</ol>", "1. 1. 修渠\n2. 栽树\n"),
        ("<li>修渠", "修渠\n"),
        ("<p><a href='#一'>一、修渠</a>", "一、修渠\n"),
        ("<p></p><div> \n </div>&nbsp;", ""),
        ("<!-- -->", ""),
    ],
)
def test_what_a_reader_sees(source: str, expected: str) -> None:
    assert text(source) == expected


def test_a_number_that_a_style_does_not_reach() -> None:
    styles = ("lower-roman", "simp-chinese-informal", "cjk-heavenly-stem", "upper-alpha")
    assert [marker_of(style, 10_000) for style in styles] == ["10000. ", "一〇〇〇〇、", "一〇〇〇〇、", "NTP. "]


@pytest.mark.parametrize(
    ("sheet", "element", "marker"),
    [
        ("ol { list-style-type: cjk-decimal }", "<ol>", "一、"),
        ("/* ol { */ p, .a { margin: 0; list-style: upper-roman }", "<ol class='b a'>", "I. "),
        ("ol.a{list-style:none} ol{list-style:decimal}", "<ol class=a>", ""),
        ("@media screen { #x { list-style: trad-chinese-formal } }", "<ol id=x>", "壹、"),
        (".other ol { list-style: none }", "<ol>", "1. "),
        ("ul { list-style: simp-chinese-informal", "<ul>", "一、"),
    ],
)
def test_style_sheets_inside_a_page_say_how_lists_are_numbered(sheet: str, element: str, marker: str) -> None:
    assert text(f"<style>{sheet}</style>{element}<li>修渠") == f"{marker}修渠\n"


PROSE = "<p>各位乡亲，今天我们在这里开会，讲一讲修渠的事情，请大家认真听。</p>" * 8


@pytest.mark.parametrize(
    ("source", "kept", "left_out"),
    [
        (f"<div><p>甲同志：</p>{PROSE}</div><div>关于我们</div>", "甲同志", "关于我们"),  # a paragraph beside the prose
        (f"<div class=a><p>开头的话，也要留下。</p></div><div>{PROSE}</div>", "开头的话", "#"),
        (f"<div class=a>开头的话，也要留下。</div><div>{PROSE}</div>", "开头的话", "#"),
        (f"<div>{PROSE}<p><a href=x>一、修渠</a><p>谢谢大家！</div>", "一、修渠", "#"),  # a link between paragraphs
        (f"<div>{PROSE}</div><div class=comment>{PROSE * 3}说得好。</div>", "讲一讲", "说得好"),
        (f"<div class=comment>{PROSE}</div>", "讲一讲", "#"),  # a column that is called comment
        (
            f"<div><h1>讲话</h1></div><div>2023-03-08 来源：某报</div><div>（2023年3月8日）</div><div>{PROSE}</div>",
            "（2023年",
            "某报",
        ),
        (f"<div hidden>隐藏的话。</div>{PROSE}", "讲一讲", "隐藏"),
        (f"<body><aside>旁边的话。</aside>{PROSE}<nav>首页，<a href=x>新闻</a></nav>", "讲一讲", "旁边"),
        (f"<div>{PROSE}<ul><li><a href=x>修渠的通知</a><li><a href=y>栽树的通知</a></ul><p>谢谢大家！</div>", "谢谢", "通知"),
        (f"<h1>讲话</h1><div><p>讲话</p>{PROSE}</div>", "讲话", "#"),
        (f"<div>首页新闻</div><div>前面的话，没有人删。<h1>讲话</h1>{PROSE}</div>", "前面的话", "首页"),
        ("<a href=x>一、修渠</a>", "一、修渠", "#"),  # nothing but a link
        ("<title>讲话</title><div><div><p>一、修渠</div></div>", "一、修渠", "讲话"),
    ],
)
def test_what_is_text_and_what_is_furniture(source: str, kept: str, left_out: str) -> None:
    found = text(source).replace("# ", "")
    assert kept in found
    assert left_out not in found
    assert found.count("讲话") <= 1


ONE = "<h1>在全乡修渠大会上的讲话</h1><p>（2024年3月18日）</p><p>乡长 李大河</p><p>同志们：</p><p>今天讲两点意见。</p>"
TWO = f"{ONE}<h1>一、修渠</h1><p>上冻前，要修完。</p><h1>二、护坡</h1><p>开春前，要护好。</p>"
OTHER = ONE.replace("修渠", "栽树")
MENU = "<p><a href=a>新闻</a></p><p><a href=b>公告</a></p>"


@pytest.mark.parametrize(
    "source",
    [
        TWO,  # as word processors export it: the headline is one heading, each head another
        f"<title>x</title>{ONE}<p>一、修渠</p><p>要修好。</p>{OTHER}<p>一、栽树</p><p>要栽好。</p>",
        f"<title>在全乡栽树大会上的讲话</title>{ONE}<p>一、修渠</p><p>要修好。</p>{OTHER}<p>一、栽树</p><p>要栽好。</p>",
        f"<title>在全乡栽树大会上的讲话</title>{ONE}{OTHER}",
        f"<div><h1>修好每一条渠</h1><h1>在全乡修渠大会上的讲话</h1></div><div>{PROSE}</div>",
        f"<title>讲话</title><h1>修好每一条渠</h1><p>讲话</p>{PROSE}",
        f"<p>修好每一条渠</p><p>同志们：</p>{PROSE}<h1>一、修渠</h1>{PROSE}",
    ],
)
def test_no_headline_and_nothing_between_it_and_the_prose_is_lost(source: str) -> None:
    shown = re.sub(r"<title>.*?</title>|<[^>]*>", "\n", source).splitlines()
    assert lines_of(text(source)) == [*filter(None, shown)]


@pytest.mark.parametrize(
    "under",
    [
        "<p>分享到：<a href=a>微信</a></p>",
        "<p><a href=a>水利局</a></p><p>同志们：</p>",
        "<p>责任编辑：王某</p>",
    ],
)
def test_a_headline_over_other_headings_is_no_name_of_a_site(under: str) -> None:
    found = text(f"<body><h1>在全乡大会上的讲话</h1>{under}<h1>抓好修渠</h1>{PROSE}<h1>抓好护坡</h1>{PROSE}")
    assert re.findall("# (.*)", found) == ["在全乡大会上的讲话", "抓好修渠", "抓好护坡"]
    assert ("同志们：" in found) == ("同志们：" in under)


@pytest.mark.parametrize(
    "source",
    [
        f"<h1>清溪县政府网</h1>{MENU}{ONE}",
        f"<h1>清溪县政府网</h1>{MENU}{TWO}",
        f"<div class=logo><h1>清溪县政府网</h1></div>{TWO}",
        f"<div class=site><div class=site-header><h1>清溪县政府网</h1></div><div class=site-content>{TWO}</div></div>",
        f"<div class=banner><h1>清溪县政府网</h1></div>{ONE}",
        f"<title>通知_清溪县政府网</title><h1>清溪县政府网</h1>{ONE}",
        f"<title>在全乡修渠大会上的讲话 - 清溪县人民政府修渠护坡专栏</title><p>清溪县人民政府修渠护坡专栏</p>{ONE}",
    ],
)
def test_the_name_of_a_site_is_no_headline(source: str) -> None:
    assert text(source).startswith("# 在全乡修渠大会上的讲话\n（2024年3月18日）\n乡长 李大河\n同志们：\n")


STAMPED = "<p>张三 2024-03-19 10:20</p><p>一、说得好，说到了心坎上。</p><p>二、盼着早日修好。</p><p>李四 3小时前</p><p>好！</p>"
SHORT = "<p>在全乡栽树大会上的讲话</p><p>栽树的通知</p>"
LAST = "<p>谢谢大家！</p>"


@pytest.mark.parametrize(
    "after",
    [
        f"<div class=pl><h3>网友说</h3>{STAMPED}</div>",
        f"<div id=pinglun>{STAMPED}</div>",
        f"<h3>评论（2）</h3>{STAMPED}",
        f"<div><p>网友评论：</p><div>{STAMPED}</div></div>",
        f"<p>发表评论</p><p>昵称</p><h2>最新评论 2条</h2>{STAMPED}<h2>延伸阅读</h2>{SHORT}",
        f"<h3>【延伸阅读】</h3>{SHORT}<p>版权所有：清溪县政府！</p>",
        f"<div><h3>相关新闻</h3>{SHORT}</div><p>责任编辑：王某！</p>",
        f"<p>相关阅读：</p>{SHORT}",
        f"<ul><li>相關閱讀<li>栽樹的通知</ul><h4>評論 (2)</h4>{STAMPED}",
    ],
)
def test_comments_and_lists_after_a_text_are_left_out(after: str) -> None:
    for source in (f"{ONE}{PROSE}{LAST}", f"<div>{ONE}{PROSE}{LAST}</div>"):
        assert text(source + after) == text(source)


@pytest.mark.parametrize(
    "after",
    [
        f"<p>评论</p>{PROSE}",
        f"<p>评论</p><p>2024-03-19 10:20</p>{PROSE}",
        f"<h1>评论</h1>{STAMPED}<h1>二、栽树</h1>",
        f"<p>延伸阅读</p>{SHORT}{PROSE}",
        f"<h3>网友评论</h3>{STAMPED}{LAST * 9}",
        f"<div class=pl-3>{PROSE}</div>",
        "<p class=pl>要修好。</p>",
        f"<h1>在全乡栽树大会上的讲话</h1>{PROSE}",
    ],
)
def test_what_is_said_after_such_a_heading_stays(after: str) -> None:
    assert lines_of(text(f"{ONE}{PROSE}{after}")) == lines_of(text(f"{ONE}{PROSE}")) + lines_of(re.sub("<[^>]*>", "\n", after))


@pytest.mark.parametrize(
    "source", [f"<h1>评论</h1><p>好！</p>{STAMPED}", f"<p>延伸阅读</p>{SHORT}", f"<p>要修好。</p><p>评论</p>{STAMPED * 9}"]
)
def test_what_is_all_of_a_page_stays(source: str) -> None:
    assert lines_of(text(source)) == lines_of(re.sub("<[^>]*>", "\n", source))


KEYS = "<p>修渠 护坡 四是</p><p>全乡会议资料</p><p>发布时间：2024-03-11</p>"


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        (f"<p>关键词：</p>{KEYS}{PROSE}", "关键词：\n修渠 护坡 四是\n全乡会议资料\n"),
        (f"<p>　【关键词：修渠】</p>{KEYS}{PROSE}", "　【关键词：修渠】\n修渠 护坡"),
        (f"<h1>讲话</h1><p>关键词：</p>{KEYS}{PROSE}", "# 讲话\n关键词：\n修渠 护坡"),
        (f"<h1>讲话</h1><p>关键词：修渠 护坡</p>{PROSE}", "# 讲话\n各位乡亲"),
        (f"<p>关键词：<a href=a>修渠</a></p>{PROSE}", "各位乡亲"),
        (f"<div class=keywords><p>关键词：</p><p>修渠</p></div>{PROSE}", "各位乡亲"),
    ],
)
def test_a_label_stays_where_its_words_stay(source: str, kept: str) -> None:
    assert text(source).startswith(kept)


SPOKEN = "一、修渠\n要修好，今年就修。\n"


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        (  # pandoc
            '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
            '<section role="doc-endnotes"><ol><li id="fn1"><p>一、统计。<a href="#fnref1">↩︎</a></ol></section>',
        ),
        (  # Word
            "<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a>",
            "<div><hr><div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> 一、统计。</p></div></div>",
        ),
        (  # LibreOffice
            '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
            '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>一、统计。</div>',
        ),
        (  # a wiki
            '<sup id="cite_ref-1"><a href="https://wiki.example/讲话#cite_note-1">[1]</a></sup>',
            '<ol><li id="cite_note-1"><a href="#cite_ref-1">↑</a> 一、统计。</li></ol>',
        ),
        ("<sup>［<a href='#a'>1</a>，<a href='#b'>2</a>］</sup>", "<p id=a>1 统计。<p><a name=b></a>2 二、统计。"),
        ("<sup><a href='#fn1'>①</a></sup>", "<div><a id=fn1>①</a>一、统计。<sup><a href='#fnref1'>①</a></sup></div>"),
        (
            "<a epub:type=noteref href='#n1'>1</a>",
            "<aside epub:type=footnote id=n1><p>一、统计，再统计，还要统计，到年底。</aside>",
        ),
        ("", "<aside role=doc-footnote><p>一、统计，再统计，还要统计，到年底。</aside>"),
    ],
)
def test_footnotes_are_left_out(mark: str, notes: str) -> None:
    assert text(f"<div><p>一、修渠</p><p>要修好{mark}，今年就修。</p></div>{notes}") == SPOKEN
    assert text(f"<body class=footnote><p>一、修渠</p><p>要修好{mark}，今年就修。</p>{notes}</body>") == SPOKEN


@pytest.mark.parametrize(
    "source",
    [
        "<p>一、修渠</p><p>要修好，<a href='#更多'><sup>今年就修，明年也要修好</sup></a>。</p><p id=更多>二、栽树</p>",
        "<p>一、修渠</p><p id=a>要修好，<sup><a href='#a'>1</a></sup>今年就修。</p>",  # leads to itself
        "<div id=p2>一、修渠<sup><a href='#p3'>2</a></sup></div><div id=p3>二、栽树</div>",  # pages
        "<p id=a>一、修渠</p><p>要修好<sup><a href='#a'>1</a></sup>。</p>",  # before the mark
        "<p>一、修渠<sup><a href='#a'>1</a></sup></p><a id=a></a>二、栽树",
        "<p>一、修渠<sup><a href='#'>2</a></sup></p>",
        "<p>一、修渠<sup>2</sup></p><p><a href='#b'>（2）</a><p id=b>二、栽树",  # not raised, or no link
    ],
)
def test_what_is_no_footnote_stays(source: str) -> None:
    shown = [*filter(None, re.split("<[^>]*>|[0-9]", source))]
    assert [part for part in shown if part not in text(source)] == []


@pytest.mark.parametrize(
    ("declared", "written", "found"),
    [
        ("<meta charset=gb2312>", "gb18030", "gb18030"),
        ("<meta http-equiv=Content-Type content='text/html; charset=big5'>", "big5hkscs", "big5hkscs"),
        ("<?xml version='1.0' encoding='gbk'?>", "gb18030", "gb18030"),
        ("<meta charset=gbk>", "utf-8", "utf-8"),  # the bytes say otherwise
        ("<meta charset=utf-8>", "gb18030", "gb18030"),
        ("<meta charset=iso-8859-1>", "gb18030", "gb18030"),
        ("<meta charset=no-such>", "big5hkscs", "big5hkscs"),
        ("<meta charset=gb2312>", "utf-16", "utf-16"),
    ],
)
def test_the_encoding_of_a_page(declared: str, written: str, found: str) -> None:
    source = f"{declared}<p>各位鄉親，大家好！</p><p>一、修渠</p>"
    assert read(source.encode(written), "讲话.html") == Extract("各位鄉親，大家好！\n一、修渠\n", found)


def test_an_encoding_that_is_declared_serves_where_there_is_no_evidence() -> None:
    data = "<meta charset=windows-1252><p>Ä, Ö und Ü, und ß</p>".encode("cp1252")
    assert read(data, "讲话.html") == Extract("Ä, Ö und Ü, und ß\n", "cp1252")
    with pytest.raises(speechtree.InputError, match=r"^讲话.html: no UTF-8"):
        read(data.replace(b"windows-1252", b"ascii"), "讲话.html")


def test_an_encoding_that_is_insisted_on_wins() -> None:
    data = "<meta charset=utf-8><p>一、好</p>".encode()
    with pytest.raises(speechtree.InputError, match="damaged ASCII at byte 23"):
        read(data, "讲话.html", "ascii")


def test_what_has_no_markup_is_plain_text() -> None:
    assert text("一、好\n\n二、a < b\n") == "一、好\n\n二、a < b\n"


def test_xhtml_closes_elements_by_a_slash() -> None:
    source = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a"/><title/></head>'
    assert text(f"{source}<body><p>一、好</p><p/><p>二、坏</p></body></html>") == "一、好\n二、坏\n"


def saved_page(*parts: tuple[str, str]) -> bytes:
    """What a browser saves as one file: parts of a type and words."""
    whole = EmailMessage()
    whole["From"] = "Blink"
    whole["MIME-Version"] = "1.0"
    for kind, part in parts:
        whole.add_attachment(part, subtype=kind)
    return whole.as_bytes()


def test_a_page_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    path = tmp_path / "讲话.mhtml"
    path.write_bytes(saved_page(("css", "p {}"), ("html", "<meta charset=utf-8><p>一、好<p>二、坏"), ("html", "<p>广告")))
    assert read_file(path).text == "一、好\n二、坏\n"


@pytest.mark.parametrize("depth", [0, 3000])
def test_a_saved_file_without_a_page(depth: int) -> None:
    parts = "".join(f"--a{n}\nContent-Type: multipart/mixed; boundary=a{n + 1}\n\n" for n in range(depth))
    data = f"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a0\n\n{parts}".encode()
    with pytest.raises(speechtree.InputError) as caught:
        read(data, "讲话.mht")
    assert str(caught.value) == "讲话.mht: there is no page in this MHTML file; save it again as HTML"


def test_a_page_that_is_nested_too_deep() -> None:
    assert text("<div>" * 500 + "一、好") == "一、好\n"
    with pytest.raises(speechtree.InputError) as caught:
        text("<div>" * 3000 + "一、好")
    assert str(caught.value) == "讲话.html: its elements are nested too deep; open it in a browser and save its text"


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "speechtree.readers.html.page", None)
    with pytest.raises(speechtree.InputError) as caught:
        text("<p>一、好")
    assert str(caught.value) == "讲话.html: reading HTML needs lxml: pip install 'speechtree[html]'"


def test_a_document_of_a_page(tmp_path: Path) -> None:
    path = tmp_path / "讲话.htm"
    path.write_bytes(page("tables", lines_of(TEN["short"])).encode("gb18030"))
    document = parse_file(path, keep_text=True)
    assert (document.source.name, document.source.encoding) == ("讲话.htm", "gb18030")
    start, end = document.speeches[0].points[0].marker.span
    assert document.text
    assert document.text[start:end] == "一、"


PIECES = ["<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "<ol>", "<li>", "<br>", "<b>", "<pre>", "&nbsp;"]


@given(st.lists(st.sampled_from([*PIECES, "<a href=x>", "</a>", "<h2>", "<nav>", "一、好。", "x"])))
def test_no_page_is_left_without_its_text(parts: list[str]) -> None:
    assert bool(text("<p>" + "".join(parts)).strip()) == bool({"一、好。", "x"} & {*parts})


def test_a_sentence_that_is_a_link_is_no_menu() -> None:
    assert text("<p>渠道要在上冻前修完。<p><a href=x>一、好。</a>") == "渠道要在上冻前修完。\n一、好。\n"
