"""`speechtree check`: what it reports and where, what it mends, and how it is told what to look for."""

from __future__ import annotations

import codecs
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Result, Run, runner
from pdf_files import lines, pdf
from word_files import paragraph, word_file

import speechtree
from speechtree.diagnose import BY_CODE, RULES, renumbering
from speechtree.errors import InputError, SettingsError
from speechtree.mending import difference, mended, write_mended
from speechtree.models import Edit
from speechtree.readers import read_file
from speechtree.settings import DEFAULT, settings_for

ROOT = Path(__file__).parents[1]
GAP = "一、修渠\n上冻前修完。\n三、栽树\n清明前栽完。\n"
TWICE = "一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n二、养路\n全年都要养。\n三、管水\n专人来管。\n"
SPELLING = "一.修渠\n上冻前修完。\n二.栽树\n清明前栽完。\n"
CLEAN = "一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in a folder with four texts, in an English environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, text in (("gap", GAP), ("twice", TWICE), ("spelling", SPELLING), ("clean", CLEAN)):
        Path(f"{name}.txt").write_text(text, encoding="utf-8", newline="")

    return runner(capsys)


def test_a_finding_is_a_line_with_a_caret(run: Run) -> None:
    assert run("check", "gap.txt") == Result(
        1,
        "gap.txt:3:1: warning gap 三、 follows 一、: 二 is missing (add the missing point, or renumber)\n"
        "    三、栽树\n    ^^^^\n1 file checked, 1 finding\n",
        "",
    )


def document(*blocks: str) -> None:
    """A Word document, draft.docx."""
    Path("draft.docx").write_bytes(word_file(blocks))


def test_in_a_document_a_finding_has_its_paragraph(run: Run) -> None:
    document(*map(paragraph, GAP.split()))
    out = run("check", "draft.docx").out
    assert out.startswith("draft.docx: paragraph 3: warning gap 三、")
    assert "\n    三、栽树\n    ^^^^\n" in out
    assert run("check", "--lang", "zh", "draft.docx").out.startswith("draft.docx：第3段：warning gap ")


@pytest.mark.parametrize(("before", "place"), [(0, "before paragraph 1"), (2, "after paragraph 2")])
def test_in_a_table_a_finding_comes_after_a_paragraph(run: Run, before: int, place: str) -> None:
    blocks = [paragraph(words) for words in GAP.split()]
    cells = "".join(f"<w:tr><w:tc>{block}</w:tc></w:tr>" for block in blocks[before:])
    document(*blocks[:before], f"<w:tbl>{cells}</w:tbl>")
    assert run("check", "draft.docx").out.startswith(f"draft.docx: {place}: warning gap ")
    assert run("check", "--lang", "zh", "draft.docx").out.startswith(
        "draft.docx：第2段之后：" if before else "draft.docx：第1段之前："
    )


def test_in_a_pdf_file_a_finding_has_its_page(run: Run) -> None:
    Path("draft.pdf").write_bytes(pdf(lines("一、修渠", "上冻前修完。"), lines("三、栽树", "清明前栽完。")))
    assert run("check", "draft.pdf").out.startswith("draft.pdf: page 2: warning gap 三、")
    assert run("check", "--lang", "zh", "draft.pdf").out.startswith("draft.pdf：第2页：warning gap ")


def test_programs_get_the_line_and_the_column_in_a_document_too(run: Run) -> None:
    document(*map(paragraph, GAP.split()))
    (row,) = json.loads(run("check", "--format", "json", "draft.docx").out)
    assert (row["line"], row["column"]) == (3, 1)
    assert "file=draft.docx,line=3,col=1," in run("check", "--format", "github", "draft.docx").out


def test_nothing_to_report(run: Run) -> None:
    assert run("check", "clean.txt", "spelling.txt") == Result(0, "2 files checked, nothing to report\n", "")


@pytest.mark.parametrize(("variable", "value"), [("LANG", "zh_CN.UTF-8"), ("LC_ALL", "zh_TW"), ("LC_MESSAGES", "zh")])
def test_the_language_is_that_of_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    assert run("check", "gap.txt").out == (
        "gap.txt:3:1: warning gap “一、”之后是“三、”，缺少“二” (补上缺的一条，或者重新编号)\n"
        "    三、栽树\n    ^^^^\n检查了1个文件，发现1处问题\n"
    )
    assert run("check", "clean.txt").out == "检查了1个文件，没有发现问题\n"
    assert "is missing" in run("check", "--lang", "en", "gap.txt").out


