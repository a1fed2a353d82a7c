"""A copy of a Word document has a comment at each finding; the document stays as it is."""

from __future__ import annotations

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from commands import Run, runner
from word_files import (
    anew,
    converted,
    definition,
    level,
    needs_office,
    numbers,
    paragraph,
    repacked,
    run,
    word_file,
)

import speechtree
from speechtree.models import Diagnostic
from speechtree.readers import EMPTY
from speechtree.readers.docx import read
from speechtree.readers.word.package import W
from speechtree.writers import word_comments
from speechtree.writers.word_comments import annotated

NOTHING = '<w:suff w:val="nothing"/>'
LISTS = (definition(0, level(0, "chineseCounting", "%1、", NOTHING)), numbers(1, 0), numbers(2, 0, anew(0, 4)))
BOX = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"
DRAFT = word_file(
    [
        paragraph("一、修渠"),
        paragraph("上冻前修完。"),
        paragraph(more=run("三、") + run("栽树") + run("要快")),
        paragraph("清明前栽完。"),
    ]
)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in a folder with a draft."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    Path("draft.docx").write_bytes(DRAFT)
    return runner(capsys)


def at(text: str, words: str, code: str = "gap") -> Diagnostic:
    """A finding at some words of a text."""
    start = text.index(words)
    return Diagnostic(code=code, severity="warning", message=f"看{words}", span=(start, start + len(words)))


def marked(data: bytes) -> list[tuple[str, str]]:
    """The words that each comment of a Word file stands over, with what it says."""
    document = docx.Document(BytesIO(data))
    found = []
    for comment in document.comments:
        words, inside = "", False
        for element in document.element.body.iter():
            kind, own = element.tag.rpartition("}")[2], element.get(f"{W}id") == str(comment.comment_id)
            inside = (inside or (kind == "commentRangeStart" and own)) and not (kind == "commentRangeEnd" and own)
            words += (element.text or "") if inside and kind == "t" else ""
        found.append((words, comment.text))
    return found


def test_the_copy_has_a_comment_at_each_finding(command: Run) -> None:
    done = command("check", "--lang", "en", "draft.docx", "--annotate", "copy.docx")
    assert (done.status, done.err) == (1, "speechtree: draft.docx: 1 comment in the copy copy.docx\n")
    (finding,) = marked(Path("copy.docx").read_bytes())
    assert finding == ("三、", "三、 follows 一、: 二 is missing (add the missing point, or renumber) [gap]")
    (comment,) = docx.Document("copy.docx").comments
    assert (comment.author, comment.initials) == ("speechtree", "sp")
    assert Path("draft.docx").read_bytes() == DRAFT


def test_comments_speak_the_language_of_the_report(command: Run) -> None:
    command("check", "--lang", "zh", "draft.docx", "--annotate", "copy.docx")
    assert marked(Path("copy.docx").read_bytes())[0][1].startswith("“一、”之后是“三、”，缺少“二”")


def test_a_copy_without_findings_has_no_comments(command: Run) -> None:
    Path("draft.docx").write_bytes(word_file([paragraph("一、修渠"), paragraph("二、栽树")]))
    done = command("check", "--lang", "en", "draft.docx", "--annotate", "copy.docx")
    assert (done.status, done.err) == (0, "speechtree: draft.docx: 0 comments in the copy copy.docx\n")
    assert marked(Path("copy.docx").read_bytes()) == []


def test_nothing_is_overwritten(command: Run) -> None:
    Path("copy.docx").write_text("别动", encoding="utf-8")
    done = command("check", "draft.docx", "--annotate", "copy.docx")
    assert done.status == 2
    assert done.err == "speechtree: copy.docx: it is there already; name a new file, or move that one away\n"
    assert Path("copy.docx").read_text(encoding="utf-8") == "别动"
    assert command("check", "draft.docx", "--annotate", "draft.docx").status == 2
    assert Path("draft.docx").read_bytes() == DRAFT


def test_a_copy_that_cannot_be_written_is_named(command: Run) -> None:
    done = command("check", "draft.docx", "--annotate", "nowhere/copy.docx")
    assert (done.status, done.err) == (2, "speechtree: nowhere/copy.docx: it cannot be written: No such file or directory\n")


def test_a_copy_appears_whole_or_not_at_all(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_comments, "annotated", lambda *_: "no bytes")
    with pytest.raises(TypeError):
        command("check", "draft.docx", "--annotate", "copy.docx")
    assert [path.name for path in Path().iterdir()] == ["draft.docx"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("draft.txt", "--annotate", "copy.docx"), "and draft.txt is none"),
        (("-", "--annotate", "copy.docx"), "and standard input is none"),
        (("draft.docx", "--annotate", "copy.doc"), "and copy.doc is none"),
        (("draft.docm", "--annotate", "copy.docx"), "and draft.docm is none"),
        (("draft.docx", "draft.docx", "--annotate", "copy.docx"), "--annotate copies one file, and neither mends nor compares"),
        (("draft.docx", "--annotate", "copy.docx", "--fix"), "--annotate copies one file, and neither mends nor compares"),
        (("draft.docx", "--annotate", "copy.docx", "--diff"), "--annotate copies one file, and neither mends nor compares"),
    ],
)
def test_wrong_usage_is_refused(command: Run, arguments: tuple[str, ...], complaint: str) -> None:
    done = command("check", *arguments)
    assert done.status == 2
    assert done.err.endswith(f"{complaint}\n")
    assert not Path("copy.docx").exists()


