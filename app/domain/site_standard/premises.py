"""有场所, 有牌子, 有人员: what the file of the site itself tells, and its photos."""

from __future__ import annotations

from app.domain.fields import Row
from app.domain.site_standard.judgement import Gap, ItemFinding, Scene, keys, result_of, sentence


def venue(scene: Scene) -> ItemFinding:
    """A fixed place: address, area not below the threshold, right to use it, photo."""
    site, photos = scene.site, scene.evidence("venue", "photo")
    area, least = site.get("area_m2"), scene.threshold
    square = "" if area is None else f"{area / 10:g} ㎡"
    gaps = []
    if not site.get("address"):
        gaps.append(Gap("缺地址"))
    if area is None:
        gaps.append(Gap("缺面积"))
    elif least and area < least * 10:
        gaps.append(Gap(f"面积不足 {least} ㎡"))
    if not site.get("right_of_use"):
        gaps.append(Gap("缺场地使用凭据"))
    if not photos:
        gaps.append(Gap("缺照片"))
    facts = (square, f"照片 {len(photos)}" if photos else "")
    present = bool(site.get("address")) + (area is not None) + bool(photos)
    return ItemFinding(result_of(present, gaps), sentence(facts, gaps), _site_and(scene, photos), tuple(gaps))


def sign(scene: Scene) -> ItemFinding:
    """A sign outside in the prescribed words with the opening hours: day put up, text, photo."""
    site, photos = scene.site, scene.evidence("sign")
    posted = site.get("sign_posted_on")
    gaps = [
        Gap(words)
        for words, is_there in (
            ("缺挂牌日期", posted),
            ("缺牌子文字", site.get("sign_text")),
            ("未标开放时间", site.get("opening_hours")),
            ("缺照片", photos),
        )
        if not is_there
    ]
    facts = (
        f"挂牌 {posted.iso.replace('-', '.')}" if posted else "",
        f"照片 {len(photos)}" if photos else "",
    )
    present = bool(posted) + bool(photos) + bool(site.get("sign_text"))
    return ItemFinding(result_of(present, gaps), sentence(facts, gaps), _site_and(scene, photos), tuple(gaps))


def staff(scene: Scene) -> ItemFinding:
    """Head, liaison officer, and enough deputies who are in office on the day."""
    site = scene.site
    head = "室长" if site.get("kind") == "room" else "站长"
    assigned = [ref for ref in site.get("deputies") or () if ref.id is not None]
    serving = [
        ref for ref in assigned if scene.lookup.count("deputies", "in_office", scene.until, {"id": ref.id})
    ]
    posts = [
        word
        for word, name in ((head, site.get("site_head")), ("联络员", site.get("liaison_officer")))
        if name
    ]
    gaps = [Gap(f"缺{word}") for word in (head, "联络员") if word not in posts]
    gone = tuple(("deputies", ref.id) for ref in assigned if ref not in serving)
    if len(serving) < (scene.threshold or 1):
        gaps.append(Gap(f"驻站代表不足 {scene.threshold or 1} 人"))
    if gone:
        gaps.append(Gap(f"名单中 {len(gone)} 人已不在任", gone))
    words = "、".join([*posts, f"代表 {len(serving)} 人"] if serving else posts)
    rows = (*keys("liaison_sites", [site]), *(("deputies", ref.id) for ref in serving))
    return ItemFinding(
        result_of(len(posts) + len(serving), gaps), sentence((words,), gaps), rows, tuple(gaps)
    )


def _site_and(scene: Scene, photos: list[Row]) -> tuple[tuple[str, int], ...]:
    checks = {int(file["row"]) for file in photos if file["register"] == "site_checks"}
    return (*keys("liaison_sites", [scene.site]), *(("site_checks", row) for row in sorted(checks)))
