"""Points by hand: each way of giving them at its cap, its minimum and its border; grades, ties and shares."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.scoring.grades import grade_by_points, grades, ranks
from app.domain.scoring.score import entries_of, score_of
from app.domain.scoring.shapes import Course, Deed, Scheme, Score, ScoreItem, points_text
from app.domain.scoring.words import item_in_words, scheme_in_sentences

DAY = date(2022, 3, 1)
GRADES = (("优秀", 900), ("良好", 800), ("一般", 600), ("较差", 0))


def item(basis: str = "per_event", number: int = 1, **more: Any) -> ScoreItem:
    values = {"counted": "reception", "category": "接待", "points": 20} | more
    return ScoreItem(
        number, more.get("name", "项目"), basis=basis, **{k: v for k, v in values.items() if k != "name"}
    )


def deeds(*attendances: str | None, kind: str = "reception", **more: Any) -> list[Deed]:
    return [Deed(n, kind, DAY + timedelta(n), attendance=a, **more) for n, a in enumerate(attendances)]


def total(scheme_item: ScoreItem, course: Course, **scheme: Any) -> int:
    return score_of(Scheme([scheme_item], GRADES, **scheme), course).total


CAME, LEAVE, AWAY, LATE = None, "on_leave", "absent", "late"


@pytest.mark.parametrize(
    ("rule", "records", "points"),
    [
        (item(), (), 0),
        (item(), (CAME,) * 3, 60),
        (item(), (CAME, LATE, LEAVE, AWAY), 40),  # who came late came
        (item(cap=50), (CAME,) * 2, 40),
        (item(cap=50), (CAME,) * 3, 50),  # at the cap
        (item(minimum=3), (CAME,) * 2, 0),
        (item(minimum=3), (CAME,) * 3, 60),  # at the minimum
        (item(attendance="late"), (CAME, LATE, LATE), 40),
        (item("per_ratio", points=100), (CAME, CAME, AWAY), 67),  # 66.66… tenths, half up
        (item("per_ratio", points=100), (CAME, AWAY, AWAY), 33),
        (item("per_ratio", points=5), (CAME, LEAVE), 3),  # 2.5 tenths: half up
        (item("per_ratio", points=100), (AWAY,), 0),
        (item("per_ratio", points=100), (), 100),  # nothing was due, nothing is lost
        (item("per_ratio", points=100, cap=90), (CAME,), 90),
        (item("target", minimum=2), (CAME,), 0),
        (item("target", minimum=2), (CAME,) * 2, 20),
        (item("target", minimum=2), (CAME,) * 9, 20),
        (item("target", minimum=3, points=100, step=50), (CAME,) * 3, 100),
        (item("target", minimum=3, points=100, step=50), (CAME,) * 2, 50),
        (item("target", minimum=3, points=100, step=50), (), 0),  # never below nothing
        (item("target", minimum=3, points=100, step=50), (CAME,) * 5, 200),
        (item("target", minimum=3, points=100, step=50, cap=150), (CAME,) * 5, 150),
        (item("target", counted=None), (), 20),  # everybody begins with it
        (item("veto"), (CAME,), 0),
        (item("target", counted=None, cap=15), (), 15),
    ],
)
def test_what_an_item_gives(rule: ScoreItem, records: tuple[str | None, ...], points: int) -> None:
    assert total(rule, Course(deeds(*records))) == points


@pytest.mark.parametrize(
    ("able", "minimum"),
    [(365, 4), (364, 3), (274, 3), (273, 2), (92, 1), (91, 0), (0, 0)],  # 365ths of four, rounded down
)
def test_a_minimum_is_asked_in_the_measure_of_the_days(able: int, minimum: int) -> None:
    for times in range(6):
        course = Course(deeds(*(CAME,) * times), able_days=able)
        assert total(item(minimum=4), course) == (20 * times if times >= minimum else 0)


NEVER_IN_OFFICE = Course(days=0, able_days=0)


@pytest.mark.parametrize(
    ("rule", "course", "points", "words"),
    [
        (item(), Course(), 0, "0次 × 2分"),
        (item(by_days=True), Course(deeds(CAME)), 20, "1天 × 2分"),
        (item(by_days=True), Course(deeds(CAME, times=0)), 0, "0天 × 2分"),  # a day without an act
        (item(minimum=3), Course(deeds(CAME)), 0, "1次，不足3次，不得分"),
        (item(minimum=3), NEVER_IN_OFFICE, 0, "0次，不足3次，不得分"),
        (item(cap=40), Course(deeds(CAME, CAME)), 40, "2次 × 2分"),
        (item(cap=39), Course(deeds(CAME, CAME)), 39, "2次 × 2分，最高3.9分"),
        (item("per_ratio", cap=10), Course(deeds(CAME, AWAY)), 10, "2分 × 实到1/应到2"),
        (item("per_ratio"), Course(), 20, "没有应到的，按满分 2分"),
        (item("target", counted=None), Course(), 20, "人人先得"),
        (item("target"), Course(), 20, "0次"),
        (item("target", minimum=2), Course(deeds(CAME)), 0, "1次，要求2次"),
        (item("target", minimum=1, step=5), Course(deeds(CAME, CAME)), 25, "2次，要求1次，每多（少）1次±0.5分"),
        (item("manual", counted=None), Course(), 0, "没有评分"),
        (item("manual", counted=None), Course(by_hand={1: (5, 20, 10)}), 35, "2＋1＋0.5"),
        (item("deduct"), Course(), 0, "0次 × 2分"),
        (item("deduct"), Course(deeds(CAME, CAME)), -40, "2次 × 2分"),
        (item("deduct", cap=40), Course(deeds(CAME, CAME)), -40, "2次 × 2分"),
        (item("deduct", cap=39), Course(deeds(CAME, CAME)), -39, "2次 × 2分，最多扣3.9分"),
        (item("deduct", minimum=3), Course(deeds(CAME, CAME)), 0, "2次，不足3次，不扣分"),
        (item("deduct", minimum=3), Course(deeds(CAME, CAME, CAME)), -60, "3次 × 2分"),
        # who had fewer days is not fined sooner
        (item("deduct", minimum=3), Course(deeds(CAME, CAME), able_days=90), 0, "2次，不足3次，不扣分"),
        (item("veto", counted="suspended"), Course(suspended_days=61), 0, "61天"),
        (item("veto"), Course(deeds(CAME)), 0, "1次"),
    ],
)  # fmt: skip
def test_what_a_line_says(rule: ScoreItem, course: Course, points: int, words: str) -> None:
    (line,) = score_of(Scheme([rule], GRADES), course).lines
    assert (line.points, line.words) == (points, words)


def test_deductions_empty_their_category_and_no_other() -> None:
    full = item("target", 1, counted=None, points=200, category="会议")
    leave = item(
        "deduct", 2, counted="meeting", attendance="on_leave", by_days=True, points=50, category="会议"
    )
    alone = item("deduct", 3, counted="meeting", attendance="absent", points=20, category="扣分", cap=30)
    for halves, points in ((0, 200), (1, 150), (2, 150), (3, 100), (8, 0), (9, 0)):  # two halves a day
        away = [Deed(n, "meeting", DAY + timedelta(n // 2), attendance="on_leave") for n in range(halves)]
        assert score_of(Scheme([full, leave], GRADES), Course(away)).sums == {"会议": points}
    absent = Course(deeds(*("absent",) * 2, kind="meeting"))
    score = score_of(Scheme([full, leave, alone], GRADES), absent)
    assert score.sums == {"会议": 200, "扣分": -30} and score.total == 170
    assert score_of(Scheme([alone], GRADES), absent).total == 0  # the whole is never below nothing


def test_a_role_goes_to_its_own_item_and_the_rest_to_the_other() -> None:
    scheme = Scheme(
        [item(number=1, counted="suggestion", points=30, category="建议"),
         item(number=2, counted="suggestion", points=10, category="建议", role="co_sponsor")],
        GRADES,
    )  # fmt: skip
    course = Course(
        [Deed(n, "suggestion", DAY, role=r) for n, r in enumerate(("lead_sponsor", None, "co_sponsor"))]
    )
    score = score_of(scheme, course)
    assert [line.points for line in score.lines] == [60, 10]
    assert [line.rows for line in score.lines] == [(0, 1), (2,)]


def test_caps_of_categories_and_of_the_whole() -> None:
    rules = [item(number=1), item(number=2, counted="visit")]
    course = Course([*deeds(CAME, CAME), *deeds(CAME, CAME, kind="visit")])
    assert score_of(Scheme(rules, GRADES), course).total == 80
    for cap, sum_of in ((79, 79), (80, 80), (81, 80)):
        assert score_of(Scheme(rules, GRADES, caps={"接待": cap}), course).sums == {"接待": sum_of}
    assert score_of(Scheme(rules, GRADES, base=600, most=650), course).total == 650
    assert score_of(Scheme(rules, GRADES, base=600, most=1000), course).total == 680


def entries(scheme: Scheme, course: Course) -> list[tuple[str, str, str, int]]:
    return [entry[:4] for entry in entries_of(score_of(scheme, course))]


def test_the_entries_name_what_was_cut_off_and_nothing_else() -> None:
    rules = [item(number=1), item("deduct", number=2, counted="meeting", attendance="absent", category="会议", points=100)]  # fmt: skip
    rules.append(item("veto", number=3, counted="suspended", category="否决"))
    course = Course([*deeds(CAME, CAME), *deeds("absent", kind="meeting")], suspended_days=1)
    own = [
        ("接待", "项目", "2次 × 2分", 40),
        ("会议", "项目", "1次 × 10分", -100),
        ("否决", "项目", "1天，列最低等次", 0),
    ]
    assert entries(Scheme(rules, GRADES), course) == [*own, ("总分", "扣完为止", "合计-6分", 60)]
    base = ("起评分", "起评分", "人人都有", 100)
    assert entries(Scheme(rules, GRADES, 100, {"接待": 40}, 40), course) == [base, *own]
    capped = [base, own[0], ("接待", "类别封顶", "合计4分，最高3.9分", -1), *own[1:]]
    assert entries(Scheme(rules, GRADES, 100, {"接待": 39}, 38), course) == [
        *capped,
        ("总分", "总分封顶", "合计3.9分", -1),
    ]
    both = [item(number=1), item("deduct", number=2, counted="reception", points=30)]
    assert entries(Scheme(both, GRADES), Course(deeds(CAME))) == [
        ("接待", "项目", "1次 × 2分", 20),
        ("接待", "项目", "1次 × 3分", -30),
        ("接待", "扣完为止", "合计-1分，按0分计", 10),
    ]
    even = [item(number=1), item("deduct", number=2, counted="reception", points=20)]
    assert [points for *_, points in entries(Scheme(even, GRADES), Course(deeds(CAME)))] == [20, -20]


def test_points_by_hand_and_their_cap() -> None:
    rule = item("manual", counted=None, cap=100)
    assert total(rule, Course(by_hand={1: (40, 50)})) == 90
    assert total(rule, Course(by_hand={1: (40, 70)})) == 100
    assert total(rule, Course(by_hand={2: (40,)})) == 0


@pytest.mark.parametrize(
    ("rule", "course", "vetoed"),
    [
        (item("veto", counted="suspended"), Course(suspended_days=0), False),
        (item("veto", counted="suspended"), Course(suspended_days=1), True),
        (item("veto", counted="session_missed"), Course(sessions_missed=1), True),
        (item("veto", counted="session_missed", minimum=2), Course(sessions_missed=1), False),
        (item("veto", counted="session_missed", minimum=2), Course(sessions_missed=2), True),
        (item("veto", counted="session_missed", minimum=2), Course(sessions_missed=1, able_days=90), False),
        (item("veto", counted="meeting", attendance="absent"), Course(deeds("absent", kind="meeting")), True),
    ],
)
def test_a_veto_takes_the_grade_and_not_the_points(rule: ScoreItem, course: Course, vetoed: bool) -> None:
    scheme = Scheme([rule], GRADES, base=950)
    score = score_of(scheme, course)
    assert (score.total, grade_by_points(scheme, score)) == (950, "较差" if vetoed else "优秀")


def score(points: int) -> Score:
    return Score((), {}, points, points)


@pytest.mark.parametrize(
    ("points", "grade"),
    [(900, "优秀"), (899, "良好"), (800, "良好"), (799, "一般"), (600, "一般"), (599, "较差"), (0, "较差")],
)
def test_the_borders_of_the_grades(points: int, grade: str) -> None:
    assert grade_by_points(Scheme([], GRADES), score(points)) == grade
    assert grade_by_points(Scheme([], ()), score(points)) == ""


def test_a_share_needs_a_grade_below_the_best() -> None:
    scores = {1: score(950), 2: score(900)}
    assert grades(Scheme([], GRADES[:1], best_share=0), scores) == {1: "优秀", 2: "优秀"}
    assert grades(Scheme([], GRADES[:2], best_share=50), scores) == {1: "优秀", 2: "良好"}
    assert grades(Scheme([], (), best_share=50), scores) == {1: "", 2: ""}


def test_ties_share_a_place_and_the_next_one_waits() -> None:
    assert ranks({1: 90, 2: 85, 3: 85, 4: 70, 5: 90}) == {1: 1, 5: 1, 2: 3, 3: 3, 4: 5}
    assert ranks({}) == {}


@pytest.mark.parametrize(
    ("points", "share", "best"),
    [
        ((950, 940, 930, 900, 500, 500, 500, 500, 500, 500), 30, 3),
        ((950, 940, 930, 930, 500, 500, 500, 500, 500, 500), 30, 2),  # a tie at the border goes down together
        ((930, 930, 930, 930, 500, 500, 500, 500, 500, 500), 30, 0),
        ((950, 940, 930), 30, 0),  # three times 30 % is not one whole deputy
        ((950, 940, 930), 34, 1),
        ((950, 940, 930), 100, 3),
        ((950, 940, 930), None, 3),
        ((950, 100, 100, 100), 50, 1),
    ],
)
def test_no_more_have_the_best_grade_than_its_share(
    points: tuple[int, ...], share: int | None, best: int
) -> None:
    given = grades(Scheme([], GRADES, best_share=share), {n: score(p) for n, p in enumerate(points)})
    assert list(given.values()).count("优秀") == best
    assert {given[n] for n, p in enumerate(points) if p >= 900} <= {"优秀", "良好"}


def test_the_lines_add_up_to_the_total_in_whatever_order_the_records_came() -> None:
    chance = random.Random(12)
    kinds = ("reception", "visit", "meeting", "suggestion")
    for _ in range(60):
        rules = [
            item(
                chance.choice(("per_event", "per_ratio", "target", "deduct", "manual")),
                number,
                counted=chance.choice(kinds),
                category=chance.choice("甲乙丙"),
                points=chance.randrange(100),
                step=chance.choice((0, 15)),
                cap=chance.choice((None, 60)),
                minimum=chance.choice((None, 2)),
                attendance=chance.choice((None, "on_leave")),
            )
            for number in range(6)
        ]
        scheme = Scheme(rules, GRADES, chance.choice((0, 600)), {"甲": 50}, chance.choice((None, 500)))
        records = [
            Deed(n, chance.choice(kinds), DAY + timedelta(chance.randrange(9)), chance.randrange(3),
                 chance.choice((None, "co_sponsor")), chance.choice((None, "on_leave", "absent")))
            for n in range(20)
        ]  # fmt: skip
        course = Course(records, {0: (5, 7)}, 365, chance.randrange(366))
        first = score_of(scheme, course)
        assert sum(entry.points for entry in entries_of(first)) == first.total
        shuffled = chance.sample(records, len(records))
        again = score_of(scheme, Course(shuffled, {0: (7, 5)}, 365, course.able_days))
        assert [(e[:4], sorted(e.rows)) for e in entries_of(again)] == [
            (e[:4], sorted(e.rows)) for e in entries_of(first)
        ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (item(name="接待选民", cap=150), "接待选民每次 2 分，最高 15 分"),
        (item(name="进站", minimum=2), "进站每次 2 分，不足 2 次不得分（按接待选民统计）"),
        (item("per_ratio", name="接待选民"), "接待选民满分 2 分，按实到÷应到计分"),
        (
            item("target", name="接待选民", minimum=3, step=5),
            "接待选民达到 3 次得 2 分，每多（少）一次加（减）0.5 分",
        ),
        (
            item("deduct", name="接待选民请假", attendance="on_leave", by_days=True, cap=60),
            "接待选民请假每天扣 2 分，最多扣 6 分",
        ),
        (
            item("veto", name="暂停", counted="suspended"),
            "暂停，有此情形即列最低等次（按暂停执行代表职务统计）",
        ),
        (
            item("veto", name="暂停执行代表职务", counted="suspended", minimum=30, cap=5),
            "暂停执行代表职务满 30 天即列最低等次",
        ),
        (item("deduct", name="接待选民", minimum=3), "接待选民每次扣 2 分，不足 3 次不扣"),
        (item("target", name="接待选民"), "接待选民得 2 分"),
        (item(name="附议", role="co_sponsor"), "附议每次 2 分（按接待选民统计）"),
        (
            item(name="接待选民", role="co_sponsor", attendance="late"),
            "接待选民每次 2 分（按附议、迟到统计）",
        ),
        (item("manual", name="评优", counted=None), "评优，手工评分"),
    ],
)
def test_the_rule_of_an_item_in_words(rule: ScoreItem, words: str) -> None:
    assert item_in_words(rule) == words


def test_the_whole_scheme_in_sentences() -> None:
    scheme = Scheme([item(name="接待选民")], GRADES, 600, {"接待": 125}, 1000, 30)
    assert list(scheme_in_sentences(scheme)) == [
        "起评分 60 分。",
        "接待（最高 12.5 分）：接待选民每次 2 分。",
        "总分最高 100 分。",
        "等次：优秀 90 分以上，良好 80 分以上，一般 60 分以上，其余较差。",
        "优秀不超过参评人数的 30%，在线上同分而超出的都列下一等次。",
    ]
    assert list(scheme_in_sentences(Scheme([item(name="接待选民")], ()))) == ["接待：接待选民每次 2 分。"]
    assert list(scheme_in_sentences(Scheme([], (), best_share=30))) == []
    assert list(scheme_in_sentences(Scheme([], GRADES[:1], best_share=30))) == ["等次：优秀。"]
    assert list(scheme_in_sentences(Scheme([item(name="接待选民")], GRADES[:2], caps={"会议": 5}))) == [
        "接待：接待选民每次 2 分。",
        "等次：优秀 90 分以上，其余良好。",
    ]
    assert points_text(-5) == "-0.5" and points_text(0) == "0"
