"""Rules of law: numbers, deadlines, mandates, and the article in force on a day."""

from datetime import date, timedelta

import pytest

from app.domain.codes import CHANGE_KINDS, END_REASONS, MANDATE_STATES, PRESIDIUM_SHARES
from app.domain.days import PartialDate
from app.domain.law.citations import CHANGES, RULES, basis_of_change, citation
from app.domain.law.deadlines import WorkingDays, due_on, months_later
from app.domain.law.majorities import (
    BILL_SPONSORS,
    INQUIRY_SPONSORS,
    NOMINATORS,
    elected_in_runoff,
    likely_quota,
    majority,
    may_be_moved,
    must_reply_again,
    one_fifth,
    passes,
)
from app.domain.law.mandates import (
    ENDING_KINDS,
    MAJORITY,
    Event,
    Interval,
    in_office_on,
    intervals,
    reason_by_kind,
    state_on,
)
from app.domain.law.quorum import is_quorate, presidium_share, quorum


@pytest.mark.parametrize(
    ("in_office", "needed", "half"),
    [(45, 30, 23), (49, 33, 25), (50, 34, 26), (53, 36, 27), (57, 38, 29), (60, 40, 31), (65, 44, 33), (90, 60, 46), (160, 107, 81)],
)  # fmt: skip
def test_quorum_and_majority(in_office: int, needed: int, half: int) -> None:
    assert quorum(in_office) == needed
    assert majority(in_office) == half
    assert is_quorate(needed, in_office)
    assert not is_quorate(needed - 1, in_office)
    assert passes(half, in_office)
    assert not passes(half - 1, in_office)


def test_one_alone_decides_and_no_vote_counts_where_nobody_is_in_office() -> None:
    assert passes(1, 1) and is_quorate(1, 1) and may_be_moved(1, 1, by_presidium=False)
    assert must_reply_again(1, 1) and elected_in_runoff(1, 1)
    assert not passes(1, 0)
    assert not is_quorate(1, 0)


def test_exactly_half_does_not_pass_and_nobody_decides_nothing() -> None:
    assert not passes(30, 60)
    assert not passes(0, 0)
    assert not is_quorate(0, 0)
    assert one_fifth(57) == 12


@pytest.mark.parametrize(
    ("members", "share", "needed"),
    [
        (7, "more_than_half", 4), (8, "more_than_half", 5), (9, "more_than_half", 5), (8, None, 5),
        (7, "two_thirds", 5), (8, "two_thirds", 6), (9, "two_thirds", 6), (11, "two_thirds", 8),
    ],
)  # fmt: skip
def test_a_presidium_decides_as_its_region_says(members: int, share: str | None, needed: int) -> None:
    assert presidium_share(members, share) == needed


def test_every_share_of_the_settings_is_known_to_the_law() -> None:
    assert [presidium_share(9, code) for code in PRESIDIUM_SHARES.codes()] == [5, 6]
    with pytest.raises(KeyError):
        presidium_share(9, "一半")


@pytest.mark.parametrize(
    ("votes", "ballots", "elected"),
    [(33, 100, False), (34, 100, True), (1, 3, True), (0, 0, False), (30, 90, True)],
)
def test_a_runoff_needs_a_third_of_the_ballots(votes: int, ballots: int, elected: bool) -> None:
    assert elected_in_runoff(votes, ballots) == elected


@pytest.mark.parametrize(
    ("movers", "by_presidium", "moved"),
    [(11, False, False), (12, False, True), (0, True, True), (0, False, False)],
)
def test_a_recall_is_moved_by_the_presidium_or_a_fifth(movers: int, by_presidium: bool, moved: bool) -> None:
    assert may_be_moved(movers, 57, by_presidium=by_presidium) == moved
    assert not may_be_moved(0, 0, by_presidium=False)


@pytest.mark.parametrize(
    ("dissatisfied", "askers", "again"),
    [(4, 10, False), (5, 10, True), (5, 11, False), (6, 11, True), (0, 0, False)],
)
def test_half_of_the_askers_may_ask_for_another_reply(dissatisfied: int, askers: int, again: bool) -> None:
    assert must_reply_again(dissatisfied, askers) == again


@pytest.mark.parametrize(
    ("kind", "on", "basis"),
    [
        ("terminated", date(2022, 7, 20), "代表法第四十九条"),
        ("terminated", date(2025, 3, 11), "代表法第四十九条"),
        ("terminated", date(2025, 3, 12), "代表法第六十二条"),
        ("suspended", date(2022, 7, 20), "代表法"),
        ("resigned", date(2021, 8, 6), "选举法第五十五条、代表法第四十九条"),
        ("resigned", date(2020, 10, 17), "选举法、代表法第四十九条"),
        ("by_elected", date(2026, 1, 1), "选举法第五十七条"),
        ("recalled", date(2026, 1, 1), "选举法第五十条、代表法第六十二条"),
    ],
)
def test_a_change_cites_the_article_of_its_day(kind: str, on: date, basis: str) -> None:
    assert basis_of_change(kind, on) == basis


