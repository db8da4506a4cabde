"""Rows to quote: the sentence with its document, section and offsets, ready to paste into a paper or a memo."""

from __future__ import annotations

from zhengce.analyse.document_rows import DocumentRows, Row


def cite(document: DocumentRows, row: Row) -> str:
    """One row as a citation: sentence in quotation marks, document, issue, section, offsets. The same whatever the locale.

    “全年投入帮扶资金1.72亿元” — 《城乡结对再出发》，《山乡建设》2026年第1期，§ 三是，字符 236–242 (0f68b9851e92b5b2)
    """
    start, end = (
        (row["start"], row["end"])
        if "start" in row
        else (min(row["head_start"], row["tail_start"]), max(row["head_end"], row["tail_end"]))
    )
    sentence = document.row(row.get("sentence_id")) or next(
        (each for each in document["sentences"] if each["start"] <= start < each["end"]), None
    )
    quoted = " ".join((sentence["text"] if sentence else document.text[start:end]).split())
    section = document.row(row.get("section_id")) or (document.row(sentence.get("section_id")) if sentence else None)
    parts = [part for part in (*_document(document), _section(section)) if part]
    return f"“{_inner(quoted)}” — {'，'.join(parts)}，字符 {start}–{end} ({document.document['doc_id']})"


def _document(document: DocumentRows) -> list[str]:
    row = document.document
    title = f"《{document.name}》" if row.get("title") else document.name
    issue = (
        f"《{row['periodical']}》{row['issue_year']}年第{row['issue_number']}期"
        if row.get("periodical") and row.get("issue_number")
        else None
    )
    date = row["published"].isoformat() if row.get("published") else None
    return [
        part
        for part in (row.get("issuer") or row.get("authors"), title, row.get("doc_number"), issue, None if issue else date)
        if part
    ]


def _section(section: Row | None) -> str | None:
    if section is None or not (section["marker"] or section["heading"]):
        return None
    return f"§ {section['marker'] or section['heading']}"


def _inner(quoted: str) -> str:
    """Quotation marks inside a quotation are single ones (GB/T 15834)."""
    return quoted.replace("“", "‘").replace("”", "’")
