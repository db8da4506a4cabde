"""Metadata that a web page states: meta tags, heading, the line of date and source under it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhengce.article import Metadata
from zhengce.lexicon import read_table
from zhengce.text.head import LABELS


@dataclass(frozen=True, slots=True)
class MetaName:
    """Name of a meta tag and the field it fills; the first that is filled wins."""

    form: str
    field: str
    example: str


_NAMES = read_table(MetaName, "meta_names.csv", ("form", "field"))
_DATE = re.compile(r"((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_INFO = re.compile(r"(?:发布时间|发布日期|成文日期|时间|日期)\s*[:：]\s*" + _DATE.pattern)
_SOURCE = re.compile(r"(?:信息来源|文章来源|来源)\s*[:：]\s*([^\s|　<>：:]{2,30})")
_AUTHOR = re.compile(r"(?:作者|撰文)\s*[:：]\s*([\u4e00-\u9fff·]{2,8}(?:、[\u4e00-\u9fff·]{2,8}){0,3})(?![\u4e00-\u9fff])")
_STAMP = re.compile(r"\bct\s*=\s*[\"'](\d{10})[\"']")
_SITE_TAIL = re.compile(r"\s*[-_|—–]+\s*[^-_|—–（）()]{2,30}$")


def read_page_metadata(root: Any) -> tuple[Metadata, str | None]:
    """What a page says about its document, and its source as printed (an organ, a newspaper), or None."""
    found: dict[str, Any] = {}
    where: dict[str, str] = {}
    tags: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").lower()
        value = (tag.get("content") or "").strip()
        if name and value:
            tags.setdefault(name, value)
    source = None
    for entry in _NAMES:
        value = tags.get(entry.form.lower())
        if not value:
            continue
        if entry.field == "source":
            source = source or value
        elif entry.field == "published":
            day = read_date(value)
            if day and "published" not in found:
                found["published"], where["published"] = day, "meta tag"
        elif entry.field not in found:
            found[entry.field], where[entry.field] = value, "meta tag"
    heading = root.find(".//h1")
    if "title" not in found:
        words = " ".join("".join(heading.itertext()).split()) if heading is not None else ""
        if 4 <= len(words) <= 120:
            found["title"], where["title"] = words, "h1"
        else:
            named = root.find(".//title")
            words = _page_title(" ".join("".join(named.itertext()).split())) if named is not None else ""
            if len(words) >= 4:
                found["title"], where["title"] = words, "title tag"
    body = root.find(".//body")
    words = " ".join("".join(body.itertext()).split())[:6000] if body is not None else ""
    if "published" not in found:
        info = _INFO.search(words)
        if info:
            day = read_date(info[0])
            if day:
                found["published"], where["published"] = day, "line under the title"
    for field, value in _table_fields(root):
        value = read_date(value) if field == "published" else value
        if value and field not in found:
            found[field], where[field] = value, "table of the page"
    if "authors" not in found:
        writer = _AUTHOR.search(words)
        if writer:
            found["authors"], where["authors"] = writer[1], "line under the title"
    if "published" not in found:
        day = _wechat_day(root)
        if day:
            found["published"], where["published"] = day, "script of the page"
    if source is None:
        printed = _SOURCE.search(words)
        source = printed[1] if printed else None
    return Metadata(**found, found_in=where), source


def _table_fields(root: Any) -> Iterator[tuple[str, str]]:
    """Field and value of the cells of a table of properties: 发文字号： | 云政办发〔2026〕12号."""
    for cell in root.iter("td", "th"):
        label = LABELS.get(re.sub(r"[\s:：]", "", "".join(cell.itertext())[:20]))
        beside = cell.getnext()
        if label and beside is not None and beside.tag in ("td", "th"):
            value = " ".join("".join(beside.itertext()).split())
            if 2 <= len(value) <= 120:
                yield label, value


def _wechat_day(root: Any) -> dt.date | None:
    """The day in a WeChat page's script, which writes it into the page when it runs: `var ct = "1768525200"`."""
    for script in root.iter("script"):
        stamp = _STAMP.search(script.text or "")
        if stamp:
            return dt.datetime.fromtimestamp(int(stamp[1]), dt.timezone(dt.timedelta(hours=8))).date()
    return None


def _page_title(title: str) -> str:
    """A page's title without the names of column and site behind it: 标题_政策解读_云州市人民政府."""
    while len(shorter := _SITE_TAIL.sub("", title)) >= 6 and shorter != title:
        title = shorter
    return title


def read_date(words: str) -> dt.date | None:
    """The first date in `words`: 2026-02-05, 2026年2月5日, 2026/2/5.

    >>> read_date("发布时间：2026年2月5日 10:20")
    datetime.date(2026, 2, 5)
    """
    found = _DATE.search(words)
    if not found:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