def test_every_kind_of_change_rests_on_something() -> None:
    assert set(CHANGES) == set(CHANGE_KINDS.codes())
    assert all(rule in RULES for rules in CHANGES.values() for rule in rules)


@pytest.mark.parametrize(
    ("population", "seats"),
    [(0, 45), (13_000, 53), (30_000, 65), (54_000, 81), (172_500, 160), (999_999, 160)],
)
def test_the_formula_for_seats(population: int, seats: int) -> None:
    assert likely_quota(population) == seats


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2022, 4, 15), 3, date(2022, 7, 15)), (date(2025, 11, 30), 3, date(2026, 2, 28)), (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)), (date(2022, 12, 31), 12, date(2023, 12, 31)), (date(2022, 3, 31), -1, date(2022, 2, 28)),
        (date(2022, 1, 31), 0, date(2022, 1, 31)), (date(2022, 10, 5), 3, date(2023, 1, 5)),
    ],
)  # fmt: skip
def test_calendar_months(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


# National Day 2026: rest from 1 to 7 October, Sunday 27 September and Saturday 10 October worked (invented).
OCTOBER = WorkingDays(
    frozenset(date(2026, 10, day) for day in range(1, 8)), frozenset({date(2026, 9, 27), date(2026, 10, 10)})
)


def test_working_days() -> None:
    assert not OCTOBER.works(date(2026, 10, 1))
    assert OCTOBER.works(date(2026, 9, 27))
    assert not OCTOBER.works(date(2026, 10, 4))
    week = [OCTOBER.works(date(2026, 10, day)) for day in range(12, 19)]  # Monday to Sunday
    assert week == [True, True, True, True, True, False, False]
    assert OCTOBER.on_or_after(date(2026, 10, 1)) == date(2026, 10, 8)
    assert OCTOBER.on_or_after(date(2026, 9, 30)) == date(2026, 9, 30)
    assert OCTOBER.later(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert OCTOBER.later(date(2026, 9, 30), 5) == date(2026, 10, 13)
    assert OCTOBER.later(date(2026, 10, 1), 0) == date(2026, 10, 1)
    assert OCTOBER.on_or_before(date(2026, 10, 7)) == date(2026, 9, 30)
    assert OCTOBER.on_or_before(date(2026, 10, 4)) == date(2026, 9, 30)
    assert OCTOBER.on_or_before(date(2026, 9, 27)) == date(2026, 9, 27)
    assert OCTOBER.earlier(date(2026, 10, 8), 1) == date(2026, 9, 30)
    assert OCTOBER.earlier(date(2026, 10, 13), 5) == date(2026, 9, 30)
    assert OCTOBER.earlier(date(2026, 10, 1), 0) == date(2026, 10, 1)
    assert OCTOBER.between(date(2026, 9, 30), date(2026, 10, 13)) == 5
    assert OCTOBER.between(date(2026, 10, 7), date(2026, 10, 8)) == 1
    assert OCTOBER.between(date(2026, 10, 13), date(2026, 9, 30)) == 0


def test_a_period_that_ends_on_a_day_of_rest_ends_on_the_next_working_day() -> None:
    assert due_on(date(2026, 7, 3), 3) == date(2026, 10, 3)
    assert due_on(date(2026, 7, 3), 3, OCTOBER) == date(2026, 10, 8)


START, NEXT = date(2021, 9, 22), date(2026, 11, 10)
ELECTED = Event("elected", date(2021, 8, 30))


def state(day: date, *events: Event) -> str:
    return state_on(day, events, term_started=START, next_term_started=NEXT)


def test_a_mandate_runs_from_first_meeting_to_first_meeting() -> None:
    assert state(date(2021, 9, 21), ELECTED) == "not_yet"
    assert state(START, ELECTED) == "in_office"
    assert state(date(2026, 11, 9), ELECTED) == "in_office"
    assert state(NEXT, ELECTED) == "past_term"
    assert state(date(2023, 1, 1)) == "in_office"


def test_a_by_election_begins_a_mandate_later() -> None:
    late = Event("by_elected", date(2023, 4, 3))
    assert state(date(2023, 4, 2), late) == "not_yet"
    assert state(date(2023, 4, 3), late) == "in_office"


@pytest.mark.parametrize("kind", ["resigned", "moved_away", "died", "terminated", "recalled"])
def test_an_end_ends_on_its_day(kind: str) -> None:
    end = Event(kind, date(2024, 3, 1))
    assert state(date(2024, 2, 29), ELECTED, end) == "in_office"
    assert state(date(2024, 3, 1), ELECTED, end) == "ended"
    assert state(date(2027, 1, 1), ELECTED, end) == "ended"
    assert not in_office_on([end, ELECTED], date(2024, 3, 1), term_started=START)


def test_a_suspension_ends_without_ending_the_mandate() -> None:
    events = (ELECTED, Event("suspended", date(2023, 5, 1)), Event("resumed", date(2023, 8, 1)))
    assert state(date(2023, 4, 30), *events) == "in_office"
    assert state(date(2023, 5, 1), *events) == "suspended"
    assert state(date(2023, 8, 1), *events) == "in_office"
    assert in_office_on(events, date(2023, 6, 1), term_started=START)
    spans = [
        (one.start, one.end, one.suspended)
        for one in intervals(events, term_started=START, next_term_started=NEXT)
    ]
    assert spans == [
        (START, date(2023, 5, 1), False), (date(2023, 5, 1), date(2023, 8, 1), True), (date(2023, 8, 1), NEXT, False)
    ]  # fmt: skip


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


STRETCHES = [
    # events; first meeting of the term and of the next one; the stretches by hand, * suspended
    ("", None, None, "…–…"),
    ("", "2021-09-22", "2026-11-10", "2021-09-22–2026-11-10"),
    ("by_elected 2023-04-03", None, None, "2023-04-03–…"),
    ("elected 2021-08-30", None, "2026-11-10", "2021-08-30–2026-11-10"),
    ("suspended 2023-05-01", None, None, "…–2023-05-01 2023-05-01–…*"),
    ("suspended 2023-05-01", None, "2023-05-01", "…–2023-05-01"),
    ("resumed 2023-05-01", None, None, "…–…"),  # was not suspended
    ("died 2023-05-01", None, None, "…–2023-05-01"),
    ("died 2023-05-01", "2021-09-22", None, "2021-09-22–2023-05-01"),
    ("died 2027-05-01", "2021-09-22", "2026-11-10", "2021-09-22–2026-11-10"),  # the term was over
    ("died 2023-05-01 terminated 2023-06-01", "2021-09-22", "2026-11-10", "2021-09-22–2023-05-01"),
    ("suspended 2021-09-01", "2021-09-22", None, "2021-09-22–…*"),  # before the first meeting
    ("suspended 2021-09-22", "2021-09-22", None, "2021-09-22–…*"),
    ("suspended 2022-01-01 suspended 2022-02-01", "2021-09-22", None, "2021-09-22–2022-01-01 2022-01-01–…*"),
    ("suspended 2022-01-01 died 2022-02-28", "2021-09-22", None, "2021-09-22–2022-01-01 2022-01-01–2022-02-28*"),
    ("suspended 2027-01-01", "2021-09-22", "2026-11-10", "2021-09-22–2026-11-10"),
    ("resumed 2022-02-01 suspended 2022-02-01", "2021-09-22", None, "2021-09-22–2022-02-01 2022-02-01–…*"),
    ("suspended 2022-03-01 by_elected 2022-04-01", None, None, "2022-04-01–…*"),
]  # fmt: skip


@pytest.mark.parametrize(("events", "started", "following", "stretches"), STRETCHES)
def test_the_stretches_of_a_mandate(
    events: str, started: str | None, following: str | None, stretches: str
) -> None:
    words = events.split()
    happened = [Event(kind, date.fromisoformat(on)) for kind, on in zip(words[::2], words[1::2], strict=True)]
    found = intervals(happened, term_started=day(started), next_term_started=day(following))
    shown = [f"{one.start or '…'}–{one.end or '…'}{'*' if one.suspended else ''}" for one in found]
    assert " ".join(shown) == stretches
    assert intervals(happened[::-1], term_started=day(started), next_term_started=day(following)) == found


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (None, None, True), ("2022-02-28", None, True), ("2022-03-01", None, False),
        (None, "2022-02-28", False), (None, "2022-03-01", True), ("2022-02-28", "2022-03-01", True),
    ],
)  # fmt: skip
def test_a_stretch_holds_its_first_day_and_not_its_end(
    start: str | None, end: str | None, holds: bool
) -> None:
    assert Interval(day(start), day(end), False).holds(date(2022, 2, 28)) == holds


