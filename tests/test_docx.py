"""Word documents become the text that a person reads in them, in order, wherever in the document it stands."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from word_files import converted, needs_office, numbers, paragraph, repacked, run, style, word_file
from word_files import definition as defined
from word_files import level as depth

import speechtree
from speechtree.readers import Extract, read_file
from speechtree.readers.docx import read

BOX = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>'
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent>"
)
FLAT_TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/>
</text:list-style></office:automatic-styles>
<office:body><office:text>
<text:h text:outline-level="1">关于农田水利的讲话</text:h>
<text:list text:style-name="L"><text:list-item><text:p>修渠</text:p>
<text:list><text:list-item><text:p>清淤</text:p></text:list-item><text:list-item><text:p>护坡</text:p></text:list-item></text:list>
</text:list-item><text:list-item><text:p>栽树</text:p></text:list-item></text:list>
<table:table><table:table-column/><table:table-row><table:table-cell><text:p>渠长</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>五里</text:p></table:table-cell></table:table-row></table:table>
<text:p>完了。<draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p>框里的话</text:p>
</draw:text-box></draw:frame></text:p>
</office:text></office:body></office:document>"""


def lines(*body: str, styles: tuple[str, ...] = (), lists: tuple[str, ...] = ()) -> list[str]:
    """The lines that are read from a Word file with blocks of XML in its body."""
    return read(word_file(body, lists, styles), "讲话.docx").text.split("\n")


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    inside = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def field(kind: str) -> str:
    """A sign of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_paragraphs_tables_and_boxes_stand_in_the_order_of_reading() -> None:
    inner = table(row(paragraph("里")))
    body = [
        paragraph("前", more=f"<w:r>{BOX.format(paragraph('框一') + paragraph('框二'))}</w:r>" + run("面")),
        table(row(paragraph("甲") + paragraph("乙"), paragraph("丙")), row(inner + paragraph("丁"))),
        f"<w:sdt><w:sdtPr><w:alias w:val='名'/></w:sdtPr><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>",
        paragraph(),
        paragraph("后"),
    ]
    assert lines(*body) == ["前面", "框一", "框二", "甲", "乙", "丙", "里", "丁", "控件", "", "后"]


def test_a_box_for_older_programs_alone_is_read() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('框')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert lines(paragraph("话", more=box)) == ["话", "框"]


def test_words_are_read_wherever_they_stand_in_a_paragraph() -> None:
    more = (
        f"<w:hyperlink r:id='rId9'>{run('链接')}</w:hyperlink><w:smartTag>{run('标')}</w:smartTag>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控')}</w:sdtContent></w:sdt>"
        f"<w:fldSimple w:instr='DATE'>{run('五月')}</w:fldSimple>"
        "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('pīn')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"
    )
    assert lines(paragraph("话", more=more)) == ["话链接标控五月x+1拼"]


def test_breaks_and_tabs_are_read_and_line_ends_in_the_xml_are_not() -> None:
    inside = (
        '<w:r><w:t xml:space="preserve">甲\n 乙</w:t><w:tab/><w:t>丙</w:t><w:br/><w:t>丁</w:t><w:cr/><w:noBreakHyphen/></w:r>'
    )
    assert lines(paragraph(more=inside), paragraph("末")) == ["甲  乙\t丙", "丁", "-", "末"]


def test_a_new_page_before_the_words_of_a_paragraph_is_no_line() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    assert lines(paragraph(more=page + run("甲")), paragraph("乙", more=page + run("丙"))) == ["甲", "乙", "丙"]


def test_of_a_field_the_result_is_read_and_its_code_is_not() -> None:
    code, result = f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('码')}", run("果")
    nested = field("begin") + code + field("begin") + field("separate") + result + field("end") + field("end")
    whole = field("begin") + code + field("separate") + result + field("end")
    assert lines(paragraph("甲", more=whole + run("乙"))) == ["甲果乙"]
    assert lines(paragraph("甲", more=nested + run("乙"))) == ["甲乙"]
    assert lines(paragraph("甲", more=field("begin") + code), paragraph("丙")) == ["甲", "丙"]
    assert lines(paragraph("甲", more=field("separate") + field("end") + field("other") + run("乙"))) == ["甲乙"]


def test_tracked_changes_are_read_as_accepted() -> None:
    change = '<w:{0} w:id="1" w:author="甲">{1}</w:{0}>'
    gone = "<w:r><w:delText>删</w:delText></w:r>" + run("删")
    more = change.format("ins", run("增")) + change.format("del", gone) + change.format("moveFrom", run("移走"))
    assert lines(paragraph("话", more=more + change.format("moveTo", run("移来")))) == ["话增移来"]


def test_a_paragraph_whose_end_is_deleted_runs_on_into_the_next_and_has_no_number() -> None:
    lists = (defined(0, depth(0, "decimal", "%1.", '<w:suff w:val="nothing"/>')), numbers(1, 0))
    end = '<w:del w:id="1" w:author="甲"/>'
    body = (
        paragraph("甲", (1, 0)),
        paragraph("乙", (1, 0), mark=end) + "",
        paragraph("", (1, 0), mark='<w:moveFrom w:id="2" w:author="甲"/>'),
        paragraph("丙", (1, 0)),
        paragraph("", (1, 0), mark=end),
        table(row(paragraph("丁", mark=end))),
        table(row(paragraph("戊")), row(paragraph("己"), properties=end)),
        paragraph("庚", mark=end),
    )
    assert lines(*body, lists=lists) == ["1.甲", "2.乙丙", "丁", "戊", "庚"]


def test_hidden_text_is_not_read() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Away"><w:name w:val="Away"/><w:rPr><w:vanish/></w:rPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    body = (
        paragraph(
            "话", more=run("藏", "<w:vanish/>") + run("见", '<w:vanish w:val="0"/>') + run("藏", '<w:rStyle w:val="Away"/>')
        ),
        paragraph("藏", style="Gone"),
        paragraph(more=run("见", '<w:vanish w:val="false"/>'), style="Gone"),
        paragraph(more=run("藏", "<w:vanish/>"), mark="<w:vanish/>"),
        paragraph("末"),
    )
    assert lines(*body, styles=styles) == ["话见", "见", "末"]


def test_headings_have_the_marks_of_markdown() -> None:
    styles = (
        style("Own", '<w:outlineLvl w:val="1"/>'),
        style("Chinese", called="标题 3"),
        style("Below", based_on="Own"),
        style("Contents", '<w:outlineLvl w:val="0"/>', called="toc 1"),
    )
    level = '<w:p><w:pPr><w:outlineLvl w:val="{}"/></w:pPr>' + run("话") + "</w:p>"
    body = [paragraph("话", style=name) for name in ("Heading1", "Heading9", "Own", "Chinese", "Below", "Contents", "Title")]
    body += [level.format(at) for at in ("0", "9", "x", "-1")] + [paragraph("", style="Heading1")]
    marks = [line.removesuffix("话") for line in lines(*body, styles=styles)]
    assert marks == ["# ", "###### ", "## ", "### ", "## ", "", "", "# ", "", "", "", ""]


def test_a_style_that_is_based_on_itself_is_read() -> None:
    assert lines(paragraph("话", style="Round"), styles=(style("Round", based_on="Round"),)) == ["话"]


def test_what_stands_outside_the_body_is_left_out() -> None:
    document, packed = docx.Document(), BytesIO()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_comment(document.add_paragraph("话").runs, "批注", "某人")
    document.save(packed)
    assert read(packed.getvalue(), "讲话.docx").text == "话"


def test_each_line_knows_its_paragraph() -> None:
    body = [
        paragraph("甲", more=f"<w:r>{BOX.format(paragraph('框'))}</w:r>"),
        table(row(paragraph("格"))),
        paragraph(),
        paragraph("乙"),
    ]
    data = word_file(body)
    extract = read(data, "讲话.docx")
    assert [(place.start, place.paragraph) for place in extract.places] == [(0, 1), (2, 1), (4, None), (6, 2), (7, 3)]
    assert docx.Document(BytesIO(data)).paragraphs[3 - 1].text == "乙" == extract.text[7:]


@pytest.mark.parametrize("suffix", [".docx", ".DOCX", ".docm", ".dotx", ".dotm"])
def test_every_kind_of_word_file_is_read(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"讲话{suffix}"
    kind = {".docm": b"ms-word.document.macroEnabled.", ".dotx": b"openxmlformats-officedocument.wordprocessingml.template."}
    old = b"openxmlformats-officedocument.wordprocessingml.document."
    path.write_bytes(
        repacked(
            word_file([paragraph("一、修渠"), paragraph("二、栽树")]), lambda _, words: words.replace(old, kind.get(suffix, old))
        )
    )
    document = speechtree.parse_file(path)
    assert [point.title.text for point in document.speeches[0].points] == ["修渠", "栽树"]
    assert document.source.encoding is None
    place = document.source.place_at(document.speeches[0].points[1].span[0])
    assert place is not None
    assert place.paragraph == 2


def test_strict_open_xml_is_read() -> None:
    lists = (defined(0, depth(0, "chineseCounting", "%1、")), numbers(1, 0))
    usual = word_file([paragraph("修渠", (1, 0), style="Heading1")], lists)
    strict = repacked(usual, lambda _, words: _strict(words))
    assert strict != usual
    assert read(strict, "讲话.docx") == read(usual, "讲话.docx")


def _strict(words: bytes) -> bytes:
    main = re.sub(rb"http://schemas.openxmlformats.org/(\w+)/2006/main", rb"http://purl.oclc.org/ooxml/\1/main", words)
    office = rb"http://schemas.openxmlformats.org/officeDocument/2006/"
    return main.replace(office, b"http://purl.oclc.org/ooxml/officeDocument/")


@needs_office
def test_a_document_of_libreoffice_is_read(tmp_path: Path) -> None:
    data = converted(FLAT_TEXT.encode(), "fodt", "docx", tmp_path)
    expected = "# 关于农田水利的讲话|一、修渠|（一）清淤|（二）护坡|二、栽树|渠长|五里|完了。|框里的话"
    assert read(data, "讲话.docx").text.strip().split("\n") == expected.split("|")


@needs_office
def test_a_page_that_libreoffice_turned_into_a_document_is_read(tmp_path: Path) -> None:
    page = "<html><body><h2>讲话</h2><ol><li>修渠<li>栽树</ol><table><tr><td>甲<td>乙</table><p>完<br>了</body></html>"
    words = "<meta charset=utf-8>" + page
    data = converted(words.encode(), "html", "docx:Office Open XML Text", tmp_path)
    assert read(data, "讲话.docx").text.strip().split("\n") == ["## 讲话", "1.\t修渠", "2.\t栽树", "甲", "乙", "完", "了"]


def test_an_empty_document_has_no_words() -> None:
    assert read(word_file([]), "讲话.docx") == Extract("")
    body = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
    bare = repacked(word_file([]), lambda name, words: body if name == "word/document.xml" else words)
    assert read(bare, "讲话.docx") == Extract("")


def test_a_document_without_styles_and_lists_is_read(tmp_path: Path) -> None:
    path = tmp_path / "讲话.docx"
    bare = repacked(
        word_file([paragraph("话", (1, 0))]),
        lambda name, words: None if name.endswith(("styles.xml", "numbering.xml")) else words,
    )
    path.write_bytes(bare)
    assert read_file(path).text == "话"
