"""Letters on pages: one sheet for ordinary matters, and slips that are never torn."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from app.domain.course_steps import Step
from app.domain.fields import Ref
from app.paper.letters.writing import letter_papers
from app.paper.sheet import Paper, Paragraph, Spread
from app.storage.ledger import Ledger
from app.work.course import HandOver, hand_over, take_step
from tests.kept_ledgers import new_ledger
from ui.printing.marks import MM, POINT
from ui.printing.pagination import laid_out
from ui.printing.type_faces import text_width

MATTER = "农贸市场排水沟淤塞多年,雨天积水漫进铺位,商户和买菜的群众出行不便,请安排清淤并加装雨水篦子。"


def pages_of(ledger: Ledger, content: str, proposal: str = "") -> list[str]:
    """The words on each page of the hand-over notice of a matter."""
    (handler,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
    values = {
        "class": "opinion", "raised_on": date(2022, 8, 8), "source": "reception", "visitor": "欧阳建华",
        "title": "请安排清理农贸市场排水沟并加装雨水篦子", "content": content, "proposal": proposal,
    }  # fmt: skip
    with ledger.act("新增") as act:
        row_id = act.add("suggestions", values)
    hand_over(ledger, [row_id], HandOver(handler, date(2022, 8, 15)))
    pages = laid_out(letter_papers(ledger, "assignment", row_id)).pages
    return ["".join(words.text for words in page.words) for page in pages]


@pytest.mark.parametrize("times", [1, 3, 5])
def test_the_hand_over_notice_of_an_ordinary_matter_is_one_sheet(ledger, times) -> None:
    (page,) = pages_of(ledger, MATTER * times, "请规划建设办公室在汛期前组织清淤。")
    assert "沿此线剪下" in page


@pytest.mark.parametrize("times", range(6, 24))
def test_a_longer_matter_flows_on_and_the_slip_stays_whole(ledger, times) -> None:
    pages = pages_of(ledger, MATTER * times)
    (slip,) = (page for page in pages if "沿此线剪下" in page)
    for words in ("回  执", "承办单位", "联系电话"):
        assert words in slip
    assert "".join(pages).count("雨水篦子。") == times


def test_a_long_reply_to_twelve_deputies_has_the_pages_of_official_letters(ledger: Ledger) -> None:
    """22 lines of 28 characters, — 2 — left and — 3 — right, and a signature that has text above it."""
    (handler,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
    with ledger.act("代表") as act:
        names = [f"代表{letter}" for letter in "甲乙丙丁戊己庚辛壬癸子丑"]
        deputies = [act.add("deputies", {"name": name, "level": "township"}) for name in names]
        values = {"class": "suggestion", "raised_on": date(2022, 8, 8), "title": "题" * 80, "content": "甲",
                  "deputies": tuple(Ref(i, "") for i in deputies)}  # fmt: skip
        row_id = act.add("suggestions", values)
    hand_over(ledger, [row_id], HandOver(handler, date(2022, 8, 15)))
    take_step(ledger, row_id, Step("replied", date(2022, 9, 15), values={"reply_text": "字" * 2000}))
    papers = letter_papers(ledger, "reply", row_id)
    assert len(papers) == 12
    first, second, third, *_, last = laid_out(papers[:1]).pages
    lines = [words for words in second.words if words.size == 16]
    assert [words.text for words in lines] == ["字" * 28] * 22
    width = text_width(lines[0].text, "form", 16, lines[0].tracking)
    assert width == pytest.approx(156 * MM, abs=2 * POINT)
    pitches = {round(b.y - a.y, 1) for a, b in pairwise(lines)}
    assert pitches == {289.5}
    assert not [words for words in first.words if "—" in words.text]
    feet = [next(words for words in page.words if "—" in words.text) for page in (second, third)]
    assert [words.text for words in feet] == ["— 2 —", "— 3 —"]
    assert feet[0].x < second.width / 2 < feet[1].x
    told = [words.text for words in last.words]
    assert told.index("规划建设办公室") > told.index("感谢您对我镇工作的关心和支持。")


@pytest.fixture(scope="module")
def letters_of_both_kinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """An answer, and a letter that goes up with its annex."""
    office = {"town": "迳口镇", "county": "四会市", "document_code": "迳人大", "chair": "李国强"}
    with new_ledger(tmp_path_factory.mktemp("letters") / "data", office, today=date(2022, 11, 23)) as ledger:
        (handler,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
        values = {"class": "opinion", "raised_on": date(2022, 8, 8), "content": MATTER, "visitor": "欧阳建华"}
        with ledger.act("两件") as act:
            answered, sent_up = (act.add("suggestions", values | {"title": title}) for title in ("甲", "乙"))
        hand_over(ledger, [answered, sent_up], HandOver(handler, date(2022, 8, 15)))
        take_step(ledger, answered, Step("replied", date(2022, 9, 15), values={"reply_text": "已清淤。"}))
        upwards = {"referred_to": "四会市水务局", "referred_via": "四会市人大常委会"}
        take_step(ledger, sent_up, Step("referred", date(2022, 11, 1), why="属市级事权", values=upwards))
        return {
            "reply": letter_papers(ledger, "reply", answered)[0],
            "referral": letter_papers(ledger, "referral", sent_up)[0],
        }


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("kind", "text", "below"),
    [
        ("reply", "感谢您对我镇工作的关心和支持。", ("2022年9月15日", "抄送：迳口镇人民代表大会主席团。")),
        ("referral", "提出人。", ("附件：转送的意见", "2022年11月1日")),
    ],
)
def test_no_sheet_holds_a_signature_without_text(
    letters_of_both_kinds: dict[str, Paper], kind: str, text: str, below: tuple[str, ...]
) -> None:
    paper = letters_of_both_kinds[kind]
    body = next(
        n for n, block in enumerate(paper.blocks) if isinstance(block, Paragraph) and text in block.text
    )
    line = Paragraph("字" * 20, 16, face="form", leading=28.95)
    for more in range(23):
        blocks = (*paper.blocks[:body], *[line] * more, *paper.blocks[body:])
        pages = [[w.text for w in page.words] for page in laid_out([replace(paper, blocks=blocks)]).pages]
        (sheet,) = (page for page in pages if below[0] in page)
        assert below[1] in sheet
        assert any(words.endswith(text) for words in sheet), more


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("more", range(0, 90, 11))
@pytest.mark.parametrize("kind", ["referral", "reply"])
def test_the_imprint_stands_on_the_last_lines_of_the_last_page_an_even_one_where_the_standard_asks(
    letters_of_both_kinds: dict[str, Paper], kind: str, more: int
) -> None:
    paper = letters_of_both_kinds[kind]
    line = Paragraph("字" * 20, 16, face="form", leading=28.95)
    pages = laid_out([replace(paper, blocks=(*paper.blocks[:10], *[line] * more, *paper.blocks[10:]))]).pages
    (imprint,) = paper.imprint
    words = imprint.texts[0] if isinstance(imprint, Spread) else imprint.text
    standing = [one for one in pages[-1].words if not one.text.startswith("—")]  # but for the page's number
    lowest = max(standing, key=lambda one: one.y)
    edge = (297 - paper.margins.bottom) * MM
    assert lowest.y < edge < lowest.y + 26 * POINT
    assert words in {one.text for one in standing if abs(one.y - lowest.y) < 1}
    assert kind == "reply" or len(pages) % 2 == 0
