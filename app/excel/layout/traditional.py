"""Headings and code words in traditional characters, as files from Hong Kong and old programs have them."""

_TRADITIONAL = (
    "號別歷稱黨眾學專選區聯繫電話單職務員無貧縣鄉鎮級屆國會業農團組織證碼歲員機關經濟長記書隊師護監產開關華滿藏維爾東"
    "僑聯協審計負責處室辦廳實際備註說明內齡漢獨鄂倫蘭黎畬傣納錫撒達塔烏茲俄羅溫克裕貝門珞諾時間參加籍貫遷戶當舉類屬"
    "絡郵編姓應擔現畢術龍獻質檢驗錄發傳動種總數據與從後進過這對寫寧廣"
)
_SIMPLIFIED = (
    "号别历称党众学专选区联系电话单职务员无贫县乡镇级届国会业农团组织证码岁员机关经济长记书队师护监产开关华满藏维尔东"
    "侨联协审计负责处室办厅实际备注说明内龄汉独鄂伦兰黎畲傣纳锡撒达塔乌兹俄罗温克裕贝门珞诺时间参加籍贯迁户当举类属"
    "络邮编姓应担现毕术龙献质检验录发传动种总数据与从后进过这对写宁广"
)
_TABLE = {ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if old != new}


def simplified(text: str) -> str:
    """The text with the traditional characters of headings and codes simplified; never used on names."""
    return text if text.isascii() else text.translate(_TABLE)
