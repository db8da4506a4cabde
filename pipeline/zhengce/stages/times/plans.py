"""Five-year plans as times: “十五五”时期, “七五”后三年, 第一个五年计划的最后一年, 五年计划的前三年."""

from __future__ import annotations

import re
from dataclasses import replace

from zhengce.stages.times import calendar, tables
from zhengce.stages.times.calendar import Interval, read_number
from zhengce.stages.times.clock import Clock
from zhengce.stages.times.slices import slice_of
from zhengce.stages.times.tables import lead_role


def plan_years(match: re.Match[str]) -> Interval:
    """The years of a plan that is only named: “十五五”规划."""
    plan = calendar.five_year_plan(read_number(match["number"] or match["name"]) or 0)
    return plan or Interval(None, None, "multi_year")


def read_plan(match: re.Match[str], clock: Clock) -> Interval | None:
    """A five-year plan, or the part of it that follows its name: “七五”后三年, 第一个五年计划的最后一年."""
    name = match["plan"] or match["bare_plan"]
    plan = calendar.five_year_plan(read_number(name or match["plan_number"]) or 0)
    if not plan or not plan.begin or not plan.finish:
        return None
    if name:
        plan = replace(plan, anchor=f"“{name}五”时期")
    else:
        plan = replace(plan, anchor=f"第{match['plan_number']}个五年计划")
    kind = "plan" if match["plan"] else "number"
    part = match[kind + "_part"] or match["bare_part"]
    if part:
        return slice_of(plan, tables.parts()[part]) if part in tables.parts() else plan
    first, last = plan.begin.year, plan.finish.year
    if match[kind + "_year"]:
        first = last = first + (read_number(match[kind + "_year"]) or 1) - 1
    elif match[kind + "_years"]:
        count = read_number(match[kind + "_years"]) or 1
        first, last = (last - count + 1, last) if lead_role(match[kind + "_side"]) == "last" else (first, first + count - 1)
    elif match[kind + "_last"]:
        first = last - (read_number(match[kind + "_last"]) or 1) + 1
    return replace(calendar.years(first, last), anchor=plan.anchor)


def read_this_plan(match: re.Match[str], clock: Clock) -> Interval:
    """五年计划期间, 五年计划的前三年 without a number: the five years that the text has spoken of, or their first or last ones."""
    if match["this_side"]:
        return end_of_plan(lead_role(match["this_side"]), read_number(match["this_years"]) or 1, clock)
    return clock.told_periods.get(5) or Interval(None, None, "multi_year")


def end_of_plan(role: str | None, count: int, clock: Clock) -> Interval:
    """The first or last years of the five that the text has spoken of."""
    plan = clock.told_periods.get(5)
    if plan is None or plan.begin is None or plan.finish is None or count > 4:
        return Interval(None, None, "year" if count == 1 else "multi_year")
    if role == "last":
        return calendar.years(plan.finish.year - count + 1, plan.finish.year)
    return calendar.years(plan.begin.year, plan.begin.year + count - 1)
