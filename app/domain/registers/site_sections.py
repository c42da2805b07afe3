"""A sheet or a block of rows that belongs to one liaison site: named by the sheet, a title or a row of its own."""

from app.domain.intake import Section

_HAN = "[\u4e00-\u9fff]"
_KINDS = "(?:联络|联系|接待|代表)?(?:站|室|点)"
SITE_OF_SHEET = Section(
    "site",
    rf"(?:(?:接待地点|地点|站点|联络站|联络室|站点名称|被查站点|单位)[:\uff1a])?({_HAN}{{1,20}}?{_KINDS})",
    rf"(?:.*(?:年度?|[)）:：]))?({_HAN}{{2,20}}?(?:联络站|联络室|联络点|联系点|代表之家))",
)
