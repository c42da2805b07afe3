"""The laws as papers to others name them: in 《》 and written out."""

from __future__ import annotations

import re

# What offices call a law, and its name as papers to others write it.
from app.domain.patterns import pattern

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


def with_full_names(text: str) -> str:
    """The text with the laws it names in 《》 and written out: 代表法第五十一条 → 《中华人民共和国…代表法》第五十一条."""

    def written(match: re.Match[str]) -> str:
        name = match["quoted"] or match["full"] or match["short"] or ""
        name = FULL_NAMES.get("组织法" if name == "地方组织法" else name, name)
        return f"{match['of'] or ''}《{name}》"

    return _NAMED.sub(written, text)
