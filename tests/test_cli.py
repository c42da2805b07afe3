"""The contract of the command line: statuses, promises, Chinese sentences, and nothing changed on refusal."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import cli
from app.domain.days import PartialDate
from app.domain.registers import BY_KEY, REGISTERS, SHOWN
from app.paper.sheet import Paper
from app.storage.ledger import Ledger
from tests.cli_runner import LEAKS, CommandLine
from tests.kept_ledgers import copied_elsewhere, new_folder, open_ledger

INIT = (
    "init",
    "--town",
    "迳口镇",
    "--county",
    "四会市",
    "--term",
    "16",
    "--term-started",
    "2016-11-10",
    "--quota",
    "60",
)
DEPUTY = {
    "name": "王芳",
    "level": "镇",
    "birth_date": "1975-03",
    "phone": "19900001234",
    "elected_on": "2016-10-12",
}
ID_NUMBER = "999999197503120046"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        office = {"town": "迳口镇", "county": "四会市"}
        new_folder(folder, office, term=16, term_started=date(2016, 11, 10), quota=60)
    return folder


@pytest.fixture
def run(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """Commands on a ledger of their own."""
    return CommandLine(Path(shutil.copytree(template, tmp_path / "data")), monkeypatch, capsys)


def digest(run: CommandLine) -> str:
    return str(run.done("stats", "--json").data["digest"])


def test_init_makes_a_ledger_once(run: CommandLine, tmp_path: Path) -> None:
    run.folder = tmp_path / "新" / "data"
    assert run.done(*INIT, "--ack").out.splitlines()[0] == "ACK init"
    assert run.done("list", "terms", "--json").data[0]["quota"] == 60
    before = (run.folder / "ledger.db").read_bytes()
    assert "已经有一本台账" in run.refused(2, *INIT)
    assert (run.folder / "ledger.db").read_bytes() == before
    around = run.folder
    names = sorted(around.rglob("*"))
    run.folder = around / "attachments" / "又一本"  # no ledger lies inside another one
    assert "要放在它的外面" in run.refused(2, *INIT)
    assert "要放在它的外面" in run.refused(2, "demo", "--out", around / "示例")
    assert sorted(around.rglob("*")) == names


@pytest.mark.parametrize(
    "words",
    [
        (), ("什么",), ("init",), ("init", "--town", "x"), ("list",), ("list", "什么"), ("list", "deputies", "--什么"),
        ("list", "deputies", "--year", "x"), ("list", "deputies", "--year", "0"), ("change", "deputies", "x", "--json", "-"),
        ("change", "deputies", 10**30, "--json", "-"), ("remove", "deputies", 1), ("hold", "x"), ("hold", "nan"),
        ("hold", "-1"), ("add", "deputies"), ("add", "deputies", "--json", "-", "--jsonl", "-"),
        ("add", "什么", "--json", "-"), ("add", "office", "--json", "-"), ("add", "attachments", "--json", "-"),
        ("remove", "office", 1, "--why", "x"), ("export", "deputies"), ("export", "deputies", "--out", "x", "--format", "doc"),
        ("export", "deputies", "--out", "x", "--audience", "谁"), ("import", "deputies", "x.xlsx", "--level", "村"),
        ("import", "deputies", "没有.xlsx"), ("history", "什么"), ("history", "deputies", 0), ("--today", "昨天", "stats"),
        ("list", "deputies", "--find", "\udcff"), ("stats", "--ack=1"), ("add", "deputies", "--json", "没有.json"),
        ("--data",), ("list", "deputies", "--jso"), ("export", "deputies", "--out", "名册.doc"), ("figures", "--year", "x"),
        ("export", "deputies", "--out", "名册.csv", "--format", "json"), ("history", "deputies", 9),
    ],
    ids=lambda words: " ".join(map(str, words)).encode("ascii", "replace").decode()[:40] or "nothing",
)  # fmt: skip
def test_wrong_usage_is_told_in_chinese_and_changes_nothing(
    run: CommandLine, words: tuple[str | int, ...]
) -> None:
    before = digest(run)
    run.refused(2, *words, stdin={})
    assert digest(run) == before


@pytest.mark.parametrize("values", [{"row": 2}, {"register": "错"}, {"sha256": "0" * 64}, {"size": 1}])
def test_a_kept_file_stays_with_its_record_and_what_it_is(
    run: CommandLine, tmp_path: Path, values: dict[str, object]
) -> None:
    row = run.done(
        "add", "deputies", "--json", "-", "--ack", stdin={"name": "王芳", "level": "镇"}
    ).out.split()[-1]
    (tmp_path / "答复函.pdf").write_bytes(b"%PDF-1.4")
    run.done("attach", "deputies", row, tmp_path / "答复函.pdf")
    before = digest(run)
    assert "由程序算出" in run.refused(2, "change", "attachments", 1, "--json", "-", stdin=values)
    assert digest(run) == before
    run.done("change", "attachments", 1, "--json", "-", stdin={"name": "答复.pdf", "role": "photo"})


@pytest.mark.parametrize("words", [("--help",), ("add", "--help"), ("import", "--help"), ("export", "-h")])
def test_help_is_chinese(run: CommandLine, words: tuple[str, ...]) -> None:
    answer = run.done(*words)
    assert "用法" in answer.out
    assert not LEAKS.search(answer.out), answer.out
    assert ":\n" not in answer.out, "a half-width colon behind Chinese words"


def test_values_stand_between_chinese_quotes(run: CommandLine) -> None:
    words = run.refused(2, "什么")
    assert "“什么”" in words
    assert "'" not in words


BAD_RECORDS = {
    "not JSON": "{",
    "a number": "5",
    "nothing": "[]",
    "too deep": "[" * 100_000,
    "no name": {"level": "镇"},
    "unknown field": {**DEPUTY, "什么": 1},
    "computed field": {**DEPUTY, "state": "在任"},
    "an id": {**DEPUTY, "id": 1},
    "a mask": {**DEPUTY, "phone": ["已录入"]},
    "an object": {**DEPUTY, "note": {"a": 1}},
    "a list": {**DEPUTY, "name": ["王芳"]},
    "a truth value": {**DEPUTY, "votes_for": True},
    "no number": {**DEPUTY, "votes_for": "许多"},
    "NaN": '{"name": "王芳", "level": "镇", "votes_for": NaN}',
    "huge": {**DEPUTY, "votes_for": 10**40},
    "half a pair": '{"name": "王\\ud800", "level": "镇"}',
    "NUL": {**DEPUTY, "note": "a\0b"},
    "half a pair in a phone": '{"name": "王芳", "level": "镇", "phone": "1990000\\udfff"}',
    "half a pair in a key": '{"name": "王芳", "level": "镇", "\\ud800": 1}',
    "a line that is none": {**DEPUTY, "resume": ["务农"]},
    "a line of another shape": {**DEPUTY, "resume": [{"where": "x"}]},
    "a link to nothing": {**DEPUTY, "electoral_district": {"id": 99, "name": "x"}},
    "a link of words": {**DEPUTY, "electoral_district": {"id": "x"}},
    "a link to a huge id": {**DEPUTY, "electoral_district": {"id": 10**30}},
    "an unknown code": {**DEPUTY, "level": "村"},
    "too long": {**DEPUTY, "name": "王" * 300},
    "an impossible day": {**DEPUTY, "elected_on": "2022-02-30"},
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD_RECORDS)
def test_a_record_that_cannot_be_kept_is_refused(run: CommandLine, kind: str) -> None:
    before = digest(run)
    run.refused(2, "add", "deputies", "--json", "-", stdin=BAD_RECORDS[kind])
    record = BAD_RECORDS[kind]
    if isinstance(record, dict):  # one bad record of several: none is kept
        run.refused(2, "add", "deputies", "--json", "-", stdin=[{**DEPUTY, "name": "李四"}, record])
    assert digest(run) == before


def test_text_comes_back_exactly_as_typed(run: CommandLine) -> None:
    note = "𠮷䶮𰻞𫖯\uf914葛\U000e0100 =1+1 %_'\"; DROP TABLE"
    run.done("add", "deputies", "--json", "-", stdin={**DEPUTY, "name": "𠮷䶮", "note": note})
    assert run.done("list", "deputies", "--json", "--find", "𠮷䶮").data[0]["note"] == note


def test_what_is_acknowledged_is_there(run: CommandLine) -> None:
    records = [{**DEPUTY, "name": name, "birth_date": None} for name in ("王芳", "李四", "赵六")]
    lines = "\n".join(map(json.dumps, [*records[:2], {"name": ""}, records[2]]))
    answer = run("add", "deputies", "--jsonl", "-", "--ack", stdin=lines)
    assert (answer.status, answer.out) == (2, "ACK 1\nACK 2\n")
    assert "第 3 行" in answer.err
    assert [row["id"] for row in run.done("list", "deputies", "--json").data] == [1, 2]
    assert len({entry["batch"] for entry in run.done("history", "deputies", "--json").data}) == 2
    answer = run.done("add", "deputies", "--json", "-", "--ack", stdin=[records[2]])
    assert answer.out == "ACK 3\n"


def test_taking_back_a_file_says_that_it_was_one(run: CommandLine) -> None:
    run.done("add", "deputies", "--json", "-", stdin={"name": "王芳", "level": "镇"})
    photo = run.folder.parent / "照片.jpg"
    photo.write_bytes(b"photo")
    run.done("attach", "deputies", 1, photo)
    assert "共 1 个附件" in run.done("undo", "--dry-run").out
    assert run.done("undo").out == "已撤销：添加附件（共 1 个附件）。\n"


def test_what_comes_late_to_a_year_that_was_signed_for_is_added_with_a_reason(
    run: CommandLine, tmp_path: Path
) -> None:
    with open_ledger(run.folder) as ledger:
        copied_elsewhere(ledger)
        with ledger.act("签收") as act:
            act.add("filed_years", {"filed_for": PartialDate(2021), "signed_on": date(2022, 3, 1)})
    training = {"held_on": "2021-05-01", "title": "学习组织法"}
    assert "2021 年度已经移交签收" in run.refused(2, "add", "trainings", "--json", "-", stdin=training)
    run.done("add", "trainings", "--json", "-", "--why", "漏登", stdin=training)
    assert run.done("history", "trainings", 1, "--json").data[0]["why"] == "漏登"
    (tmp_path / "培训.csv").write_text("培训日期,培训内容\n2021-06-01,学习代表法\n", encoding="utf-8")
    assert "不能直接补登" in run.refused(2, "import", "trainings", tmp_path / "培训.csv")
    run.done("import", "trainings", tmp_path / "培训.csv", "--why", "漏登")
    assert len(run.done("list", "trainings", "--json").data) == 2
    assert "2021 年度已经移交签收" in run.refused(2, "undo")
    run.done("undo", "--why", "导错了文件")
    assert run.done("history", "trainings", 2, "--json").data[0]["why"] == "导错了文件"


def test_records_are_changed_removed_and_taken_back(run: CommandLine, tmp_path: Path) -> None:
    empty = digest(run)
    (tmp_path / "表.pdf").write_bytes(b"x")
    run.done("add", "deputies", "--json", "-", "--attach", tmp_path / "表.pdf", stdin=DEPUTY)
    entered = digest(run)
    run.done("change", "deputies", 1, "--json", "-", stdin={"name": "王小芳"})
    assert run.done("list", "deputies", "--json").data[0]["name"] == "王小芳"
    run.done("remove", "deputies", 1, "--why", "录错")
    assert run.done("list", "deputies", "--json").data == []
    assert run.done("history", "deputies", 1, "--json").data[0]["why"] == "录错"
    assert "删除代表：王小芳" in run.done("undo").out
    run.done("undo")
    assert digest(run) == entered
    run.done("undo")
    assert digest(run) == empty
    assert "没有可以撤销" in run.refused(2, "undo")
    assert run.done("redo").out == "已重做：新增代表：王芳（共 1 条记录、1 个附件）。\n"
    assert digest(run) == entered
    run.done("undo")
    assert digest(run) == empty


def test_listed_rows_go_back_in_unchanged(run: CommandLine) -> None:
    run.done("add", "deputies", "--json", "-", stdin={**DEPUTY, "id_number": ID_NUMBER})
    before = digest(run)
    (row,) = run.done("list", "deputies", "--json").data
    inputs = {f.key for f in BY_KEY["deputies"].input_fields}
    run.done("change", "deputies", 1, "--json", "-", stdin={k: v for k, v in row.items() if k in inputs})
    assert digest(run) == before


def test_private_values_are_told_only_when_asked_for(run: CommandLine, tmp_path: Path) -> None:
    run.done("add", "deputies", "--json", "-", stdin={**DEPUTY, "id_number": ID_NUMBER})
    run.done("change", "deputies", 1, "--json", "-", stdin={"phone": "19900004321"})
    secrets = (ID_NUMBER, "19900001234", "19900004321", ID_NUMBER[6:14])
    told = [
        run.done(*words).out
        for words in (
            ("list", "deputies", "--json"), ("list", "deputies"), ("list", "people", "--json"), ("history", "--json"),
            ("history",), ("check", "--json"), ("stats", "--json"), ("list", "deputies", "--json", "--find", ID_NUMBER),
        )
    ]  # fmt: skip
    assert json.loads(told[-1])[0]["name"] == "王芳"
    for kind in ("csv", "json"):
        run.done("export", "deputies", "--out", tmp_path / f"x.{kind}", "--format", kind)
        told.append((tmp_path / f"x.{kind}").read_text("utf-8"))
    assert [secret for secret in secrets if any(secret in text for text in told)] == []
    kept = run.done("list", "deputies", "--json", "--include-private").data[0]
    assert (kept["id_number"], kept["phone"]) == (ID_NUMBER, "19900004321")
    assert json.loads(told[0])[0]["phone"] == "已录入"


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.key)
def test_every_register_is_listed(run: CommandLine, register: object) -> None:
    for words in ((), ("--json",), ("--year", "2022"), ("--year", "2022", "--json", "--find", "迳")):
        run.done("list", register.key, *words)  # type: ignore[attr-defined]


def test_exports_that_cannot_be_written_end_with_3(run: CommandLine, tmp_path: Path) -> None:
    for words in (
        ("deputies", "--format", "csv", "--out", tmp_path / "no" / "x.csv"),
        ("deputies", "--out", tmp_path / "no" / "x.xlsx"),
    ):
        run.refused(3, "export", *words)
    (tmp_path / "file").write_bytes(b"")
    run.refused(3, "export", "all", "--out", tmp_path / "file")
    assert not (tmp_path / "no").exists()


def test_export_all_writes_every_ledger(run: CommandLine, tmp_path: Path) -> None:
    run.done("add", "deputies", "--json", "-", stdin=DEPUTY)
    answer = run.done(
        "export", "all", "--year", "2022", "--out", tmp_path / "out", "--format", "csv", "--ack"
    )
    assert answer.out.count("ACK export") == len(SHOWN) == len(list((tmp_path / "out").iterdir()))


def test_a_held_file_is_named(run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(source: object, target: object) -> None:
        raise PermissionError(13, "held", str(target))

    monkeypatch.setattr("app.storage.files.RETRIES", (0.0,))
    monkeypatch.setattr("os.replace", held)
    ledger = run.folder / "ledger.db"
    before = ledger.read_bytes()
    told = run("export", "deputies", "--format", "csv", "--out", tmp_path / "名册.csv")
    assert told.status == 3
    assert "名册.csv" in told.err
    assert ledger.read_bytes() == before


def test_an_import_is_not_begun_when_its_report_cannot_be_written(run: CommandLine, tmp_path: Path) -> None:
    before = digest(run)
    (tmp_path / "名册.csv").write_text("姓名,性别,级别\n王芳,女,镇\n", "utf-8")
    told = run.refused(3, "import", "deputies", tmp_path / "名册.csv", "--report", tmp_path / "no" / "r.json")
    assert "r.json" in told
    assert digest(run) == before


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_text("姓名,性别,级别\n王芳,女,镇\n", "utf-8")
    told = run.refused(2, "import", "deputies", tmp_path / "名册.csv", "--sheet", "第二张")
    assert "第二张" in told
    assert "有的是：" in told


def test_an_import_is_one_batch(run: CommandLine, tmp_path: Path) -> None:
    before = digest(run)
    (tmp_path / "名册.csv").write_text(
        "姓名,性别,出生年月,级别,选区\n王芳,女,1975-03,镇,第一选区\n李强,男,1980-05,镇,第二选区\n",
        "utf-8",
    )
    report = tmp_path / "r.json"
    answer = run.done(
        "import", "deputies", tmp_path / "名册.csv", "--report", report, "--accept-flagged", "--ack"
    )
    assert answer.out.startswith("ACK import 2\n")
    assert "已写入台账 2 条" in answer.out
    assert json.loads(report.read_text("utf-8"))["committed"] is True
    assert len(run.done("list", "deputies", "--json").data) == 2
    run.done("undo")
    assert digest(run) == before


def test_check_tells_gaps_with_0_and_damage_with_4(run: CommandLine) -> None:
    run.done("add", "deputies", "--json", "-", stdin=DEPUTY)
    answer = run.done("check", "--deep", "--json")
    assert answer.data["damaged"] is False
    assert {finding["severity"] for finding in answer.data["findings"]} == {"gap"}
    connection = sqlite3.connect(run.folder / "ledger.db")
    connection.execute("UPDATE people SET name = '王小芳'")
    connection.commit()
    connection.close()
    before = {path: path.read_bytes() for path in run.folder.iterdir() if path.is_file()}
    for words in (("check",), ("check", "--json"), ("check", "--deep", "--json")):
        answer = run(*words)
        assert answer.status == 4
        assert "人员第 1 条" in answer.out
        if "--json" in words:
            assert answer.data["damaged"] is True
    for words in (("list", "deputies"), ("stats", "--json"), ("undo",)):
        run.refused(4, *words)
    assert {path: path.read_bytes() for path in run.folder.iterdir() if path.is_file()} == before
    (run.folder / "ledger.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    answer = run("check", "--json")
    assert (answer.status, answer.data["damaged"]) == (4, True)


def test_stats_depend_on_the_stored_values_alone(run: CommandLine, tmp_path: Path) -> None:
    facts = run.done("stats", "--json").data
    assert facts.keys() == {"rows", "digest", "schema", "sqlite", "history_head"}
    assert facts["rows"]["deputies"] == 0
    run.done("add", "deputies", "--json", "-", stdin=DEPUTY)
    with_one = run.done("stats", "--json").data
    assert with_one["digest"] != facts["digest"]
    run.done("undo")
    back = run.done("stats", "--json").data
    assert (back["digest"], back["rows"]) == (facts["digest"], facts["rows"])
    assert back["history_head"] != facts["history_head"]


def test_a_ledger_in_use_ends_with_5(run: CommandLine) -> None:
    with Ledger.open(run.folder):
        for words in (("list", "deputies"), ("stats", "--json"), ("check",), ("undo",), ("hold", "0")):
            run.refused(5, *words)
        run.refused(5, *INIT)
    assert run.done("hold", "0").out == "ACK hold\n"


def test_no_ledger_ends_with_3(run: CommandLine, tmp_path: Path) -> None:
    run.folder = tmp_path / "no"
    assert "没有台账" in run.refused(3, "list", "deputies")
    assert not run.folder.exists()


def test_a_bug_of_ours_is_logged_without_values(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, profile: Path
) -> None:
    def broken(*given: object) -> None:
        raise ZeroDivisionError("王芳 19900001234")

    monkeypatch.setattr("app.commands.records.plain_row", broken)
    run.done("add", "deputies", "--json", "-", stdin=DEPUTY)
    told = run.refused(1, "list", "deputies", "--json")
    assert "已保存的资料都在" in told
    log = (profile / "faults.log").read_text("utf-8")
    assert "ZeroDivisionError" in log
    assert "王芳" not in log
    assert "1990" not in log


def test_demo_overwrites_only_its_own_folder(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "论文.docx").write_bytes(b"x")
    assert "别的文件" in run.refused(2, "demo", "--out", tmp_path / "full")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["论文.docx"]


@pytest.mark.parametrize("missing", [set(), {"\U000f1234"}])
def test_characters_without_a_font_are_told(
    run: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: set[str]
) -> None:
    def paint(papers: list[Paper], target: Path) -> SimpleNamespace:
        assert [paper.title for paper in papers] == ["四会市迳口镇人民代表大会代表名册"]
        return SimpleNamespace(missing_glyphs=missing)

    words = [
        "--data",
        str(run.folder),
        "export",
        "deputies",
        "--format",
        "pdf",
        "--out",
        str(tmp_path / "名册.pdf"),
    ]
    assert cli.main(words, paint) == 0
    told = capsys.readouterr().err
    assert ("“名册.pdf”里有字没有字体可显示：\U000f1234。" in told) is bool(missing)
    assert bool(told) is bool(missing)


def test_a_roster_of_a_finished_year_says_so_in_its_name(run: CommandLine, tmp_path: Path) -> None:
    run.done("export", "deputies", "--year", "2022", "--out", tmp_path)
    run.done("export", "electoral_districts", "--year", "2022", "--out", tmp_path)
    assert {path.name for path in tmp_path.glob("*.xlsx")} == {"2022年迳口镇代表名册.xlsx", "迳口镇选区.xlsx"}


@pytest.mark.parametrize(
    ("name", "begins"), [("a.csv", b"\xef\xbb\xbf"), ("a.JSON", b"["), ("a.xlsx", b"PK"), ("a", b"PK")]
)
def test_an_export_is_what_its_name_says(run: CommandLine, tmp_path: Path, name: str, begins: bytes) -> None:
    run.done("add", "deputies", "--json", "-", stdin=DEPUTY)
    run.done("export", "deputies", "--out", tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("add", "deputies", "--json", "-"), '{"name": "王芳", "level": "镇", "name": "李强"}'),
        (("add", "deputies", "--jsonl", "-"), '{"name": "王芳", "name": "王芳", "level": "镇"}'),
        (
            ("add", "deputies", "--json", "-"),
            '[{"name": "王芳", "level": "镇"}, {"name": "李强", "name": "李强"}]',
        ),
        (("change", "terms", "1", "--json", "-"), '{"note": "一", "name": "2", "name": "3"}'),
        (("add", "receptions", "--json", "-"), '{"visitors": [{"name": "甲", "name": "乙"}]}'),
        (("change-term", "--json", "-"), '{"level": "镇", "name": "1", "name": "2"}'),
    ],
)
def test_a_key_that_stands_twice_is_refused_not_read_by_its_last_value(
    run: CommandLine, words: tuple[str, ...], text: str
) -> None:
    before = run.done("stats", "--json").data["digest"]
    assert "“name”在一条记录里写了两次" in run.refused(2, *words, stdin=text)
    assert run.done("stats", "--json").data["digest"] == before


def test_a_refusal_tells_one_outcome(run: CommandLine) -> None:
    """What storage says of it already is not said again by the command."""
    signed = {"filed_for": "2021", "signed_on": "2022-03-01"}
    told = run.refused(2, "add", "filed_years", "--json", "-", stdin=signed)
    assert "第二个位置" in told
    assert len(re.findall("没有(?:作任何|保存|改动)", told)) == 1
    told = run.refused(2, "add", "deputies", "--json", "-", stdin={"name": "王芳"})
    assert len(re.findall("没有(?:作任何|保存|改动)", told)) == 1