def test_the_caret_stands_under_its_place_in_a_long_line(run: Run) -> None:
    before = "春上的雨水少，渠里没有水，大家都盼着下雨。" * 8
    Path("long.txt").write_text(f"{before}要做三件事：一是修渠，三是栽树。{before}\n", encoding="utf-8")
    line, words, caret, _ = run("check", "long.txt").out.splitlines()
    assert line.startswith(f"long.txt:1:{len(before) + 12}: warning gap 三是 follows 一是")
    assert words.startswith("    …")
    assert words.endswith("…")
    column = sum(2 if ord(char) > 0x2E80 or char in "，。：…" else 1 for char in words[: words.index("三是")])
    assert abs(caret.index("^") - column) <= 1


def test_statistics(run: Run) -> None:
    result = run("check", "--statistics", "--select", "ALL", "gap.txt", "spelling.txt")
    assert result == Result(1, "     2  punctuation\n     1  gap\n2 files checked, 3 findings\n", "")


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ([], ["gap"]),
        (["--select", "punctuation"], ["punctuation", "punctuation"]),
        (["--select", "info"], ["punctuation", "punctuation"]),
        (["--select", "ALL", "--ignore", "gap"], ["punctuation", "punctuation"]),
        (["--ignore", "gap, punctuation"], []),
    ],
)
def test_rules_are_selected_and_ignored(run: Run, arguments: list[str], codes: list[str]) -> None:
    out = run("check", *arguments, "gap.txt", "spelling.txt").out
    assert re.findall(r"(?:info|warning) (\S+)", out) == codes


def test_an_unknown_rule_is_an_error(run: Run) -> None:
    status, out, err = run("check", "--select", "gaps", "gap.txt")
    assert (status, out) == (2, "")
    assert err.startswith("speechtree: --select: there is no rule 'gaps'; the rules are gap, ")


def test_an_unreadable_file_does_not_stop_the_others(run: Run) -> None:
    status, out, err = run("check", "none.txt", "gap.txt")
    assert (status, err) == (2, "speechtree: none.txt: no such file\n")
    assert "gap.txt:3:1" in out


def test_json(run: Run) -> None:
    result = run("check", "--format", "json", "--select", "ALL", "spelling.txt")
    first, second = json.loads(result.out)
    assert result.status == 1
    assert (first["file"], first["line"], first["column"], first["span"], first["code"]) == (
        "spelling.txt",
        1,
        1,
        [0, 2],
        "punctuation",
    )
    assert second["edit"] == {"span": [12, 14], "replacement": "二、"}


def test_sarif(run: Run) -> None:
    log = json.loads(run("check", "--format", "sarif", "--select", "ALL", "spelling.txt", "gap.txt").out)
    (part,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in part["tool"]["driver"]["rules"]] == [rule.code for rule in RULES]
    first, _, last = part["results"]
    region = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 3, "charOffset": 0, "charLength": 2}
    assert first["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "spelling.txt"}, "region": region}
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "一、"}
    assert (last["ruleId"], last["level"], "fixes" in last) == ("gap", "warning", False)


def test_github(run: Run) -> None:
    Path("a,b.txt").write_text(GAP, encoding="utf-8")
    result = run("check", "--format", "github", "a,b.txt")
    assert result == Result(1, "::warning file=a%2Cb.txt,line=3,col=1,title=gap::三、 follows 一、: 二 is missing\n", "")


def test_fix_mends_and_keeps_the_original(run: Run) -> None:
    result = run("check", "--fix", "--select", "ALL", "spelling.txt")
    assert result == Result(
        0, "1 file checked, nothing to report\n", "speechtree: spelling.txt: mended; the original is spelling.txt.bak\n"
    )
    assert Path("spelling.txt").read_text(encoding="utf-8") == SPELLING.replace(".", "、")
    assert Path("spelling.txt.bak").read_text(encoding="utf-8") == SPELLING


