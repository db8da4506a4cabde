"""`zhengce names`: entities linked over documents — each name once, with its forms, how often and where first, and what it stands beside.

A name is what agrees in type, canonical name and code; an entity without a canonical name is called by its text.
"""

from __future__ import annotations

from typing import Protocol

import pandas as pd

_NAME = ["type", "name", "code"]


class Linked(Protocol):
    """What has `documents` and `entities` as SCHEMA.md's tables: `Tables` or a `Store`."""

    @property
    def documents(self) -> pd.DataFrame:
        """A row a document."""

    @property
    def entities(self) -> pd.DataFrame:
        """A row a mention."""


def names(what: Linked) -> pd.DataFrame:
    """The names of a store or of tables, the most frequent first.

    Columns: `type`, `name` (canonical), `code`, `forms` (as printed, the commonest first, `、`-joined), `mentions`, `documents`
    (how many speak of it), and the first mention: `first_doc`, `first_start` (an offset into that document's text), `first_date` (null
    where no document that names it has a date). Documents are taken in order of time, those without a date last.

    >>> import zhengce
    >>> names(zhengce.extract("会议在广西召开。在广西壮族自治区召开现场会。"))[["name", "forms", "mentions"]].values.tolist()
    [['广西壮族自治区', '广西、广西壮族自治区', 2]]
    """
    mentions = _mentions(what)
    grouped = mentions.groupby(_NAME, dropna=False, sort=False)
    made = grouped.agg(forms=("text", _forms), mentions=("text", "size"), documents=("doc_id", "nunique"),
                       first_doc=("doc_id", "first"), first_start=("start", "first"), first_date=("dated", "first"))
    return made.reset_index().sort_values(["mentions", "documents"], ascending=False, kind="stable", ignore_index=True)


def together(what: Linked, name: str | None = None) -> pd.DataFrame:
    """Which names stand in one sentence, the most frequent pairs first.

    Columns: `type`, `name`, `other_type`, `other`, `sentences` and `documents` (in how many they meet). Each pair is one row, in the order in
    which its names were first met; with `name` (canonical or as printed) the pairs of that name, which then stands first.
    """
    mentions = _mentions(what)
    met = mentions[["doc_id", "sentence_id", "type", "name"]].drop_duplicates().reset_index(drop=True)
    met["order"] = met.groupby(["type", "name"], sort=False).ngroup()
    if name is None:
        left = met
    else:
        left = met[(met["name"] == name) | met["name"].isin(mentions.loc[mentions["text"] == name, "name"])]
    pairs = left.merge(met, on=["doc_id", "sentence_id"], suffixes=("", "_other"))
    pairs = pairs[pairs["order"] != pairs["order_other"] if name else pairs["order"] < pairs["order_other"]]
    pairs = pairs.rename(columns={"type_other": "other_type", "name_other": "other"})
    made = pairs.groupby(["type", "name", "other_type", "other"], sort=False).agg(sentences=("sentence_id", "nunique"), documents=("doc_id", "nunique"))
    return made.reset_index().sort_values(["sentences", "documents"], ascending=False, kind="stable", ignore_index=True)


def _mentions(what: Linked) -> pd.DataFrame:
    """The mentions with their name and their document's date, in order of time, then of text."""
    documents, entities = what.documents, what.entities
    by_year = pd.to_datetime(documents["issue_year"].astype("Float64").astype("string").str.slice(0, 4), format="%Y", errors="coerce")
    documents = pd.DataFrame({"doc_id": documents["doc_id"], "dated": pd.to_datetime(documents["published"]).fillna(by_year)})
    mentions = entities[["entity_id", "doc_id", "sentence_id", "start", "text", "type", "code"]].astype({"type": "string"})
    mentions = mentions.assign(name=entities["canonical"].fillna(entities["text"])).merge(documents, on="doc_id")
    return mentions.sort_values(["dated", "doc_id", "start"], kind="stable", ignore_index=True)


def _forms(texts: pd.Series) -> str:
    return "、".join(texts.value_counts(sort=True).index)
