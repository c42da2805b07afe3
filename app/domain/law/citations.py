"""Which article a rule stood in on a given day: papers cite the version that was in force (settled 9)."""

from datetime import date

# 代表法 as amended on 2015-08-29, and on 2025-03-11 with effect from the next day.
_DEPUTIES_2015, _DEPUTIES_2025 = date(2015, 8, 29), date(2025, 3, 12)
# 组织法 as amended on 2022-03-11 with effect from the next day; before that its articles had other numbers.
_ORGANIC_2022 = date(2022, 3, 12)
# 选举法 as amended on 2020-10-17 with effect from the next day.
_ELECTORAL_2020 = date(2020, 10, 18)
_BEFORE = date.min

# Rule → (valid from, citation), oldest first. Where an older article is not known, the law without a number.
RULES: dict[str, tuple[tuple[date, str], ...]] = {
    "termination": (
        (_BEFORE, "代表法"),
        (_DEPUTIES_2015, "代表法第四十九条"),
        (_DEPUTIES_2025, "代表法第六十二条"),
    ),
    "suspension": ((_BEFORE, "代表法"), (_DEPUTIES_2025, "代表法第六十一条")),
    "termination_announced": ((_BEFORE, "代表法"), (_DEPUTIES_2025, "代表法第六十三条")),
    "reply_clock": (
        (_BEFORE, "代表法"),
        (_DEPUTIES_2015, "代表法第四十二条"),
        (_DEPUTIES_2025, "代表法第五十一条"),
    ),
    "by_election": ((_BEFORE, "选举法"), (_ELECTORAL_2020, "选举法第五十七条")),
    "resignation": ((_BEFORE, "选举法"), (_ELECTORAL_2020, "选举法第五十五条")),
    "post_of_recalled": ((_BEFORE, "选举法"), (_ELECTORAL_2020, "选举法第五十四条")),
    "post_of_resigned": ((_BEFORE, "选举法"), (_ELECTORAL_2020, "选举法第五十六条")),
    "recall": ((_BEFORE, "选举法"), (_ELECTORAL_2020, "选举法第五十条")),
    "voting_age": ((_BEFORE, "选举法"), (_ELECTORAL_2020, "选举法第四条")),
    "election": ((_BEFORE, "选举法"), (_ELECTORAL_2020, "选举法第四十五条")),
    "bill": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第二十二条")),
    "bill_parts": ((_BEFORE, "代表法"), (_DEPUTIES_2025, "代表法第十五条")),
    "sitting_in": ((_BEFORE, "代表法"), (_DEPUTIES_2025, "代表法第三十四条")),
    "quorum": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第十四条")),
    "majority": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第二十五条")),
    "credentials": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第三十七条")),
    "inquiry": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第二十四条")),
    "another_reply": ((_BEFORE, "代表法"), (_DEPUTIES_2025, "代表法第二十条")),
    "enquiry": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第二十三条")),
    "from_deputies": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第十八条")),
    "nomination": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第二十六条")),
    "candidates": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第二十七条")),
    "write_in": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第二十八条")),
    "most_votes": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第二十九条")),
    "by_election_of_leaders": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第三十条")),
    "recall_of_leaders": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第三十一条")),
    "resignation_of_leaders": ((_BEFORE, "组织法"), (_ORGANIC_2022, "组织法第三十二条")),
    "allowance": ((_BEFORE, "代表法"), (_DEPUTIES_2025, "代表法第四十一条")),
    "publicity": ((_BEFORE, "代表法"), (_DEPUTIES_2025, "代表法第五十八条")),
    "void_ballot": ((_BEFORE, "选举法"), (_ELECTORAL_2020, "选举法第四十四条")),
}


# What a change of a mandate rests on, by its kind: the rules whose articles are cited beside it.
CHANGES: dict[str, tuple[str, ...]] = {
    "elected": ("election",),
    "by_elected": ("by_election",),
    "suspended": ("suspension",),
    "resumed": ("suspension",),
    "resigned": ("resignation", "termination"),
    "moved_away": ("termination",),
    "died": ("termination",),
    "terminated": ("termination",),
    "recalled": ("recall", "termination"),
}


def basis_of_change(kind: str, on: date) -> str:
    """The laws and articles that a change of a mandate rests on, as in force on its day; KeyError for another kind."""
    return "、".join(citation(rule, on) for rule in CHANGES[kind])


def citation(rule: str, on: date) -> str:
    """The law and article of a rule as in force on a day; KeyError for an unknown rule."""
    return [text for valid_from, text in RULES[rule] if valid_from <= on][-1]
