"""Metadata out of the text itself: each case is a text and the fields it states; a field that is not named must be missing."""

from __future__ import annotations

import pytest

from zhengce.ingest.metadata import find_metadata

BODY = "全市要抓好春灌，疏浚干支渠86公里，检修泵站120座，做到应灌尽灌。\n"
CASES = {
    "red head, signature": (
        f"云州市人民政府文件\n云政发〔2026〕7号\n云州市人民政府\n关于做好春灌工作的通知\n各县（区）人民政府：\n{BODY}云州市人民政府\n2026年3月2日\n（此件公开发布）\n",
        {"title": "云州市人民政府关于做好春灌工作的通知", "issuer": "云州市人民政府", "doc_number": "云政发〔2026〕7号", "published": "2026-03-02", "genre": "notice"}),
    "several issuers": (
        f"关于印发《云州市节水灌溉补贴办法》的通知\n云农发〔2026〕15号\n各县（区）农业农村局、财政局：\n{BODY}云州市农业农村局　云州市财政局\n2026年4月8日\n",
        {"title": "关于印发《云州市节水灌溉补贴办法》的通知", "issuer": "云州市农业农村局、云州市财政局", "doc_number": "云农发〔2026〕15号",
         "published": "2026-04-08", "genre": "notice"}),
    "Chinese numerals, letter-spaced": (
        f"关于加强山塘管理的意见\n云政〔1987〕3号\n各公社：\n{BODY}云 州 市 人 民 政 府\n一九八七年五月十二日\n",
        {"title": "关于加强山塘管理的意见", "issuer": "云州市人民政府", "doc_number": "云政〔1987〕3号", "published": "1987-05-12", "genre": "opinion"}),
    "journal": (
        f"让山塘活起来\n——云州市小微水利改革调查\n云州市水利局\n{BODY * 3}来源：《山乡建设》2026年第1期\n",
        {"title": "让山塘活起来", "subtitle": "云州市小微水利改革调查", "authors": "云州市水利局", "periodical": "山乡建设", "issue_year": "2026",
         "issue_number": "1", "genre": "article"}),
    "journal without marks": (
        f"让山塘活起来\n{BODY * 3}{BODY}（作者：顾长河）\n来源：山乡建设2026年第12期\n",
        {"title": "让山塘活起来", "authors": "顾长河", "periodical": "山乡建设", "issue_year": "2026", "issue_number": "12", "genre": "article"}),
    "reprinted": (
        f"让山塘活起来\n{BODY * 3}（原载《山乡建设》2026年第3期）\n",
        {"title": "让山塘活起来", "periodical": "山乡建设", "issue_year": "2026", "issue_number": "3", "genre": "article"}),
    "another issue is only mentioned": (
        f"让山塘活起来\n{BODY}《山乡建设》2026年第3期发表了专题文章，总结了经验。\n{BODY}", {"title": "让山塘活起来", "genre": "news"}),
    "work report": (
        f"政府工作报告\n——2026年1月20日在云州市第六届人民代表大会第五次会议上\n云州市市长　顾长河\n各位代表：\n现在，我代表市人民政府，向大会报告工作。\n{BODY}",
        {"title": "政府工作报告", "subtitle": "2026年1月20日在云州市第六届人民代表大会第五次会议上", "authors": "顾长河", "published": "2026-01-20",
         "genre": "work_report"}),
    "work report, no dash": (
        f"2026年政府工作报告\n2026年1月20日在云州市第六届人民代表大会第五次会议上\n云州市人民政府市长 顾长河\n各位代表：\n{BODY}",
        {"title": "2026年政府工作报告", "subtitle": "2026年1月20日在云州市第六届人民代表大会第五次会议上", "authors": "顾长河", "published": "2026-01-20",
         "genre": "work_report"}),
    "speech": (
        f"在全市春灌工作会议上的讲话\n（2026年2月11日）\n顾长河\n同志们：\n{BODY}",
        {"title": "在全市春灌工作会议上的讲话", "authors": "顾长河", "published": "2026-02-11", "genre": "speech"}),
    "adopted and in force": (
        f"云州市农村供水条例\n（2025年11月27日云州市第六届人民代表大会常务委员会第三十次会议通过　2026年1月16日省人民代表大会常务委员会批准）\n第一章　总则\n第一条　为了加强管理，制定本条例。\n{BODY}",
        {"title": "云州市农村供水条例", "published": "2026-01-16", "genre": "regulation"}),
    "dateline": (
        f"云州春灌全面铺开\n新华社云州2026年3月5日电（记者程晓岚）{BODY}", {"title": "云州春灌全面铺开", "published": "2026-03-05", "genre": "news"}),
    "signature before a long attachment": (
        f"关于印发春灌方案的通知\n各县（区）水利局：\n{BODY}附件：春灌方案\n云州市水利局\n2026年2月20日\n附件\n春灌方案\n" + BODY * 160,
        {"title": "关于印发春灌方案的通知", "issuer": "云州市水利局", "published": "2026-02-20", "genre": "notice"}),
    "body as long, signature in the middle": (
        "关于印发春灌方案的通知\n各县（区）水利局：\n" + BODY * 110 + "云州市水利局\n2026年2月20日\n附件\n春灌方案\n" + BODY * 160,
        {"title": "关于印发春灌方案的通知", "issuer": "云州市水利局", "published": "2026-02-20", "genre": "notice"}),
    "no title": (f"{BODY}{BODY}", {}),
}
FIELDS = ("title", "subtitle", "issuer", "doc_number", "authors", "periodical", "issue_year", "issue_number", "published", "genre")


@pytest.mark.parametrize("name", CASES)
def test_metadata(name):
    text, stated = CASES[name]
    metadata = find_metadata(text)
    found = {field: str(value) for field in FIELDS if (value := getattr(metadata, field)) is not None}
    assert found == stated
    assert set(metadata.found_in) == set(stated)