def test_an_unreadable_file_has_no_copy(command: Run) -> None:
    Path("draft.docx").write_bytes(b"")
    done = command("check", "draft.docx", "--annotate", "copy.docx")
    assert (done.status, done.err) == (2, f"speechtree: draft.docx: {EMPTY}\n")
    assert not Path("copy.docx").exists()


def test_a_file_that_only_the_reader_understands_is_named(command: Run) -> None:
    odd = repacked(DRAFT, lambda name, words: None if name == "[Content_Types].xml" else words)
    Path("draft.docx").write_bytes(odd)
    done = command("check", "draft.docx", "--annotate", "copy.docx")
    reason = "it cannot be annotated (KeyError); open it in Word and save it as an ordinary .docx"
    assert (done.status, done.err) == (2, f"speechtree: draft.docx: {reason}\n")


def test_a_file_that_unpacks_to_too_much_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_comments, "LIMIT", 1000)
    with pytest.raises(speechtree.InputError) as caught:
        annotated(DRAFT, "draft.docx", [])
    assert str(caught.value) == "draft.docx: it unpacks to more than 0 MB, which is too much to be annotated"


def test_a_missing_library_is_named(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "speechtree.writers.word_comments", None)  # as when python-docx is not there
    done = command("check", "draft.docx", "--annotate", "copy.docx")
    reason = "draft.docx: writing comments takes more: pip install 'speechtree[docx]'"
    assert (done.status, done.err) == (2, f"speechtree: {reason}\n")
    assert not Path("copy.docx").exists()


def test_a_comment_stands_over_the_runs_that_hold_the_words() -> None:
    link = f"<w:hyperlink w:anchor='x'>{run('丙')}</w:hyperlink>"
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    data = word_file(
        [paragraph("前"), paragraph("甲", (1, 0), style="Heading1", more=run("乙") + link + formula + run("丁"))], LISTS
    )
    text = read(data, "讲话.docx").text
    assert text == "前\n# 一、甲乙丙x丁"
    findings = [at(text, words) for words in ("乙丙", "一、", "一、甲", "丙x丁", "x", "前")]
    over = [words for words, _ in marked(annotated(data, "讲话.docx", findings))]
    assert over == ["乙丙", "甲乙丙x丁", "甲", "丙x丁", "甲乙丙x丁", "前"]


def test_a_number_alone_has_its_comment_and_the_numbers_stay() -> None:
    data = word_file([paragraph("甲", (1, 0)), paragraph("", (2, 0))], LISTS)
    copy = annotated(data, "讲话.docx", [at("一、甲\n四、", "四、")])
    assert [words for _, words in marked(copy)] == ["看四、 [gap]"]
    assert read(copy, "讲话.docx") == read(data, "讲话.docx")


def test_in_a_text_box_a_comment_stands_where_the_box_hangs() -> None:
    data = word_file([paragraph("甲"), paragraph("乙", more=BOX.format(paragraph("丙")))])
    copy = annotated(data, "讲话.docx", [at(read(data, "讲话.docx").text, "丙")])
    assert [words for words, _ in marked(copy)] == ["丙"]
    with zipfile.ZipFile(BytesIO(copy)) as archive:
        body = archive.read("word/document.xml").decode()
    assert re.search(r"<w:commentRangeStart[^>]*/><w:r><w:pict>", body)


@needs_office
def test_libreoffice_opens_the_copy_with_its_comments(command: Run, tmp_path: Path) -> None:
    rows = "<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>".format(paragraph("五、修路"))
    box = paragraph("完了。", more=BOX.format(paragraph("框里的话")))
    body = [paragraph(words) for words in ("一、修渠", "上冻前修完。", "三、栽树", "清明前栽完。", "三、养护", "年年养护。")]
    Path("draft.docx").write_bytes(word_file([*body, rows, box], LISTS))
    done = command("check", "--lang", "zh", "draft.docx", "--annotate", "copy.docx")
    findings = [line for line in done.out.splitlines() if line.startswith("draft.docx：")]
    assert len(findings) >= 3
    odt = converted(Path("copy.docx").read_bytes(), "docx", "odt", tmp_path)
    with zipfile.ZipFile(BytesIO(odt)) as archive:
        content = archive.read("content.xml").decode()
    comments = re.findall(r"<office:annotation .*?</office:annotation>", content)
    assert len(comments) == len(findings)
    assert all("<dc:creator>speechtree</dc:creator>" in comment for comment in comments)
    assert "缺少“二”" in re.sub("<[^>]*>", "", comments[0])
