"""Linking: one canonical name over a document — the document's own division, short names given in brackets, organs by their time."""

from __future__ import annotations

import re
from collections import Counter

from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.former_divisions import former_division
from zhengce.stages.entities.gazetteer import organ_name
from zhengce.stages.entities.issuers import name_issuers
from zhengce.stages.entities.organs import department_name, heads, home_name
from zhengce.stages.entities.place_codes import place_codes
from zhengce.stages.entities.places import PlaceFinder
from zhengce.stages.times.calendar import read_number
from zhengce.stages.times.grammar import YEAR
from zhengce.stages.view import View

_HEAD = 400
_SHORT = re.compile(r"（(?:以下|下同，?以下)?(?:简)?称(?:为)?[“《]?(?P<short>[^“”《》（）]{2,20})[”》]?(?:，下同)?）")


def read_home(view: View, places: PlaceFinder) -> str | None:
    """Code of the division that the document comes from: the first full name in its head, unless a central organ speaks there."""
    head = view.text[:_HEAD]
    if re.match(r"\s*(?:国务院|中共中央|全国人民代表大会)", head):
        return None
    chains = list(places._chains(head, set(view.tokens.starts) | {len(head)}, view.tokens))
    for chain in chains:
        following = head[chain.end:chain.end + 12]
        if len(chain.codes) == 1 and chain.full and re.match(r"人民政府|人民代表大会|第?[〇零一二三四五六七八九十0-9]+届|委员会|统计局|国民经济|委", following):
            return chain.codes[0]
    if re.search("省委|省政府|省人民政府|省政协", view.text[:3000]):
        count = Counter(chain.codes[0][:2] for chain in places._chains(view.text[:6000], set(view.tokens.starts) | {min(6000, len(view.text))},
                                                                     view.tokens) if len(chain.codes) == 1)
        if count:
            return count.most_common(1)[0][0] + "0000"
    return None


def link(standing: list[Candidate], view: View, home: str | None) -> None:
    """Canonical names that depend on the document: local organs, organs by year, places within others, short names in brackets."""
    text = view.text
    place_codes(standing, text, home)
    year = _year(view)
    short: dict[str, Candidate] = {}
    by_end = {one.end: one for one in standing}
    for match in _SHORT.finditer(text):
        full = by_end.get(match.start())
        if full:
            short[match["short"]] = full
    for one in standing:
        form = text[one.start:one.end]
        bare = form.strip("“”《》")
        if bare in short and one is not short[bare] and one.start > short[bare].start:
            one.canonical, one.code = short[bare].canonical, short[bare].code or one.code
            continue
        if one.type == "place":
            former = former_division(form, one.code, year)
            if former:
                one.canonical, one.code = former.canonical, former.code
        if one.type != "organ":
            continue
        if one.rule == "organs":
            entry = organ_name(form, year)
            if entry is None:
                continue
            one.canonical = entry.canonical
        elif home and form[0] in "省市县区州旗" or home and form.startswith("自治区"):
            one.canonical = _local(form, home) or one.canonical
    name_issuers(standing, text, year)


def _local(form: str, home: str) -> str | None:
    """省委 → 中国共产党云南省委员会, 市卫健委 → 包头市卫生健康委员会, by what stands behind the level."""
    level = "自治区" if form.startswith("自治区") else form[0]
    name = home_name(home, level)
    if name is None:
        return None
    entry = heads().get(form[len(level):])
    if entry is None:
        department = department_name(form[len(level):])
        return name + department if department else None
    from zhengce.stages.entities.organs import _official

    return _official(name, form, entry)


def _year(view: View) -> int | None:
    """The year of the document, for organs that were renamed."""
    metadata = view.article.metadata
    if metadata.published:
        return metadata.published.year
    found = re.search(rf"〔([12][0-9]{{3}})〕|({YEAR})年", view.text[:600]) or re.search(rf"()({YEAR})年", view.text[-200:])
    return metadata.issue_year or (read_number(found[1] or found[2]) if found else None)
