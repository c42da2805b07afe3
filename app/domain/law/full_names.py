"""The laws as papers to others name them: in 《》 and written out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.patterns import pattern

# What offices call a law, and its name as papers to others write it.
FULL_NAMES = {
    "代表法": "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法",
    "选举法": "中华人民共和国全国人民代表大会和地方各级人民代表大会选举法",
    "组织法": "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法",
    "监督法": "中华人民共和国各级人民代表大会常务委员会监督法",
}
# A name already between 《》, one written out, or a short one that is no part of another name: 实施代表法办法 stays.
_NAMED = pattern(
    rf"《(?P<quoted>[^《》]*)》|(?P<full>{'|'.join(FULL_NAMES.values())})"
    rf"|(?:(?P<of>按照|参照|依照|根据|依据|和|与|及)|(?<![\u3400-\u9fff]))"
    rf"(?P<short>地方组织法|{'|'.join(FULL_NAMES)})(?!实施|办法|条例)"
)
_SHORT_TITLE = pattern(rf"《(地方组织法|{'|'.join(FULL_NAMES)})》")


def with_full_names(text: str) -> str:
    """The text with the laws it names in 《》 and written out: 代表法第五十一条 → 《中华人民共和国…代表法》第五十一条."""

    def written(match: re.Match[str]) -> str:
        name = match["quoted"] or match["full"] or match["short"] or ""
        return f"{match['of'] or ''}《{_full_name(name)}》"

    return _NAMED.sub(written, text)


def with_titles(text: str) -> str:
    """The text with the laws it names in 《》, short names as they are: 代表法第五十一条 → 《代表法》第五十一条.

    For papers that name a law many times; ``short_names_explained`` says once below what they stand for.
    """
    return _NAMED.sub(
        lambda match: f"{match['of'] or ''}《{match['quoted'] or match['full'] or match['short']}》", text
    )


def short_names_explained(texts: Iterable[str]) -> str:
    """《代表法》是《中华人民共和国…代表法》的简称。 for each short name in 《》 in the texts; empty without any."""
    names = dict.fromkeys(name for text in texts for name in _SHORT_TITLE.findall(text))
    return "".join(f"《{name}》是《{_full_name(name)}》的简称。" for name in names)


def _full_name(name: str) -> str:
    return FULL_NAMES.get("组织法" if name == "地方组织法" else name, name)