def test_fix_never_overwrites_an_original(run: Run) -> None:
    Path("spelling.txt.bak").write_text("older", encoding="utf-8")
    status, _, err = run("check", "--fix", "--select", "ALL", "spelling.txt")
    assert status == 2
    assert err.endswith("spelling.txt: spelling.txt.bak is there already; move it away, then mend again\n")
    assert Path("spelling.txt").read_text(encoding="utf-8") == SPELLING
    assert Path("spelling.txt.bak").read_text(encoding="utf-8") == "older"
    assert sorted(path.name for path in Path().iterdir()) == [
        "clean.txt",
        "gap.txt",
        "spelling.txt",
        "spelling.txt.bak",
        "twice.txt",
    ]


def test_fix_leaves_a_read_only_file_as_it_is(run: Run) -> None:
    path = Path("spelling.txt")
    path.chmod(0o444)
    status, _, err = run("check", "--fix", "--select", "ALL", "spelling.txt")
    assert status == 2
    assert err.endswith("spelling.txt: it is read-only; make it writable, e.g. chmod u+w, then mend again\n")
    assert path.read_text(encoding="utf-8") == SPELLING
    assert not Path("spelling.txt.bak").exists()


def test_fix_keeps_encoding_line_ends_and_mode(run: Run) -> None:
    text = SPELLING.replace("\n", "\r\n")
    path = Path("old.txt")
    path.write_bytes(text.encode("gb18030"))
    path.chmod(0o640)
    run("check", "--fix", "--select", "ALL", "old.txt")
    assert path.read_bytes() == text.replace(".", "、").encode("gb18030")
    assert path.stat().st_mode & 0o777 == 0o640


def test_fix_leaves_a_clean_file_alone(run: Run) -> None:
    assert run("check", "--fix", "clean.txt").err == ""
    assert not Path("clean.txt.bak").exists()


@pytest.mark.parametrize("arguments", [[], ["--select", "mixed-style"], ["--select", "ALL", "--ignore", "punctuation"]])
def test_fix_mends_what_is_reported_alone(run: Run, arguments: list[str]) -> None:
    assert run("check", "--fix", *arguments, "spelling.txt").err == ""
    assert Path("spelling.txt").read_text(encoding="utf-8") == SPELLING


def test_fix_renumbers_on_request(run: Run) -> None:
    assert run("check", "--fix", "twice.txt").status == 1
    assert run("check", "--fix", "--renumber", "twice.txt").status == 0
    assert Path("twice.txt").read_text(encoding="utf-8") == TWICE.replace("三、", "四、").replace("二、养", "三、养")


def test_fix_spells_and_renumbers_one_marker(run: Run) -> None:
    Path("both.txt").write_text("(一)修渠\n上冻前修完。\n(三)栽树\n清明前栽完。\n", encoding="utf-8")
    run("check", "--fix", "--renumber", "--select", "ALL", "both.txt")
    assert Path("both.txt").read_text(encoding="utf-8") == "（一）修渠\n上冻前修完。\n（二）栽树\n清明前栽完。\n"


def test_renumbering_keeps_to_the_rules_that_are_reported(run: Run) -> None:
    assert run("check", "--diff", "--renumber", "--ignore", "duplicate", "twice.txt").out == ""


def test_renumbering_touches_only_the_number_that_counts(run: Run) -> None:
    Path("decimal.txt").write_text("1.1 修渠\n甲。\n1.2 栽树\n乙。\n1.4 养路\n丙。\n", encoding="utf-8")
    assert "+1.3 养路\n" in run("check", "--diff", "--renumber", "decimal.txt").out


def test_fix_follows_a_link(run: Run) -> None:
    Path("link.txt").symlink_to("spelling.txt")
    run("check", "--fix", "--select", "ALL", "link.txt")
    assert Path("link.txt").is_symlink()
    assert Path("spelling.txt").read_text(encoding="utf-8") == SPELLING.replace(".", "、")
    assert Path("spelling.txt.bak").read_text(encoding="utf-8") == SPELLING


@pytest.mark.parametrize("order", ["utf-16-be", "utf-16-le"])
def test_fix_keeps_the_byte_order(run: Run, order: str) -> None:
    Path("wide.txt").write_bytes(("\ufeff" + SPELLING).encode(order))
    run("check", "--fix", "--select", "ALL", "wide.txt")
    assert Path("wide.txt").read_bytes() == ("\ufeff" + SPELLING.replace(".", "、")).encode(order)


