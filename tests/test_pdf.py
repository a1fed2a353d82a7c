"""PDF files give the text that one reads on their pages, or say why they do not."""

from __future__ import annotations

import importlib.util
import json
import runpy
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from types import SimpleNamespace

import pytest
from pdf_files import LEFT, UNKNOWN, WIDTH, lines, pdf, words

import speechtree
from speechtree.readers import parse_file, read_file
from speechtree.readers import pdf as reader
from speechtree.readers.pdf import glyphs

FILES = Path(__file__).parent / "files"
SPEECH = (FILES / "speech.txt").read_text(encoding="utf-8")
SHORT = "各位乡亲：\n今天讲两件事。\n一、修路。\n二、建校。"
ANEW = "get the file anew, or open it in another program and print it to PDF"
WORDS = "路要一段一段修钱要一笔一笔花修一段就请大家看一段花一笔算一笔给大家听"
FILL = WORDS + "好"  # as wide as the page is


def text_of(*pages: str) -> str:
    """The text of pages that are written character by character, read without another process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_answers", lambda data: list(glyphs.answers(data)))
        return reader.read(pdf(*pages), "讲话.pdf").text


def refusal(data: bytes) -> str:
    """The message about a file that cannot be read."""
    with pytest.raises(speechtree.InputError) as caught:
        reader.read(data, "讲话.pdf")
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("columns", SPEECH),
        ("heads", SPEECH),
        ("office", SPEECH * 2),
        ("browser", SHORT),
        ("vertical", SHORT),
        ("restricted", SHORT),
    ],
)
def test_what_programs_print_is_read_as_it_was_written(name: str, text: str) -> None:
    assert read_file(FILES / f"{name}.pdf").text == text.strip()


def test_each_point_knows_its_page() -> None:
    document = parse_file(FILES / "office.pdf", keep_text=True)
    places = [document.source.place_at(speech.span[0]) for speech in document.speeches]
    assert document.text == SPEECH.strip() + "\n" + SPEECH.strip()
    assert [place.page for place in document.source.places] == [1, 2]
    assert places[0] == speechtree.models.Place(start=0, page=1)


def test_a_first_line_is_indented_where_a_paragraph_starts() -> None:
    first, second = f"一、{WORDS[:31]}", f"二、{WORDS[:30]}。"
    page = lines(f"\u3000\u3000{first}", FILL, "路修好了。", f"\u3000\u3000{second}", "路修好了。")
    assert text_of(page) == f"{first}{FILL}路修好了。\n{second}路修好了。"


def test_a_paragraph_goes_on_over_pages_without_their_numbers_and_heads() -> None:
    def page(number: int, *said: str) -> str:
        return words("工作简报", 270, 800, 9) + lines(*said) + words(f"— {number} —", 285, 40, 9)

    text = text_of(
        page(1, "\u3000\u3000" + FILL[2:], FILL, FILL, FILL),
        page(2, FILL, "路修好了。", "\u3000\u3000二、建校。", "\u3000\u3000三、栽树。"),
        page(3, "\u3000\u3000四、养鱼。"),
    )
    assert text == f"{FILL[2:]}{FILL * 4}路修好了。\n二、建校。\n三、栽树。\n四、养鱼。"


@pytest.mark.parametrize(
    "number", ["－3－", "— 3 —", "第3页 共9页", "第 3 页", "3 / 9", "3", "· 3 ·", "第三页", "Page 3 of 9", "iv"]
)
def test_page_numbers_in_their_usual_forms_are_left_out(number: str) -> None:
    assert text_of(lines(FILL, FILL, FILL) + words(number, 280, 40, 9)) == FILL * 3


@pytest.mark.parametrize("line", ["2024", "3月", "一", "二、三"])
def test_the_last_line_of_a_text_is_no_page_number(line: str) -> None:
    assert text_of(lines(FILL, FILL, FILL[:9] + "。", line)).endswith(f"。\n{line}")


def test_a_repeated_line_inside_the_text_is_no_running_head() -> None:
    page = lines("同志们：", FILL, FILL, FILL[:9] + "。")
    assert text_of(page, page).count("同志们：") == 2


def test_columns_are_read_one_after_the_other_under_their_heading() -> None:
    def side(left: float, *said: str) -> str:
        return lines(*said, top=700, left=left)

    narrow = FILL[:16]
    page = (
        words("关于修路的报告和有关情况的说明以及下一步的打算和措施", 100, 740)
        + side(80, *[narrow] * 6, narrow[:8])
        + side(320, *["甲乙丙丁" * 4] * 6)
        + words("以上报告请各位代表审议并请列席人员提出意见谢谢大家", 100, 540)
    )
    assert text_of(page, side(80, *[narrow] * 6) + side(320, "戊己庚辛。")) == (
        "关于修路的报告和有关情况的说明以及下一步的打算和措施\n"
        f"{narrow * 6}{narrow[:8]}\n{'甲乙丙丁' * 6 * 4}\n"
        "以上报告请各位代表审议并请列席人员提出意见谢谢大家\n"
        f"{narrow * 6}戊己庚辛。"
    )


def test_the_cells_of_a_table_are_read_row_by_row() -> None:
    table = "".join(words("修路", 80, 700 - 20 * n) + words("甲村", 320, 700 - 20 * n) for n in range(6))
    assert text_of(lines(FILL, FILL, top=800) + table).endswith("修路\u3000\u3000甲村\n修路\u3000\u3000甲村")


def test_what_stands_askew_is_left_out() -> None:
    assert (
        text_of(lines("一、修路。", "二、建校。") + words("内部资料", 200, 300, 60, ".7 .7 -.7 .7")) == "一、修路。\n二、建校。"
    )


def test_a_page_that_stands_askew_as_a_whole_is_read() -> None:
    def line(text: str, y: float) -> str:
        return words(text, 300 - 0.7 * y, 300 + 0.7 * y, 12, ".7 .7 -.7 .7")

    assert text_of(line("一、修路。", 20) + line("二、建校。", 0)) == "一、修路。\n二、建校。"


def test_characters_that_are_set_twice_to_look_bold_are_read_once() -> None:
    assert text_of(words("一、修路。", 80, 700) + words("一、修路。", 80.4, 700)) == "一、修路。"


def test_radicals_become_the_words_that_look_like_them() -> None:
    assert text_of(lines("⼀、⻓江⻅⻛⼤⽔，⼈⺠修⻋⻔。")) == "一、长江见风大水，人民修车门。"


def test_spaces_are_those_that_one_sees() -> None:
    line = words("一", 80, 700) + words("关于修路", 98, 700) + words("ten", 148, 700) + words("miles", 170, 700)
    assert text_of(line) == "一 关于修路ten miles"
    apart = "".join(words(char, 80 + 18 * n, 700) for n, char in enumerate("讲话提纲"))
    assert text_of(apart) == "讲话提纲"
    assert text_of(words("同 志 们", 80, 700, 12).replace("0020", "")) == "同志们"


def test_a_gap_of_two_characters_divides_a_head_from_its_text() -> None:
    def point(head: str, at: float, gap: float) -> str:
        after = LEFT + 12 * len(head) + gap
        return words(head, LEFT, at) + words("今年要把它修好，明年再修别的。", after, at)

    text = text_of(
        point("一、修路", 700, 24) + point("二、建校", 680, 30) + point("三、栽树", 660, 13) + point("四、管水", 640, 8)
    )
    assert [line[4:7] for line in text.split("\n")] == ["\u3000\u3000今", "\u3000\u3000今", " 今年", " 今年"]
    heads = [point.title.text for point in speechtree.parse(text).speeches[0].points]
    assert heads[:2] == ["修路", "建校"]


def test_a_stop_stands_close_to_its_word_wherever_the_font_sets_it() -> None:
    assert text_of(words("一、修路", 80, 700) + words("。二、建校。", 134, 700)) == "一、修路。二、建校。"


def test_a_number_at_the_start_keeps_the_space_after_it() -> None:
    marker = words("1", 80, 700) + words("修路", 89.5, 700)
    date = words("今年在", 80, 680) + words("3", 117.8, 680) + words("月修路", 125.6, 680)
    assert text_of(marker + date) == "1 修路\n今年在3月修路"


def test_latin_words_stay_apart_and_a_hyphen_stays() -> None:
    text = " ".join(["Roads are built and mended by all of the villages and towns of this county."] * 4)
    assert text_of(lines(*wrap(text, 70))) == text
    assert text_of(lines("the well-", "known road", "of this place and of all")).startswith("the well-")


def test_a_heading_in_the_middle_is_no_first_line() -> None:
    page = words("修路建校", LEFT + 12 * 11, 780) + lines(*[f"\u3000\u3000{FILL[2:]}", FILL, FILL, FILL[:6] + "。"])
    assert text_of(page) == f"修路建校\n{FILL[2:]}{FILL * 2}{FILL[:6]}。"


def test_marks_before_a_word_are_no_part_of_it() -> None:
    page = lines(f"\u3000\u3000{WORDS[:34]}", FILL[:33], "**Christine说路修好了。", f"\u3000\u3000{WORDS[:34]}", FILL)
    assert "\n**Christine说路修好了。" in text_of(page)


def test_larger_characters_are_a_paragraph_of_their_own() -> None:
    assert text_of(words(FILL[:20], LEFT, 780, 16) + lines(FILL, FILL)) == f"{FILL[:20]}\n{FILL * 2}"


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_a_title_of_larger_characters_goes_on_in_its_next_line(indent: str) -> None:
    title = words(FILL[:17], LEFT, 790, 24) + words("的讲话", LEFT + 180, 790 - 36, 24)
    body = "".join(lines(indent + FILL[: 36 - len(indent)], "路修好了。", top=700 - 48 * n) for n in range(4))
    assert text_of(title + body).split("\n")[:2] == [f"{FILL[:17]}的讲话", f"{FILL[: 36 - len(indent)]}路修好了。"]


def test_a_first_line_that_ends_as_far_from_the_edge_as_it_starts_is_not_centred() -> None:
    page = lines(f"\u3000\u3000「{WORDS[:31]}", "好」大家听。", f"\u3000\u3000{WORDS[:34]}", FILL, "路修好了。")
    assert text_of(page) == f"「{WORDS[:31]}好」大家听。\n{WORDS[:34]}{FILL}路修好了。"


@pytest.mark.parametrize("unit", ["3.141592", "GBT(2020)", "好」）。", "（《好", "u(x)[y]"])
def test_what_no_line_break_parts_is_measured_as_a_whole(unit: str) -> None:
    page = lines(f"\u3000\u3000{WORDS[:34]}", FILL[:33], f"{unit}路修好了。", f"\u3000\u3000{WORDS[:34]}", FILL)
    assert f"{FILL[:33]}{unit}路" in text_of(page)


def test_paragraphs_that_stand_apart_go_on_where_a_line_is_full() -> None:
    def paragraph(top: float) -> str:
        return lines(FILL[:26] + "。", "一、" + FILL[:24] + "。", FILL[:4] + "。", top=top)

    whole = f"{FILL[:26]}。一、{FILL[:24]}。{FILL[:4]}。"
    assert text_of(paragraph(760) + paragraph(680) + paragraph(600)) == "\n".join([whole] * 3)


def test_without_any_sign_a_line_marker_after_a_full_stop_opens_a_paragraph() -> None:
    page = lines(FILL, FILL[:26] + "。", "一、" + FILL[:24] + "。", "第二行接着说", FILL[:26] + "。", "然后" + FILL[:25])
    assert text_of(page).split("\n")[1].startswith("一、")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", pdf("x")[:300], pdf()])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert refusal(data) == f"讲话.pdf: a damaged PDF file; {ANEW}"


def test_what_is_no_pdf_is_refused() -> None:
    assert refusal(SPEECH.encode()) == f"讲话.pdf: no PDF file, whatever its name says; {ANEW}"


def test_a_file_with_a_password_is_refused() -> None:
    message = "讲话.pdf: encrypted with a password; save a copy without one, e.g. qpdf --decrypt --password=… IN OUT"
    assert refusal((FILES / "locked.pdf").read_bytes()) == message


def test_a_scan_is_refused() -> None:
    message = "no text layer (a scan of {}); run OCR on it first, e.g. ocrmypdf -l chi_sim IN OUT"
    assert refusal((FILES / "scan.pdf").read_bytes()) == f"讲话.pdf: {message.format('1 page')}"
    assert refusal(pdf("", "")) == f"讲话.pdf: {message.format('2 pages')}"


def test_a_font_that_does_not_say_what_it_shows_is_refused() -> None:
    message = "its fonts do not say which characters they show; run OCR on it first, e.g. ocrmypdf --force-ocr -l chi_sim IN OUT"
    assert refusal(pdf(lines("一、修路。"), font=UNKNOWN)) == f"讲话.pdf: {message}"


def test_a_book_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MOST", 7)
    answers = list(glyphs.answers(pdf(lines("一、修路。"), lines("二、建校。"), lines("三、栽树。"))))
    assert [answer.get("error") for answer in answers] == [None, "huge"]
    assert [answer.get("error") for answer in glyphs.answers(b"%PDF-1.7")] == ["damaged"]
    monkeypatch.setattr(reader, "_answers", lambda *_: answers)
    assert refusal(pdf("")) == "讲话.pdf: more than two million characters; divide it into several files"


def test_a_page_that_cannot_be_loaded_makes_a_file_damaged() -> None:
    broken = pdf(lines("一、修路。"), lines("二、建校。")).replace(b"6 0 obj\n<< /Type /Page ", b"6 0 obj\n<< /Type /None ")
    assert [answer.get("error") for answer in glyphs.answers(broken)] == [None, "damaged"]
    assert refusal(broken) == f"讲话.pdf: a damaged PDF file; {ANEW}"


def test_a_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SECONDS", 0.0)
    assert refusal(pdf(lines("一、修路。"))) == f"讲话.pdf: a page takes too long to read; {ANEW}"


@pytest.mark.skipif(not hasattr(signal, "alarm"), reason="this system ends no process that takes too long")
def test_the_other_program_is_ended_when_there_is_nothing_new(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "slow.py"
    slow = "import time; glyphs['answers'] = lambda _: (time.sleep(9) for _ in range(1))"
    hasty = "glyphs['SECONDS'] = 1; glyphs['main']()"
    program.write_text(f"import runpy; glyphs = runpy.run_path({str(reader.PROGRAM)!r})['main'].__globals__; {slow}; {hasty}")
    monkeypatch.setattr(reader, "PROGRAM", program)
    assert refusal(pdf(lines("一、修路。"))) == f"讲话.pdf: a page takes too long to read; {ANEW}"


def test_a_crash_of_the_library_is_no_crash_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=-11, stdout=b'{"pages": 1'))
    assert refusal(pdf(lines("一、修路。"))) == f"讲话.pdf: a damaged PDF file; {ANEW}"


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "find_spec", lambda _: None)
    assert refusal(pdf("")) == "讲话.pdf: reading PDF files takes more: pip install 'speechtree[pdf]'"
    assert importlib.util.find_spec("pypdfium2")


def test_the_other_program_says_what_stands_where(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)  # the tests have no limits
    monkeypatch.delattr(signal, "alarm", raising=False)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(pdf(words("一A", 80, 700)))))
    runpy.run_path(str(reader.PROGRAM), run_name="__main__")
    answer = json.loads(capsys.readouterr().out)
    assert [glyph[0] for glyph in answer["glyphs"]] == ["一", "A"]
    assert answer["glyphs"][0][1:4:2] == [80, 700]
    assert answer["edges"] == [0, WIDTH]


def test_the_columns_of_a_page_that_is_set_from_top_to_bottom_are_its_lines() -> None:
    column = "".join(words(char, 500, 700 - 12 * n) for n, char in enumerate("一、修路。"))
    latin = words("ABC", 504, 640, 12, ".001 -1 1 .001")
    other = "".join(words(char, 470, 700 - 12 * n) for n, char in enumerate("二、建校。"))
    assert text_of(column + other) == "一、修路。\n二、建校。"
    (answer,) = glyphs.answers(pdf(column + latin + other))
    assert sum(glyph[0] in "ABC" for glyph in answer["glyphs"]) == len("ABC")


def test_memory_is_limited_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setitem(sys.modules, "resource", SimpleNamespace(RLIMIT_AS=1, setrlimit=lambda *wanted: asked.append(wanted)))
    glyphs.limit_memory()
    monkeypatch.setitem(sys.modules, "resource", None)
    glyphs.limit_memory()
    assert asked == [(1, (glyphs.MEMORY, glyphs.MEMORY))]