def test_who_waits_for_a_first_meeting_is_not_yet_in_office() -> None:
    assert state_on(date(2021, 9, 21), [ELECTED], term_started=START) == "not_yet"


def test_nothing_runs_after_an_end_or_the_next_term() -> None:
    events = (ELECTED, Event("resigned", date(2024, 3, 1)), Event("resumed", date(2024, 5, 1)))
    assert state(date(2024, 6, 1), *events) == "ended"
    late = (ELECTED, Event("suspended", date(2027, 1, 1)))
    assert state(date(2027, 2, 1), *late) == "past_term"
    assert intervals((ELECTED, Event("died", date(2021, 9, 1))), term_started=START) == []


def test_events_of_one_day_and_days_known_to_the_month() -> None:
    same = (Event("resigned", date(2023, 4, 3)), Event("by_elected", date(2023, 4, 3)))
    assert state(date(2023, 4, 3), *same) == "ended"
    assert state(date(2023, 4, 15), ELECTED, Event("moved_away", PartialDate(2023, 4))) == "ended"
    assert state_on(date(2023, 4, 15), [], term_started=PartialDate(2021, 9)) == "in_office"


def test_reasons_follow_from_the_kind_of_event() -> None:
    assert reason_by_kind("resigned") == "resignation_accepted"
    assert reason_by_kind("terminated") is None
    assert reason_by_kind("elected") is None
    assert set(CHANGE_KINDS.codes()) >= ENDING_KINDS
    for kind in ENDING_KINDS - {"terminated"}:
        assert reason_by_kind(kind) in END_REASONS.codes()