@pytest.mark.parametrize(
    "arguments",
    [["--renumber"], ["--diff", "--format", "json"], ["--diff", "--statistics"], ["--statistics", "--format", "sarif"]],
)
def test_options_that_do_not_go_together(run: Run, arguments: list[str]) -> None:
    assert run("check", *arguments, "gap.txt").status == 2


def test_diff_only_shows(run: Run) -> None:
    result = run("check", "--diff", "--select", "ALL", "spelling.txt")
    assert result == Result(
        1,
        "--- spelling.txt\n+++ spelling.txt (mended)\n@@ -1,4 +1,4 @@\n"
        "-一.修渠\n+一、修渠\n 上冻前修完。\n-二.栽树\n+二、栽树\n 清明前栽完。\n",
        "",
    )
    assert Path("spelling.txt").read_text(encoding="utf-8") == SPELLING


def test_standard_input_is_checked_and_not_mended(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    read = speechtree.readers.Extract(SPELLING, "utf-8")
    monkeypatch.setattr("speechtree.cli.files.read_standard_input", lambda _: read)
    assert run("check", "-").out == "1 file checked, nothing to report\n"
    status, _, err = run("check", "--fix", "-")
    assert (status, err) == (0, "")
    status, _, err = run("check", "--fix", "--select", "ALL", "-")
    assert (status, err) == (2, "speechtree: standard input: it cannot be mended; name a file, or use --diff\n")
    assert "+一、修渠" in run("check", "--diff", "--select", "ALL", "-").out


def test_of_standard_input_it_is_said_that_it_is_not_mended_when_no_finding_has_a_mend(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = speechtree.readers.Extract(GAP, "utf-8")
    monkeypatch.setattr("speechtree.cli.files.read_standard_input", lambda _: read)
    status, out, err = run("check", "--fix", "-")
    assert out.startswith("standard input:3:1: warning gap ")
    assert (status, err) == (2, "speechtree: standard input: it cannot be mended; name a file, or use --diff\n")


def test_a_folder_that_takes_no_file_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SPELLING, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("speechtree.mending.Path.replace", refuse)
    with pytest.raises(InputError, match="it cannot be mended: Permission denied"):
        write_mended(path, read_file(path), CLEAN)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text(encoding="utf-8") == SPELLING


def test_edits_that_overlap() -> None:
    edits = [Edit(span=(2, 4), replacement="x"), Edit(span=(0, 3), replacement="y"), Edit(span=(5, 5), replacement="z")]
    assert mended("abcdefg", edits) == "ydezfg"


def test_a_difference_without_a_last_line_break() -> None:
    assert difference("一", "二", "a") == (
        "--- a\n+++ a (mended)\n@@ -1 +1 @@\n-一\n\\ No newline at end of file\n+二\n\\ No newline at end of file\n"
    )


def test_renumbering_leaves_words_and_clean_series_alone() -> None:
    document = speechtree.parse("有三条。首先，人齐。首先，心齐。最后，手齐。\n" + CLEAN)
    assert renumbering(document.speeches, document.diagnostics) == []


SETTINGS: dict[str, str] = {
    "pyproject.toml": '[tool.speechtree]\nselect = ["ALL"]\nlanguage = "zh"\n'
    '[tool.speechtree.per-file-ignores]\n"drafts/*" = ["gap"]\n',
    "speechtree.toml": 'select = ["ALL"]\nlanguage = "zh"\n[per-file-ignores]\n"drafts/*" = ["gap"]\n',
}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_stand_in_a_file(run: Run, name: str) -> None:
    Path(name).write_text(SETTINGS[name], encoding="utf-8")
    Path("drafts").mkdir()
    Path("drafts/gap.txt").write_text(GAP, encoding="utf-8")
    assert "缺少" in run("check", "gap.txt").out
    assert run("check", "drafts/gap.txt").status == 0
    assert "punctuation" in run("check", "spelling.txt").out


def test_the_nearest_settings_count(run: Run) -> None:
    Path("speechtree.toml").write_text('ignore = ["gap"]\n', encoding="utf-8")
    Path("pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8")
    assert run("check", "gap.txt").status == 0
    assert settings_for(Path("/")).select == DEFAULT


def test_the_language_of_the_settings_comes_before_that_of_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    Path("speechtree.toml").write_text('language = "en"\n', encoding="utf-8")
    assert "is missing" in run("check", "gap.txt").out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("select = [", "Invalid value"),
        ("selct = []", "there is no setting 'selct'; the settings are select, ignore, language, per-file-ignores"),
        ('select = "ALL"', "select is a list of codes"),
        ('ignore = ["gaps"]', "ignore: there is no rule 'gaps'"),
        ('language = "fr"', "language is 'en' or 'zh', not 'fr'"),
        ("per-file-ignores = 3", "per-file-ignores is a table"),
        ('select = ["error"]', "there is no rule 'error'"),
    ],
)
def test_wrong_settings_are_an_error_that_names_the_file(run: Run, content: str, message: str) -> None:
    Path("speechtree.toml").write_text(content, encoding="utf-8")
    status, out, err = run("check", "gap.txt")
    assert (status, out) == (2, "")
    assert "speechtree.toml: " in err
    assert message in err


