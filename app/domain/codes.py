"""Tables of codes: what is stored, what people read, and the words clerks write for it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from app.domain.code_tables import education, ethnic_groups, mandates, people
from app.domain.patterns import pattern
from app.domain.texts import half_width, without_blanks, without_hidden

LONGEST = 60  # no table holds longer words
_BRACKETED = pattern(r"[(\[【〔][^)\]】〕]*[)\]】〕]")
_WHOLE = pattern(r"[(\[【〔]([^()\[\]【】〔〕]+)[)\]】〕]")
_LETTERED = pattern(r"([a-z])类?[-—.、:)]?(.+)")
_REMARKS = pattern(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")


@lru_cache(maxsize=20_000)
def _words(text: str) -> str:
    """The text as table words are compared: half width, no blanks, no dots, no brackets around all of it, lower case."""
    bare = without_blanks(without_hidden(half_width(text))).casefold()
    if whole := _WHOLE.fullmatch(bare):
        bare = whole[1]
    return bare.strip("'\"·.,;:。\uff0c、\uff1b\uff1a*")


class CodeTable:
    """A list of codes. ``entries``: (code, label, aliases); ``offered``: the codes of the short list.

    ``suffixes`` are words that add nothing to a label (文化, 程度); ``bracket_free`` lets a remark in
    brackets pass (大学(在职)); ``meanings`` say by code what a label that is only a letter stands for.
    """

    def __init__(
        self,
        name: str,
        entries: Iterable[tuple[str, str, tuple[str, ...]]],
        offered: tuple[str, ...] = (),
        suffixes: tuple[str, ...] = (),
        bracket_free: bool = False,
        meanings: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.entries = tuple(entries)
        self._labels = {code: label for code, label, _ in self.entries}
        self.short = tuple((code, self._labels[code]) for code in offered or self._labels)
        self._suffixes = pattern(f"(?:{'|'.join(suffixes)})+$") if suffixes else None
        self._bracket_free = bracket_free
        self._meanings = dict(meanings or {})
        self._exact = {label: code for code, label, _ in self.entries}

    def __repr__(self) -> str:
        return f"CodeTable({self.name!r})"

    def __iter__(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def _codes_by_words(self) -> dict[str, str]:
        """Codes by every word; put together when something is read, as showing a list needs only labels."""
        return dict(self._alias_pairs())

    def _alias_pairs(self) -> Iterator[tuple[str, str]]:
        for code, _, aliases in reversed(self.entries):
            for alias in aliases:
                yield _words(alias), code
        for code, label, _ in reversed(self.entries):
            if code.isdigit():
                yield code.lstrip("0") or "0", code
            yield code.casefold(), code
            yield _words(label), code

    def read(self, text: str) -> str | None:
        """The code for a label, an alias or a code ("1", "01") as people write them; None if unknown."""
        code = self._exact.get(text)
        if code is not None or len(text) > LONGEST:
            return code
        words = _words(text)
        code = self._codes_by_words.get(words)
        if code is None and self._bracket_free:
            words = self._without_remarks(words)
            code = self._codes_by_words.get(words)
        if code is None and self._suffixes:
            code = self._codes_by_words.get(self._suffixes.sub("", words))
        return code or self._with_its_meaning(words)

    def _with_its_meaning(self, words: str) -> str | None:
        """The code of a letter with what it means behind it: A 已解决, B类:正在解决; None where the two disagree."""
        lettered = _LETTERED.match(words)
        code = self._codes_by_words.get(lettered[1]) if lettered else None
        meant = _words(lettered[2]) if lettered else ""
        return code if code is not None and self._codes_by_words.get(meant) == code else None

    def _without_remarks(self, words: str) -> str:
        """The words without brackets, unless these say something else: 高中(中专) stays as it is."""
        outside = _BRACKETED.sub("", words)
        codes = {self._codes_by_words.get(remark) for remark in _REMARKS.findall(words)} - {None}
        return outside if codes <= {self._codes_by_words.get(outside)} else words

    def label(self, code: str) -> str:
        """What people read for a code; KeyError for a code that the table does not hold."""
        return self._labels[code]

    def explained(self, code: str) -> str:
        """The label with its meaning in brackets, where it has one: A(已解决或基本解决)."""
        meaning = self._meanings.get(code)
        return f"{self.label(code)}（{meaning}）" if meaning else self.label(code)

    def codes(self) -> tuple[str, ...]:
        """All codes, in the table's order."""
        return tuple(self._labels)


NO_CODES = CodeTable("", ())  # of a field that holds no code
SEX = CodeTable("性别", people.SEX)
ETHNIC_GROUPS = CodeTable("民族", ethnic_groups.ENTRIES)
EDUCATION = CodeTable(
    "文化程度",
    education.ENTRIES,
    offered=education.OFFERED,
    suffixes=("文化程度", "文化", "程度", "学历", "毕业", "生"),
    bracket_free=True,
)
POLITICAL_STATUS = CodeTable("政治面貌", people.POLITICAL_STATUS, bracket_free=True)
OCCUPATION_GROUPS = CodeTable("代表构成", people.OCCUPATION_GROUPS, bracket_free=True)
NAME_ORDERS = CodeTable("名单排序", people.NAME_ORDERS)
PRESIDIUM_SHARES = CodeTable("主席团人数要求", people.PRESIDIUM_SHARES)
LEVELS = CodeTable("代表级别", mandates.LEVELS)
ELECTED_HOW = CodeTable("产生方式", mandates.ELECTED_HOW)
CHANGE_KINDS = CodeTable("变动类别", mandates.CHANGE_KINDS)
END_REASONS = CodeTable("终止原因", mandates.END_REASONS)
MANDATE_STATES = CodeTable("代表资格状态", mandates.STATES)

_CONGRESS = pattern(r"(?:第?[0-9一二三四五六七八九十]+届)?(?:人民代表大会|人大)?(?:代表)?$")

_AREAS = {"镇": "township", "乡": "township", "县": "county"}


@lru_cache(maxsize=2_000)
def read_level(text: str, county: str = "", prefecture: str = "") -> tuple[str | None, str | None]:
    """The level a text means, and a note where the county's being a city decided it (settled 11).

    Where the ledger's county is itself a city (四会市), ``市``, ``市代表`` and its name mean the county
    level; the prefecture's name (肇庆市) means the prefecture. Returns (code or None, note or None).
    """
    if len(text) > LONGEST:
        return None, None
    words = _words(text)
    place = _CONGRESS.sub("", words)
    for name, level in ((prefecture, "prefecture"), (county, "county")):
        if name and place and place in (name, name[:-1]) and len(place) > 1:
            return level, None
    code = LEVELS.read(text) or (LEVELS.read(place) if place else None)
    if code == "prefecture" and county.endswith("市") and place in ("市", "市级", "本市", "我市"):
        other = f"，{prefecture}代表请写明“{prefecture}”" if prefecture else ""
        return "county", f"“{text.strip()}”按{county}（县级市）代表读取{other}。"
    if code is None and len(place) > 1 and place[-1] in _AREAS:
        return _AREAS[place[-1]], None
    return code, None