def test_every_state_has_a_label() -> None:
    days = [date(2021, 1, 1), date(2022, 1, 1), date(2023, 6, 1), date(2024, 6, 1), date(2027, 1, 1)]
    events = (ELECTED, Event("suspended", date(2023, 5, 1)), Event("died", date(2024, 5, 1)))
    assert {state(day, *events) for day in days} | {state(NEXT, ELECTED)} == set(MANDATE_STATES.codes())


def test_the_article_is_that_of_the_day() -> None:
    assert citation("termination", date(2022, 7, 20)) == "代表法第四十九条"
    assert citation("termination", date(2026, 1, 1)) == "代表法第六十二条"
    assert citation("reply_clock", date(2022, 7, 20)) == "代表法第四十二条"
    assert citation("reply_clock", date(2025, 3, 12)) == "代表法第五十一条"
    assert citation("suspension", date(2022, 7, 20)) == "代表法"
    assert citation("termination", date(1950, 1, 1)) == "代表法"


# By law: from when its articles have today's numbers, and in which one each rule stands (domain.md 1.5–1.7, 3.8.1).
ARTICLES = {
    "代表法": (date(2025, 3, 12), {
        "bill_parts": "十五", "another_reply": "二十", "sitting_in": "三十四", "allowance": "四十一", "reply_clock": "五十一", "publicity": "五十八",
        "suspension": "六十一",
        "termination": "六十二", "termination_announced": "六十三",
    }),
    "选举法": (date(2020, 10, 18), {
        "voting_age": "四", "void_ballot": "四十四", "election": "四十五", "recall": "五十",
        "post_of_recalled": "五十四", "resignation": "五十五", "post_of_resigned": "五十六", "by_election": "五十七",
    }),
    "组织法": (date(2022, 3, 12), {
        "quorum": "十四", "from_deputies": "十八", "bill": "二十二", "enquiry": "二十三", "inquiry": "二十四",
        "majority": "二十五", "nomination": "二十六", "candidates": "二十七", "write_in": "二十八", "most_votes": "二十九",
        "by_election_of_leaders": "三十", "recall_of_leaders": "三十一", "resignation_of_leaders": "三十二",
        "credentials": "三十七",
    }),
}  # fmt: skip
# Where the article before is known too.
BEFORE = {"termination": "代表法第四十九条", "reply_clock": "代表法第四十二条"}


@pytest.mark.parametrize(("law", "first", "articles"), [(law, *rest) for law, rest in ARTICLES.items()])
def test_an_amended_law_is_cited_from_the_day_of_its_effect(
    law: str, first: date, articles: dict[str, str]
) -> None:
    for rule, article in articles.items():
        assert citation(rule, first) == f"{law}第{article}条"
        assert citation(rule, first - timedelta(days=1)) == BEFORE.get(rule, law)


@pytest.mark.parametrize("rule", BEFORE)
def test_an_article_of_2015_is_cited_from_the_day_of_its_effect(rule: str) -> None:
    assert citation(rule, date(2015, 8, 28)) == "代表法"
    assert citation(rule, date(2015, 8, 29)) == BEFORE[rule]


def test_every_rule_is_in_the_table_of_articles() -> None:
    assert {rule for _, articles in ARTICLES.values() for rule in articles} == RULES.keys()


def test_how_many_deputies_and_how_many_years_it_takes() -> None:
    assert (BILL_SPONSORS, INQUIRY_SPONSORS, NOMINATORS) == (5, 10, 10)  # domain.md 1.5
    assert MAJORITY == 216  # 18 years (选举法 art. 4)


def test_versions_are_in_order_and_there_is_one_for_every_day() -> None:
    for versions in RULES.values():
        assert [day for day, _ in versions] == sorted(day for day, _ in versions)
        assert versions[0][0] == date.min