@pytest.mark.parametrize("content", ["tool = 1", "[tool]\nspeechtree = 1"])
def test_a_table_that_is_none(run: Run, content: str) -> None:
    Path("pyproject.toml").write_text(content, encoding="utf-8")
    assert run("check", "gap.txt").status == (1 if content == "tool = 1" else 2)


def test_patterns_of_files_see_through_links(run: Run) -> None:
    Path("speechtree.toml").write_text('[per-file-ignores]\n"drafts/*" = ["gap"]\n', encoding="utf-8")
    Path("drafts").mkdir()
    Path("drafts/gap.txt").write_text(GAP, encoding="utf-8")
    Path("other").symlink_to("drafts")
    assert run("check", "other/gap.txt").status == 0


def test_settings_in_english() -> None:
    with pytest.raises(SettingsError):
        speechtree.settings.codes_of(["x"], "here")


def test_explain_prints_a_rule(run: Run) -> None:
    result = run("explain", "punctuation")
    assert result.status == 0
    assert result.out.startswith("punctuation (info)\n  A marker is not spelled as the standard has it.\n  wrong:\n    一.修渠\n")
    assert result.out.endswith("  source: GB/T 9704—2012, 7.3.3; GB/T 15834—2011\n")
    assert "  正确:\n" in run("explain", "--lang", "zh", "gap").out


def test_explain_prints_all_rules(run: Run) -> None:
    out = run("explain").out
    assert [code for code in BY_CODE if f"{code} (" not in out] == []


def test_explain_knows_its_rules(run: Run) -> None:
    status, _, err = run("explain", "gaps")
    assert (status, err.split(";")[0]) == (2, "speechtree: speechtree explain: there is no rule 'gaps'")


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="pre-commit needs a repository of git")
def test_the_hook_runs_in_pre_commit(tmp_path: Path) -> None:
    """In a repository of somebody else's, with the real pre-commit."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "draft.txt").write_text(GAP, encoding="utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-C", str(project)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "draft"]):
        subprocess.run([*git, *command], check=True)
    environment = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "home"), "SPEECHTREE_PURE": "1", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "speechtree-check", "--all-files"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "draft.txt:3:1: warning gap 三、 follows 一、: 二 is missing" in done.stdout


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("gb18030", b""),
        ("big5hkscs", b""),
    ],
)
def test_a_mend_keeps_the_encoding(encoding: str, mark: bytes, run: Run) -> None:
    words = "各位鄉親，大家好：\n一.修渠的辦法\n二.栽樹的辦法\n"
    Path("a.txt").write_bytes(mark + words.encode(encoding))
    run("check", "--fix", "--select", "ALL", "a.txt")
    assert Path("a.txt").read_bytes() == mark + words.replace(".", "、").encode(encoding)
    assert Path("a.txt.bak").read_bytes() == mark + words.encode(encoding)


def test_only_plain_text_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<p>{SPELLING}", encoding="utf-8")
    with pytest.raises(InputError, match="only plain text can be mended; use --diff, and mend it where it was written"):
        write_mended(path, read_file(path), CLEAN)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.html"]


def test_a_character_that_an_encoding_lacks(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、修橋", encoding="big5hkscs")
    with pytest.raises(InputError, match="BIG5HKSCS has no 讲; save the file in UTF-8, then mend it"):
        write_mended(path, read_file(path, "big5"), "一、讲橋")
