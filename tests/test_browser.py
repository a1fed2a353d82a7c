"""The page in a real browser: what is pressed, typed and looked for; what a hostile text cannot do; what it costs."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from string import ascii_letters
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from format_texts import EXAMPLES, HOSTILE
from speeches import made_document, made_speech

from speechtree import Parser
from speechtree.writers import write_html

PdfDocument = pytest.importorskip("pypdfium2").PdfDocument
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install 'speechtree[dev]'")
if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
PARSER = Parser()
DEEP = (EXAMPLES / "deep.txt").read_text(encoding="utf-8")
COMPILATION = (EXAMPLES / "compilation.txt").read_text(encoding="utf-8")
SHORT = [f"第{number}镇会议上的讲话\n一、清渠{number}\n二、修闸\n" for number in range(40)]
LONG = "关于进一步加快推进灌区续建配套与节水改造的讲话\n同志们：\n" + "".join(
    f"{one}、进一步提高认识，切实增强做好新形势下灌区改造工作的责任感和紧迫感\n"
    + "".join(f"（{other}）把渠道清淤、闸门检修和田间配套三件事一件一件抓到底\n上冻以前要完工。\n" for other in "一二三四")
    for one in "一二三四五六七"
)
CURRENT = ".outline a[aria-current]"
FOCUSED = "document.activeElement.textContent"
SCALE = "Number(document.querySelector('.canvas svg g').getAttribute('transform').match(/scale\\((.*)\\)/)[1])"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, wherever it is installed; without one the tests are skipped."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", *QUIET])
        yield browser
        browser.close()


Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of texts. At the end nothing has been asked for but the file, and nothing has gone wrong."""
    seen: list[str] = []
    contexts = []

    def page_of(
        *texts: str, width: int = 1280, height: int = 800, dark: bool = False, script: bool = True, fragment: str = ""
    ) -> Page:
        path = tmp_path / "page.html"
        allowed = (path.as_uri(), "blob:", (tmp_path / "map.svg").as_uri())
        names = (f"{letter}.txt" for letter in ascii_letters)
        some = [PARSER.parse(text, name=name, keep_text=True) for text, name in zip(texts, names, strict=False)]
        path.write_text(write_html(*some), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("console", lambda message: seen.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on("dialog", lambda dialog: seen.append(dialog.message))
        page.on("request", lambda asked: None if asked.url.startswith(allowed) else seen.append(asked.url))
        page.goto(path.as_uri() + fragment)
        return page

    yield page_of
    for context in contexts:
        context.close()
    assert seen == []


def entry(page: Page, words: str) -> str:
    """The entry of the outline that has these words, as a selector."""
    item = page.locator(".list:not([hidden]) li").filter(has=page.locator(f"xpath=./a[contains(., '{words}')]"))
    return f"#{item.last.get_attribute('id')} > a"


def title_of(page: Page) -> str:
    """The title of the speech that is shown."""
    return page.locator("article:visible .name").inner_text().strip()


def right_of(page: Page, selector: str) -> float:
    """Where an element ends in the window, from the left."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"]


def top_of(page: Page, selector: str) -> float:
    """Where an element stands in the window."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"]


def test_an_entry_leads_to_its_words(opened: Open) -> None:
    page = opened(DEEP)
    page.click(entry(page, "确保搬得安全"))
    assert 50 < top_of(page, "main .current") < 200
    assert page.locator("main .current").all_text_contents() == ["（三）", "确保搬得安全"]
    assert page.locator(CURRENT).inner_text().split() == ["（三）", "确保搬得安全"]
    assert page.evaluate("location.hash") == page.locator(CURRENT).get_attribute("href")


def test_a_marker_leads_to_its_entry(opened: Open) -> None:
    page = opened(DEEP)
    page.click(entry(page, "切实加强组织领导"))
    before = page.evaluate("scrollY")
    page.locator("main .marker", has_text="四、").click()
    page.locator("main .marker", has_text="二要").last.click()
    assert page.locator(CURRENT).inner_text().split() == ["二要", "管住资金"]
    assert page.evaluate("scrollY") == before
    box = page.locator(CURRENT).bounding_box()
    assert box
    assert 50 < box["y"] < 800


def test_scrolling_makes_the_entry_current(opened: Open) -> None:
    page = opened(DEEP)
    heading = page.locator("article .marker", has_text="三、").last
    page.evaluate("at => scrollTo(0, at)", (heading.bounding_box() or {"y": 0})["y"] - 80)
    page.wait_for_selector(f"{CURRENT}:has-text('扎扎实实抓好后期扶持')")
    page.click("#fold")
    place = page.locator("article .marker", has_text="二要").last
    page.evaluate("at => scrollBy(0, at)", (place.bounding_box() or {"y": 0})["y"] - 80)
    page.wait_for_selector(f"{CURRENT}:has-text('切实加强组织领导')")  # what it is folded into
    assert page.locator(".list ul ul").last.is_visible() is False


def test_folding(opened: Open) -> None:
    page = opened(DEEP)
    head = page.locator("li.point", has_text="扎扎实实抓好后期扶持")
    inner = head.locator("ul").first
    head.locator("> .twist").click()
    assert (inner.is_visible(), head.locator("> a").get_attribute("aria-expanded")) == (False, "false")
    head.locator("> .twist").click()
    assert inner.is_visible()
    page.click("#fold")
    assert page.locator(".list ul ul").first.is_visible() is False
    page.locator("main .marker", has_text="二要").last.click()  # what is current is unfolded
    assert page.locator(CURRENT).is_visible()
    page.click("#fold")
    assert all(one.is_visible() for one in page.locator(".list li").all())


def test_keys_of_the_tree(opened: Open) -> None:
    page = opened(DEEP)
    page.locator(entry(page, "充分看到前两年")).focus()
    steps = (
        ("ArrowRight", "一是搬迁进度快，一千二百户移民已有一千零六十户住进新居"),
        ("ArrowDown", "二是补偿兑现实，没有一户被拖欠"),
        ("ArrowUp", "一是搬迁进度快，一千二百户移民已有一千零六十户住进新居"),
        ("ArrowRight", "一是搬迁进度快，一千二百户移民已有一千零六十户住进新居"),
        ("ArrowLeft", "一、充分看到前两年工作的成效和不足"),
        ("ArrowLeft", "一、充分看到前两年工作的成效和不足"),
        ("ArrowDown", "二、集中力量打好搬迁收尾这一仗"),
        ("ArrowUp", "一、充分看到前两年工作的成效和不足"),
        ("ArrowRight", "一、充分看到前两年工作的成效和不足"),
        ("ArrowRight", "一是搬迁进度快，一千二百户移民已有一千零六十户住进新居"),
    )
    for key, words in steps:
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == words, key
    page.keyboard.press("Home")
    assert page.evaluate(FOCUSED).startswith("Opening")
    page.keyboard.press("End")
    assert page.evaluate(FOCUSED).startswith("Closing")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.locator("main .current").all_text_contents() == ["三要", "转变作风"]
    assert page.locator("[role=treeitem][tabindex='0']").count() == 1


def test_the_tree_says_what_it_is(opened: Open) -> None:
    page = opened(DEEP)
    assert page.get_by_role("tree").count() == 1
    assert page.get_by_role("treeitem", name=re.compile("（1）.?尊重历史")).get_attribute("aria-level") == "4"
    for owner in page.locator("[aria-owns]").all():
        assert page.locator(f"#{owner.get_attribute('aria-owns')}").get_attribute("role") == "group"


def test_search(opened: Open) -> None:
    page = opened(DEEP)
    page.locator(entry(page, "分类做工作")).focus()
    page.keyboard.press("/")
    page.keyboard.type("尊重")
    assert page.locator("#matches").inner_text() == "2 found"
    shown = [link.text_content() for link in page.locator(".list li > a").all() if link.is_visible()]
    assert shown == [
        "二、集中力量打好搬迁收尾这一仗",
        "（一）分类做工作",
        "1.有纠纷的，先调解后搬迁",
        "（1）尊重历史",
        "（2）尊重现实",
    ]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == "（1）尊重历史"
    page.keyboard.press("/")
    page.keyboard.press("Control+A")
    page.keyboard.type("没有这样的话")
    assert page.locator("#matches").inner_text() == "Nothing found"
    page.keyboard.press("Escape")
    assert (page.input_value("#search"), page.locator(".miss").count()) == ("", 0)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "treeitem"
    page.keyboard.press("/")
    page.keyboard.type("现实")
    page.keyboard.press("Enter")
    assert page.locator("main .current").first.text_content() == "二是"  # 补偿兑现实 comes first


def test_search_in_other_speeches(opened: Open) -> None:
    page = opened(*SHORT)
    message = page.locator("#matches")
    page.fill("#search", "清渠39")
    assert message.inner_text() == "None here, 1 in other speeches"
    assert right_of(page, ".tabs [data-count]") <= right_of(page, ".tabs")
    page.press("#search", "Enter")
    assert (title_of(page), message.inner_text()) == ("第39镇会议上的讲话", "1 found")
    assert page.locator("main .current").all_text_contents() == ["一、", "清渠39"]
    assert page.evaluate(FOCUSED) == "一、清渠39"
    page.fill("#search", "二、")  # only markers
    assert message.inner_text() == "1 here, 39 in other speeches"
    page.press("#search", "Enter")
    assert page.locator("main .current").all_text_contents() == ["二、", "修闸"]
    page.fill("#search", "清渠1")
    page.press("#search", "ArrowDown")
    assert (title_of(page), page.evaluate(FOCUSED)) == ("第1镇会议上的讲话", "一、清渠1")
    page.press(".outline", "Escape")
    assert message.inner_text() == ""


def test_more_tabs_than_fit_are_in_a_menu(opened: Open) -> None:
    page = opened(*SHORT[:2])
    assert page.locator("#more").is_visible() is False
    page = opened(*SHORT)
    page.fill("#search", "清渠38")
    page.click("#more")
    assert page.locator("#all .file").all_text_contents() == [f"{letter}.txt" for letter in ascii_letters[:40]]
    assert page.evaluate(FOCUSED) == page.locator("#all [aria-current]").text_content() == "第0镇会议上的讲话"
    assert page.locator("#all [data-count]").text_content() == "第38镇会议上的讲话"
    page.click("#all a:has-text('第38镇')")
    assert title_of(page) == "第38镇会议上的讲话"
    assert page.locator("#all").is_visible() is False
    assert right_of(page, ".tabs [aria-selected=true]") <= right_of(page, ".tabs")


def test_back_leads_to_the_place_before(opened: Open) -> None:
    page = opened(DEEP, SHORT[0])
    length = page.evaluate("history.length")
    page.mouse.move(800, 400)
    page.mouse.wheel(0, 900)
    page.wait_for_selector(CURRENT)
    before = (page.evaluate("scrollY"), page.locator(CURRENT).inner_text())
    assert page.evaluate("history.length") == length
    page.click(entry(page, "切实加强组织领导"))
    page.click(".tabs a:has-text('第0镇')")
    page.click(entry(page, "清渠0"))
    assert page.evaluate("history.length") == length + 3
    page.go_back()
    assert (title_of(page), page.locator(CURRENT).count()) == ("第0镇会议上的讲话", 0)
    page.go_back()
    assert page.locator(CURRENT).inner_text().split() == ["四、", "切实加强组织领导"]
    page.go_back()
    assert (page.evaluate("scrollY"), page.locator(CURRENT).inner_text()) == before
    page.go_forward()
    page.go_forward()
    page.go_forward()
    assert page.locator(CURRENT).inner_text().split() == ["一、", "清渠0"]
    page.keyboard.press("m")
    for key in ("ArrowLeft", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate("history.length") == length + 3


def test_tabs(opened: Open) -> None:
    page = opened(COMPILATION, DEEP)
    tabs = page.get_by_role("tab")
    assert page.locator("article:visible").count() == 1
    assert page.locator(".tabs [aria-selected=true]").inner_text() == "乡镇会议讲话稿篇一"
    assert page.locator(".file").all_text_contents() == ["a.txt", "b.txt"]
    tabs.filter(has_text="篇三").click()
    assert title_of(page).endswith("篇三")
    page.keyboard.press("ArrowRight")
    assert title_of(page).endswith("篇四")
    page.keyboard.press("End")
    assert title_of(page) == "在全县水库移民安置工作会议上的讲话"
    page.fill("#search", "政策")
    assert tabs.filter(has_text="农经站").get_attribute("data-count") == "1"
    number = page.locator("article:visible .marker").first.get_attribute("data-n")
    page = opened(COMPILATION, DEEP, fragment=f"#n{number}")
    assert title_of(page) == "在全县水库移民安置工作会议上的讲话"


def test_findings_are_found(opened: Open) -> None:
    page = opened(COMPILATION)
    page.locator(".found:visible").click()
    note = page.locator("article:visible .note").first
    assert "(一) should be （一）" in note.inner_text()
    assert 50 < top_of(page, "article:visible .note") < 300
    badge = page.locator(".list:not([hidden]) li:has(> .badge) > a").first
    assert badge.get_attribute("aria-current") == "true"


def test_mind_map(opened: Open) -> None:
    page = opened(DEEP)
    page.click("#view-map")
    boxes = page.locator(".canvas .box")
    assert (page.locator("main").is_visible(), boxes.first.text_content()) == (False, "在全县水库移民安置工作会议上的讲话")
    page.click("#unfold")
    assert boxes.count() == 1 + page.locator("li.point").count() + 1  # the root, and the opening, which has points
    before = page.evaluate(SCALE)
    page.click("#larger")
    assert page.evaluate(SCALE) > before
    page.mouse.move(800, 400)
    page.mouse.wheel(0, 500)
    page.wait_for_function(f"{SCALE} < {before}")
    page.keyboard.press("0")
    page.click("#unfold")
    shown = boxes.count()
    boxes.nth(1).locator(".dot").click()
    assert boxes.count() > shown
    boxes.filter(has_text="切实加强组织领导").click()
    assert page.locator(CURRENT).inner_text().split() == ["四、", "切实加强组织领导"]
    page.keyboard.press("ArrowRight")
    assert page.locator(CURRENT).inner_text().split() == ["一要", "压实责任"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("main .current").all_text_contents() == ["二要", "管住资金"]


@pytest.mark.parametrize("text", [DEEP, LONG, COMPILATION], ids=["deep", "long", "compilation"])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
def test_the_map_fits(text: str, width: int, height: int, opened: Open) -> None:
    page = opened(text, width=width, height=height)
    page.keyboard.press("m")
    assert page.evaluate(SCALE) >= 0.7  # so that it can be read
    assert inside_of_pane(page)
    page.click("#unfold")
    page.click("#fit")
    assert inside_of_pane(page)


def inside_of_pane(page: Page) -> bool:
    """Whether the whole map stands in its pane, below the words on its keys and above the buttons."""
    inside: bool = page.evaluate("""() => {
        const box = (selector) => document.querySelector(selector).getBoundingClientRect();
        const [group, pane, hint, tools] = [".canvas svg g", ".map", ".map .keys", ".map .tools"].map(box);
        const top = Math.max(hint.bottom, pane.top);
        return group.left >= pane.left + 16 && group.right <= pane.right - 16 && group.top >= top && group.bottom <= tools.top;
    }""")
    return inside


def test_a_map_of_many_heads_starts_large(opened: Open) -> None:
    numbers = [f"{ten}十{one}" for ten in ("", "二", "三") for one in ("", *"一二三四五六七八九")]
    page = opened("修渠会议上的讲话\n" + "".join(f"{one}、修好第{one}条渠\n" for one in (*"一二三四五六七八九", *numbers)))
    page.keyboard.press("m")
    assert page.evaluate(SCALE) == 0.6
    page.keyboard.press("0")
    assert inside_of_pane(page)


def test_the_map_moves_and_keeps_what_is_pressed_in_place(opened: Open) -> None:
    page = opened(DEEP)
    page.keyboard.press("m")
    head = page.locator(".box", has_text="二、").first
    before = head.bounding_box()
    page.mouse.move(600, 700)
    page.mouse.down()
    page.mouse.move(650, 640, steps=4)
    page.mouse.up()
    after = head.bounding_box()
    assert before
    assert after
    assert (round(after["x"] - before["x"]), round(after["y"] - before["y"])) == (50, -60)
    head.locator(".dot").click()
    folded = head.bounding_box()
    assert folded
    assert abs(folded["y"] - after["y"]) < 1
    page.keyboard.press("m")
    assert page.locator("main").is_visible()


def test_the_map_is_saved(opened: Open, tmp_path: Path) -> None:
    page = opened(HOSTILE + "四、<image href='http://a.b/c'/>\n")
    page.click(".outline li.point > a")
    page.click("#view-map")
    page.click("#unfold")
    page.locator(".box .dot").first.click()
    assert page.locator(".dot", has_text="−").count() > 0
    for suffix in ("svg", "png"):
        with page.expect_download() as coming:
            page.click(f"#save-{suffix}")
        assert re.fullmatch(rf"关于 b 安全 b & `代码` 的讲话\.{suffix}", coming.value.suggested_filename)
        coming.value.save_as(tmp_path / f"map.{suffix}")
    tree = ET.fromstring((tmp_path / "map.svg").read_text(encoding="utf-8"))
    assert {one.tag.partition("}")[2] for one in tree.iter()} == {"svg", "rect", "g", "path", "text", "tspan", "circle"}
    words = "".join("".join(one.itertext()) for one in tree.iter("{http://www.w3.org/2000/svg}text"))
    assert "一、星号*_下划线_" in "".join(words.split())
    dots = ["".join(one.itertext()) for one in tree.iter() if one.get("class") == "dot"]
    assert [dot for dot in dots if dot.isdecimal()] == dots != []  # only what is folded says so
    assert len({one.get("stroke") for one in tree.iter() if one.tag.endswith("path")}) == 1
    png = (tmp_path / "map.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    assert [width, height] == [2 * int(tree.get(name, "0")) for name in ("width", "height")]
    page.goto((tmp_path / "map.svg").as_uri())
    assert page.locator("text").count() > 5


def test_light_and_dark(opened: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    for dark, before, after in (
        (False, "rgb(251, 250, 247)", "rgb(21, 24, 30)"),
        (True, "rgb(21, 24, 30)", "rgb(251, 250, 247)"),
    ):
        page = opened(DEEP, dark=dark)
        assert page.evaluate(ground) == before
        page.click("#theme")
        assert page.evaluate(ground) == after
        page.reload()
        assert page.evaluate(ground) == after


ATTACK = "globalThis.taken=1;alert(1)"
ATTACKS = (
    f"<script>{ATTACK}</script>",
    f"</script><script>{ATTACK}</script>",
    f"</title></style></p><script>{ATTACK}</script>",
    f'<img src="x" onerror="{ATTACK}">',
    f'" autofocus onfocus="{ATTACK}" x="',
    f"<svg><animate onbegin={ATTACK}>",
    "<iframe srcdoc='<script>parent.taken=1</script>'></iframe>",
    f"<a href='javascript:{ATTACK}'>link</a>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<link rel=stylesheet href=http://127.0.0.1:9/a.css><img src=http://127.0.0.1:9/a.png>",
    f"<!-- --><body onload={ATTACK}>",
    f"&lt;script&gt;{ATTACK}&lt;/script&gt;\u2028\u202e",
)


def test_a_hostile_text_does_nothing(opened: Open) -> None:
    lines = (f"{marker}{attack}。{attack}" for marker, attack in zip("一二三四五六七八九十", ATTACKS, strict=False))
    text = (
        f"关于{ATTACKS[0]}的讲话\n{ATTACKS[-1]}\n"
        + "".join(line[0] + "、" + line[1:] + "\n" for line in lines)
        + "\n".join(ATTACKS)
    )
    page = opened(text, ATTACKS[1], "一、\x01\x02修\x0b渠\x0c\r二、护\0路\ufffe\r\n三、\ufdd0\x85\u2029")
    for attack in islice(ATTACKS, 3):
        page.fill("#search", attack)
    page.keyboard.press("Escape")
    for tab in page.get_by_role("tab").all():
        tab.click()
        page.keyboard.press("m")
        page.keyboard.press("m")
    page.click(".outline .point:visible > a")
    assert page.evaluate("[typeof taken, document.scripts.length, document.images.length, frames.length]") == [
        "undefined",
        1,
        0,
        0,
    ]
    shown = page.evaluate("[...document.querySelectorAll('.line')].map(line => line.textContent).join('')")
    assert shown == text + ATTACKS[1] + "一、\x01\x02修\x0b渠\x0c\r二、护�路\ufffe\r\n三、\ufdd0\x85\u2029"


def test_the_policy_holds_even_for_what_gets_in(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(write_html(PARSER.parse(DEEP, keep_text=True)), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    refused = page.evaluate(
        """() => new Promise((done) => {
            document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
            const script = document.createElement("script");
            script.textContent = "globalThis.taken = 1";
            setTimeout(() => done("none"), 1000);
            document.body.append(script);
        })"""
    )
    assert (refused, page.evaluate("typeof taken")) == ("script-src-elem", "undefined")


def test_a_phone(opened: Open) -> None:
    page = opened(COMPILATION, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.wait_for_selector("#search", state="hidden")
    page.click("#drawer")
    page.wait_for_selector("#search", state="visible")
    page.click(entry(page, "严明纪律，确保实效"))
    page.wait_for_selector("#search", state="hidden")
    assert 50 < top_of(page, "main .current") < 250
    page.click("#drawer")
    page.keyboard.press("Escape")
    page.wait_for_selector("#search", state="hidden")


def test_paper(opened: Open) -> None:
    page = opened(DEEP, dark=True)
    page.click("#view-map")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert [page.locator(one).first.is_visible() for one in (".bar", ".search", ".map", ".outline li", "article")] == [
        False
    ] * 3 + [True] * 2
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_no_head_stands_alone_at_the_foot_of_a_page(opened: Open) -> None:
    head = "二、再修好每一条渠"
    for lines in range(4, 40, 2):
        page = opened("修渠会议上的讲话\n一、先修好每一条渠\n" + "修。\n" * lines + f"{head}\n\n\n清淤要深。\n三、护路\n")
        with closing(PdfDocument(page.pdf(format="A4"))) as paper:
            feet = [sheet.get_textpage().get_text_bounded().split()[-1:] for sheet in paper]
        assert [head] not in feet, lines
        page.context.close()


def test_the_printed_outline_has_two_columns(opened: Open) -> None:
    page = opened(DEEP, width=642)
    page.emulate_media(media="print")
    lefts = {round((one.bounding_box() or {"x": 0})["x"]) for one in page.locator(".list > ul > li").all()}
    assert max(lefts) - min(lefts) > 300


def test_without_scripts_everything_is_there(opened: Open) -> None:
    page = opened(COMPILATION, script=False)
    before, after = (page.locator("article").nth(at).locator(".line:not(.blank)") for at in (0, 1))
    low, top = before.last.bounding_box(), after.first.bounding_box()
    assert low
    assert top
    assert top["y"] - low["y"] - low["height"] < 150
    assert page.locator("article:visible").count() == page.locator("article").count() > 5
    assert page.locator("button:visible").count() == 0
    page.click(entry(page, "秤要校准"))
    assert -5 < top_of(page, "article .marker:has-text('2、')") < 250


def long_text() -> str:
    """One speech of 40,000 characters and more: the made-up ones, one after another, with one title and one closing."""
    size, number, text = 40_000, 0, ""
    while len(text) < size:
        text += made_speech(number).text
        number += 1
    return text


@pytest.mark.parametrize("text", [long_text(), made_document(120_000)], ids=["speeches", "bytes"])
def test_a_long_text_is_small_and_there_at_once(text: str, opened: Open, tmp_path: Path) -> None:
    page = opened(text)
    assert (tmp_path / "page.html").stat().st_size < 600_000
    start = perf_counter()
    page.reload(wait_until="commit")
    page.locator(".list:visible li.point > a:visible").first.click()
    assert page.locator(CURRENT).count() == 1
    took = perf_counter() - start
    inside = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
    assert (took < 1, inside < 1000) == (True, True), (took, inside)
