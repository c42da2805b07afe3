"""Whoever asked for confidentiality is read nowhere: not in texts beside the record, history, search or exports."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.confidences import CODE
from app.domain.fields import Field, Ref, Row
from app.domain.registers import BY_KEY, SHOWN
from app.exporting import export_all
from app.paper.ledger import filed_papers
from app.storage.core import confidences as kept_confidences
from app.storage.core.confidences import sharing_registers
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.work import confidential_names, course_events, reception_day
from tests.kept_ledgers import new_folder

TODAY = date(2022, 12, 31)
DAY = date(2022, 11, 15)
NAMES = ("贾不言", "𠮷小明", "欧阳不语", "陈暝")
PHONES = ("19900009999", "0758-3319999")
SHAPES = ("{0}", "{0[0]} {0[1]}", "{0[0]}\u3000{0[1]}", "{0[0]}\u200b{0[1]}")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setenv("PRESIDIUM_PROFILE", str(tmp_path / "profile"))
    office = {"town": "迳口镇", "county": "四会市"}
    new_folder(tmp_path / "data", office, term=16, term_started=date(2016, 11, 10), quota=60)
    with Ledger.open(tmp_path / "data", today=TODAY) as opened:
        with opened.act("准备") as act:
            act.add("liaison_sites", {"name": "镇联络室", "kind": "room"})
            act.add("deputies", {"name": "黎小燕", "level": "township", "term": Ref(1, "镇 第十六届")})
        yield opened


def a_visitor(name: str = "贾不言", **more: Any) -> dict[str, Any]:
    return {"name": name, "village": "下寮村", "phone": PHONES[0], "wants_confidential": True, **more}


def a_day(*visitors: dict[str, Any], **more: Any) -> Row:
    shared = {"held_on": DAY, "site": Ref(1, "镇联络室"), "kind": "walk_in", "deputies": (Ref(1, "黎小燕"),)}
    return {**shared, "visitors": visitors or (a_visitor(),), **more}


def add(ledger: Ledger, key: str, values: Row, *, conceal: bool = True, name: str = "新增") -> int:
    with ledger.act(name) as act:
        act.concealing = conceal
        return act.add(key, values)


def change(ledger: Ledger, key: str, row_id: int, values: Row, *, conceal: bool = True) -> None:
    with ledger.act("修改") as act:
        act.concealing = conceal
        act.change(key, row_id, values)


def texts_of(ledger: Ledger, key: str, row_id: int) -> str:
    return repr(ledger.row(key, row_id))


# --- asking --------------------------------------------------------------------------------------


def doubts(ledger: Ledger, key: str, raw: Row, row_id: int | None = None) -> list[str]:
    _, problems = ledger.read_values(key, raw, row_id=row_id)
    return [problem.message for problem in problems if problem.code == CODE]


def test_saving_asks_and_never_tells_the_name(ledger: Ledger) -> None:
    raw = {
        "held_on": "2022-11-15", "site": "镇联络室", "kind": "接访", "matter": "贾不言说路灯不亮",
        "note": "打199 0000 9999", "visitors": [{"name": "贾不言", "phone": PHONES[0], "wants_confidential": "是"}],
    }  # fmt: skip
    (told,) = doubts(ledger, "receptions", raw)
    assert "反映事项、备注" in told
    assert "贾不言" not in told
    assert not doubts(ledger, "receptions", {**raw, "matter": "路灯不亮", "note": ""})


def test_the_wish_set_later_asks_for_what_is_linked_too(ledger: Ledger, tmp_path: Path) -> None:
    plain = a_visitor()
    del plain["wants_confidential"]
    day = add(ledger, "receptions", a_day(plain, matter="贾不言说路灯不亮"))
    opinion = reception_day.following(ledger, day, ledger.row("receptions", day) or {})
    row = add(ledger, "suggestions", {**opinion, "visitor": "贾不言", "content": "路灯不亮"})
    scan = tmp_path / "贾不言来访.txt"
    scan.write_text("附件的内容")
    with ledger.act("添加附件") as act:
        file = act.attach("suggestions", row, scan)
    assert "贾不言" in texts_of(ledger, "attachments", file)  # nobody has asked for anything yet
    wish = {"visitors": [{"name": "贾不言", "village": "下寮村", "wants_confidential": "是"}]}
    own, below = doubts(ledger, "receptions", wish, day)
    assert "反映事项" in own
    assert "意见建议第 1 条" in below
    assert "附件第 1 条" in below
    values, _ = ledger.read_values("receptions", wish, row_id=day)
    change(ledger, "receptions", day, values)
    assert "贾不言" not in texts_of(ledger, "receptions", day) + texts_of(ledger, "suggestions", row)
    assert "贾不言" not in texts_of(ledger, "attachments", file)
    told = ledger.reveal("receptions", day, "confidential") or ""
    assert "贾不言" in told and PHONES[0] in told  # the phone that was kept before stays with her
    assert not doubts(ledger, "receptions", {}, day)


def test_an_opinion_linked_or_edited_later_is_asked(ledger: Ledger) -> None:
    day = add(ledger, "receptions", a_day())
    row = add(ledger, "suggestions", {"class": "opinion", "raised_on": DAY, "content": "贾不言说路灯不亮"})
    assert ledger.ids("suggestions", Query(find="贾不言")) == [row]
    (told,) = doubts(
        ledger,
        "suggestions",
        {"reception": str(BY_KEY["receptions"].name_of(ledger.row("receptions", day) or {}))},
        row,
    )
    assert "内容" in told
    change(ledger, "suggestions", row, {"reception": Ref(day, "接待")})
    assert "贾不言" not in texts_of(ledger, "suggestions", row)
    assert doubts(ledger, "suggestions", {"reply_text": "已答复贾不言"}, row)
    course_events.supervise(ledger, row, DAY, "电话", None, "没有名字")
    change(ledger, "suggestions", row, {"reply_text": "已答复贾不言"})
    assert (ledger.row("suggestions", row) or {})["reply_text"] == "已答复来访群众"


def test_kept_as_it_is_it_still_reaches_neither_search_nor_act_names_nor_public(
    ledger: Ledger, tmp_path: Path
) -> None:
    day = add(ledger, "receptions", a_day(matter="贾不言说路灯不亮"), conceal=False, name="登记接待：贾不言")
    row = {
        "class": "opinion",
        "raised_on": DAY,
        "content": "贾不言要水",
        "reception": Ref(day, "接待"),
        "title": "贾不言",
    }
    opinion = add(ledger, "suggestions", row, conceal=False, name="新增意见：贾不言")
    for key in ("receptions", "suggestions", "performance_records"):
        assert ledger.ids(key, Query(find="贾不言")) == []
    assert all("贾不言" not in entry.action for entry in ledger.history())
    assert "贾不言" in texts_of(ledger, "suggestions", opinion)  # as she wanted it, for the office alone
    for audience in ("public", "archive"):
        for kind in ("csv", "json", "xlsx"):
            for path in export_all(ledger, tmp_path / audience / kind, kind, audience=audience):
                assert not leaked(path.read_bytes() if kind != "xlsx" else unpacked(path), ["贾不言"]), (
                    path.name
                )
    assert "贾不言" in texts_of(ledger, "receptions", day)


def test_conceal_is_one_act_that_undo_takes_back(ledger: Ledger) -> None:
    day = add(ledger, "receptions", a_day(matter="贾不言说路灯不亮"), conceal=False)
    row = {"class": "opinion", "raised_on": DAY, "content": "贾不言要水", "reception": Ref(day, "接待")}
    opinion = add(ledger, "suggestions", row, conceal=False)
    before = ledger.statistics()["digest"]
    assert confidential_names.conceal(ledger, "receptions", day) == 2
    assert "贾不言" not in texts_of(ledger, "receptions", day) + texts_of(ledger, "suggestions", opinion)
    ledger.undo()
    assert ledger.statistics()["digest"] == before
    assert confidential_names.conceal(ledger, "receptions", day) == 2
    assert confidential_names.conceal(ledger, "receptions", day) == 0


def test_a_deputy_of_the_same_name_stays_in_links_and_as_recorder(ledger: Ledger) -> None:
    day = add(ledger, "receptions", a_day(a_visitor("黎小燕"), matter="黎小燕说路灯不亮", recorder="黎小燕"))
    row = ledger.row("receptions", day) or {}
    assert [ref.name for ref in row["deputies"]] == ["黎小燕"]
    assert row["recorder"] == "黎小燕"
    assert row["matter"] == "来访群众说路灯不亮"
    (told,) = doubts(ledger, "receptions", {}, day)
    assert "也可能是别人" in told


# --- the private note ------------------------------------------------------------------------------


def kept(ledger: Ledger, day: int) -> str:
    return BY_KEY["receptions"].field("confidential").text(ledger.reveal("receptions", day, "confidential"))


def lines(ledger: Ledger, day: int) -> list[dict[str, Any]]:
    return [dict(line) for line in (ledger.row("receptions", day) or {})["visitors"] or ()]


def test_a_name_typed_anew_is_not_kept_in_the_line(ledger: Ledger) -> None:
    day = add(ledger, "receptions", a_day())
    change(ledger, "receptions", day, {"visitors": (a_visitor(),)}, conceal=False)
    assert "贾不言" not in repr(lines(ledger, day)) + repr(ledger.history())


def test_of_two_the_right_one_stays(ledger: Ledger) -> None:
    day = add(
        ledger, "receptions", a_day(a_visitor(), a_visitor("钱二", village="上寮村", phone="19900008888"))
    )
    change(ledger, "receptions", day, {"visitors": tuple(lines(ledger, day)[1:]), "visitor_count": 2})
    assert kept(ledger, day) == "来访人 1：钱二、19900008888"
    moved = {**lines(ledger, day)[0], "village": "中寮村"}  # a line corrected in its place keeps its person
    change(ledger, "receptions", day, {"visitors": (moved,)})
    assert kept(ledger, day) == "来访人 1：钱二、19900008888"


def test_the_wish_lifted_brings_name_and_words_back(ledger: Ledger) -> None:
    day = add(ledger, "receptions", a_day(visitor_words="只想悄悄说一句"))
    before = ledger.row("receptions", day) or {}
    assert before["visitor_words"] is None
    unmarked = {k: v for k, v in lines(ledger, day)[0].items() if k != "wants_confidential"}
    change(ledger, "receptions", day, {"visitors": (unmarked,)})
    assert lines(ledger, day)[0]["wants_confidential"]  # a sheet without that column lifts nothing
    change(ledger, "receptions", day, {"visitors": ({**unmarked, "wants_confidential": False},)})
    row = ledger.row("receptions", day) or {}
    assert row["visitors"][0]["name"] == "贾不言"
    assert row["visitor_words"] == "只想悄悄说一句"
    assert kept(ledger, day) == f"来访人 1：{PHONES[0]}"  # phones are always private


# --- everywhere --------------------------------------------------------------------------------------


def planted(field: Field, chance: random.Random, words: list[str]) -> Any:
    """A value for a field whose texts hold a name or number somewhere; None for other kinds."""
    if field.kind.name == "lines":
        columns = field.kind.columns  # type: ignore[attr-defined]
        found = {c.key: planted(c, chance, words) for c in columns if not c.private and c.key != "name"}
        return ({k: v for k, v in found.items() if v is not None},)
    if field.kind.name not in ("text", "prose"):
        return None
    word = chance.choice(words)
    if word in NAMES:
        at = chance.randrange(1, len(word))
        word = chance.choice(SHAPES).format((word[:at], word[at:])) if chance.random() < 0.6 else word
        word = word if isinstance(word, str) and "(" not in word else chance.choice(words[:1])
    around = ("村里的", "说水压不足", ",", "。找过", "")
    return chance.choice(around) + word + chance.choice(around)


def with_plants(key: str, row: Row, chance: random.Random, words: list[str]) -> Row:
    plants = {f.key: planted(f, chance, words) for f in BY_KEY[key].input_fields if not f.private}
    hidden = ("no", "register", "sha256", "visitors", "visitor_words")
    return {**{k: v for k, v in plants.items() if v is not None and k not in hidden}, **row}


def leaked(data: bytes, words: list[str]) -> list[str]:
    told = "".join(data.decode("utf-8", errors="ignore").replace("\u200b", "").split())
    return [word for word in words if word in told]


def unpacked(path: Path) -> bytes:
    shutil.unpack_archive(path, path.with_suffix(""), "zip")
    return b"".join(part.read_bytes() for part in path.with_suffix("").rglob("*") if part.is_file())


def database_without(ledger: Ledger, copy: Path, *tables: str) -> bytes:
    with sqlite3.connect(copy) as target:
        ledger.core.connection.backup(target)
    target.execute("PRAGMA foreign_keys=OFF")
    for trigger in target.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
        target.execute(f"DROP TRIGGER {trigger[0]}")
    for table in tables:
        target.execute(f"DELETE FROM {table}")
    target.commit()
    target.execute("VACUUM")
    target.close()
    return copy.read_bytes()


def a_year_with_plants(
    ledger: Ledger, folder: Path, chance: random.Random, *, earlier: bool = False
) -> list[str]:
    """Enter rows in every register that may share a confidence, with plants in every text; gives the words."""
    first, second = chance.sample(NAMES, 2)
    words = [first, second, PHONES[0].replace("-", ""), PHONES[1]]
    visitors = (
        a_visitor(first),
        a_visitor(second, phone=PHONES[1], village="上寮村"),
        {"name": "王大明", "village": first},
    )
    activity = {"held_on": DAY, "site": Ref(1, "镇联络室"), "form": "other", "theme": f"接待{first}"}
    told = with_plants("site_activities", activity, chance, words)
    if earlier:
        add(ledger, "site_activities", told)
    day = add(
        ledger,
        "receptions",
        with_plants("receptions", a_day(*visitors), chance, words),
        name=f"登记：{first}",
    )
    if not earlier:
        add(ledger, "site_activities", told, name=f"新增：{first}")
    duty = {"held_on": DAY, "site": Ref(1, "镇联络室")}
    add(ledger, "reception_duties", with_plants("reception_duties", duty, chance, words))
    matter = {
        "class": "suggestion",
        "raised_on": DAY,
        "content": f"{first}要水",
        "deputies": (Ref(1, "黎小燕"),),
    }
    target = add(ledger, "suggestions", {**matter, "content": "另一件"})
    linked = {
        **matter,
        "reception": Ref(day, "接待"),
        "merged_into": Ref(target, first),
        "exit_kind": "merged",
        "exit_on": DAY,
    }
    opinion = add(
        ledger, "suggestions", with_plants("suggestions", linked, chance, words), name=f"新增意见：{second}"
    )
    change(ledger, "suggestions", target, with_plants("suggestions", {"class": "suggestion"}, chance, words))
    scan = folder / f"{first}来访.txt"
    scan.write_text("附件的内容")
    with ledger.act(f"添加附件：{first}") as act:
        act.attach("suggestions", opinion, scan, role=second)
    return [*words[:3], "3319999", "".join(PHONES[1].split("-"))]


def everything(ledger: Ledger, folder: Path, *tables: str) -> dict[str, bytes]:
    """Whatever could be read by others: the file without those tables, and each public export."""
    found = {"ledger.db": database_without(ledger, folder / "copy.db", *tables)}
    for kind in ("csv", "json", "xlsx"):
        for path in export_all(ledger, folder / kind, kind, audience="public"):
            found[path.name] = unpacked(path) if kind == "xlsx" else path.read_bytes()
    for register in SHOWN:
        found[register.label] = repr(filed_papers(ledger, register, audience="public")).encode()
    for place in (ledger.folder / "drafts", folder / "profile"):
        found |= {p.name: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    return found


@pytest.mark.parametrize("seed", range(4))
def test_nothing_anywhere_names_who_asked_for_confidentiality(
    ledger: Ledger, tmp_path: Path, seed: int
) -> None:
    words = a_year_with_plants(ledger, tmp_path, random.Random(seed))
    read = everything(ledger, tmp_path, "private_values")
    assert not {name: told for name, data in read.items() if (told := leaked(data, words))}


def test_what_was_written_before_the_wish_stays_in_history_alone(ledger: Ledger, tmp_path: Path) -> None:
    words = a_year_with_plants(ledger, tmp_path, random.Random(3), earlier=True)
    read = everything(ledger, tmp_path, "private_values", "changes")
    assert not {name: told for name, data in read.items() if (told := leaked(data, words))}
    assert leaked(database_without(ledger, tmp_path / "chain.db", "private_values"), words)


@pytest.mark.parametrize("forgotten", ["matter", "note", "supervisions", "name", "merged_into", "theme"])
def test_one_forgotten_field_would_be_found(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    own = kept_confidences.concealed_value
    careless = lambda field, value, given: value if field.key == forgotten else own(field, value, given)  # noqa: E731
    monkeypatch.setattr(kept_confidences, "concealed_value", careless)
    words = a_year_with_plants(ledger, tmp_path, random.Random(1))
    assert leaked(database_without(ledger, tmp_path / "copy.db", "private_values"), words)


def test_every_register_that_links_to_a_reception_is_looked_at() -> None:
    assert {
        "receptions",
        "suggestions",
        "attachments",
        "site_activities",
        "reception_duties",
    } <= sharing_registers()


def test_the_wish_alone_takes_the_name_out_of_search_and_of_what_follows(ledger: Ledger) -> None:
    plain = {k: v for k, v in a_visitor().items() if k != "wants_confidential"}
    day = add(ledger, "receptions", a_day(plain, theme="贾不言来访"))
    row = {"class": "suggestion", "raised_on": DAY, "content": "贾不言要水", "deputies": (Ref(1, "黎小燕"),)}
    opinion = add(ledger, "suggestions", {**row, "reception": Ref(day, "接待")})
    assert ledger.ids("suggestions", Query(find="贾不言")) == [opinion]
    assert len(ledger.ids("performance_records", Query(find="贾不言"))) == 2
    change(ledger, "receptions", day, {"visitors": (a_visitor(),)}, conceal=False)
    for key in ("receptions", "suggestions", "performance_records"):
        assert ledger.ids(key, Query(find="贾不言")) == []
    assert "贾不言" in texts_of(ledger, "suggestions", opinion)
    change(
        ledger,
        "receptions",
        day,
        {"visitors": ({**a_visitor(), "wants_confidential": False},)},
        conceal=False,
    )
    assert ledger.ids("suggestions", Query(find="贾不言")) == [opinion]
