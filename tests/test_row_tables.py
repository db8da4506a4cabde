"""Tables whose cells tabs part, as all readers write them: each cell is a figure with what head, row and unit line say of it."""

from __future__ import annotations

import pytest

import zhengce

_YEARS = ("2024年", "2025年", "2030年")
CASES = {
    "unit line, rows are places": ("云州市2026年春灌任务分解表\n单位：万亩\n县（区）\t面积\t增长（%）\n青溪县\t12.5\t3.2\n河口县\t9.8\t-1.5\n合计\t22.3\t1.1\n", [
        "12.5 | 125000 mu | 面积 | 青溪县 | level", "3.2 | 3.2 % | 面积 | 青溪县 | growth", "9.8 | 98000 mu | 面积 | 河口县 | level",
        "-1.5 | -1.5 % | 面积 | 河口县 | growth", "22.3 | 223000 mu | 面积 |  | level", "1.1 | 1.1 % | 面积 |  | growth"]),
    "units in the heads, numbered rows, a sum": (
        "序号\t乡镇\t改造面积（万亩）\t新建泵站（座）\n1\t柳林镇\t1.9\t2\n2\t河口乡\t1.3\t1\n合计\t\t3.2\t3\n", [
            "1.9 | 19000 mu | 改造面积 | 柳林镇 | level", "2 | 2 座 | 新建泵站 | 柳林镇 | level", "1.3 | 13000 mu | 改造面积 | 河口乡 | level",
            "1 | 1 座 | 新建泵站 | 河口乡 | level", "3.2 | 32000 mu | 改造面积 |  | level", "3 | 3 座 | 新建泵站 |  | level"]),
    "indicators with bounds, years as heads": (
        "指标\t2025年\t2030年\t年均或累计\t属性\n1.地区生产总值增长（%）\t5.4\t—\t5.5左右\t预期性\n2.人均预期寿命（岁）\t78.6\t80\t〔1.4〕\t预期性\n"
        "3.粮食综合生产能力（万吨）\t273\t≥275\t—\t约束性\n", [
            "5.4 | 5.4 % | 地区生产总值增长 |  | growth | 2025年", "5.5左右 | 5.5 % | 地区生产总值增长 |  | growth", "78.6 | 78.6 岁 | 人均预期寿命 |  | level | 2025年",
            "80 | 80 岁 | 人均预期寿命 |  | level | 2030年", "1.4 | 1.4 岁 | 人均预期寿命 |  | cumulative",
            "273 | 2730000 tonne | 粮食综合生产能力 |  | level | 2025年", "≥275 | 2750000 tonne | 粮食综合生产能力 |  | level | 2030年"]),
    "heads over two rows, a column of units": (
        "指标\t单位\t2025年\t\t2024年\t\n\t\t数量\t增长（%）\t数量\t增长（%）\n粮食\t万吨\t273.4\t1.2\t270.1\t0.8\n", [
            "273.4 | 2734000 tonne | 粮食 |  | level | 2025年", "1.2 | 1.2 % | 粮食 |  | growth | 2025年", "270.1 | 2701000 tonne | 粮食 |  | level | 2024年",
            "0.8 | 0.8 % | 粮食 |  | growth | 2024年"]),
    "no table: no numbers below a head": ("目\t录\n第一章\t总则\n", []),
    "no table: a numbered list of names": ("序号\t名称\n1\t青溪灌区\n2\t河口灌区\n", []),
}


@pytest.mark.parametrize("name", CASES)
def test_cells(name):
    text, wanted = CASES[name]
    frame = zhengce.extract(text).figures
    found = []
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        cells = [row["text"], f"{float(row['value']):.9g} {row['unit']}", row["indicator"] or "", row["region"] or "", row["measure_of"]]
        found.append(" | ".join([*cells, row["time_text"]] if row["time_text"] in _YEARS else cells))
    assert found == wanted


def test_bounds():
    frame = zhengce.extract(CASES["indicators with bounds, years as heads"][0]).figures
    bounds = dict(zip(frame["text"], frame["bound"], strict=True))
    assert (bounds["≥275"], bounds["5.5左右"], bounds["80"]) == ("at_least", "about", "exact")
    assert frame["low"][frame["text"] == "≥275"].iloc[0] == 2_750_000
