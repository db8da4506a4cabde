"""The report in a real browser: from a row to its span and back, filters, sorting, charts, paper, a phone, hostile text."""

from __future__ import annotations

import base64
import subprocess

import pytest

import zhengce
from browser import browser, complaints, requests
from conftest import ROOT, SHARED
from zhengce.analyse.document_rows import documents_of
from zhengce.analyse.report import write_report
from zhengce.article import Article

HOSTILE = ('</script><script>window.stolen = 1</script><img src=x onerror="window.stolen = 1">{{data}}投入3000万元。\u2028'
           "<!--<script> 建成12个站点。")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    articles = sorted(path for path in (ROOT / "corpus").iterdir() if path.suffix in (".txt", ".html", ".docx"))
    founding = SHARED / "seed/article.txt"
    articles += [founding] if founding.exists() else []
    path = tmp_path_factory.mktemp("report") / "report.html"
    return write_report(documents_of(zhengce.extract([*articles, Article.from_text(HOSTILE, source="hostile.txt")])), path)


@pytest.fixture(scope="module")
def driver(report):
    with browser() as made:
        made.get(report.as_uri())
        wait(made, "document.querySelectorAll('#table .tabulator-row').length > 3")
        yield made


def wait(driver, condition: str, seconds: float = 10) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(driver, seconds).until(lambda each: each.execute_script(f"return {condition}"), condition)


def click(driver, selector: str) -> None:
    driver.execute_script("document.querySelector(arguments[0]).click()", selector)


def open_document(driver, part: str) -> None:
    driver.execute_script("[...document.querySelectorAll('#documents button')].find((each) => each.textContent.includes(arguments[0])).click()",
                          part)
    wait(driver, f"document.getElementById('article-title').textContent.includes('{part}')")


def cells(driver, field: str) -> list[str]:
    return driver.execute_script("return [...document.querySelectorAll(`#table .tabulator-row [tabulator-field='${arguments[0]}']`)]"
                                 ".map((each) => each.textContent)", field)


def test_a_row_leads_to_its_span_and_a_span_to_its_row(driver):
    open_document(driver, "政府工作报告")
    text = driver.execute_script("const row = document.querySelectorAll('#table .tabulator-row')[2]; row.click();"
                                 "return row.querySelector(\"[tabulator-field='text']\").textContent")
    wait(driver, "document.querySelector('#text .selected')")
    assert driver.execute_script("return [...document.querySelectorAll('#text .selected')].map((each) => each.textContent).join('')") == text
    assert text in driver.execute_script("return document.getElementById('details').textContent")
    other = driver.execute_script("const span = document.querySelectorAll('#text .figures[tabindex]')[9]; span.focus();"
                                  "span.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true})); return span.textContent")
    wait(driver, "document.querySelector('#table .tabulator-row.selected')")
    assert driver.execute_script("return document.querySelector(\"#table .selected [tabulator-field='text']\").textContent").startswith(other)


def test_filter_and_sort(driver):
    open_document(driver, "政府工作报告")
    driver.execute_script("const input = document.querySelector(\"#table .tabulator-col[tabulator-field='unit'] input\");"
                          "input.value = '%'; input.dispatchEvent(new KeyboardEvent('keyup'));")
    wait(driver, "[...document.querySelectorAll(\"#table .tabulator-row [tabulator-field='unit']\")].every((each) => each.textContent.includes('%'))")
    click(driver, "#table .tabulator-col[tabulator-field='amount'] .tabulator-col-content")
    wait(driver, "document.querySelector(\"#table .tabulator-col[tabulator-field='amount'][aria-sort='ascending']\")")
    numbers = [float(text.strip("≥≤<>≈ ").split(" – ")[0].replace(",", "")) for text in cells(driver, "amount")]
    assert len(numbers) > 3 and numbers == sorted(numbers)


def test_charts_are_drawn_and_named_in_chinese(driver):
    driver.execute_script("document.getElementById('charts').scrollIntoView()")
    wait(driver, "document.querySelectorAll('#drawings svg').length >= 3")
    shown = driver.execute_script("return document.getElementById('drawings').textContent")
    assert "各帮扶机制的数据" in shown or "各主题的数据" in shown


def test_it_prints(driver):
    import shutil

    printed = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert printed.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", "-", "-"], input=printed, capture_output=True, check=True).stdout.decode()
        assert "政府工作报告" in text


def test_it_fits_a_phone(report):
    with browser(390, 844) as driver:
        driver.get(report.as_uri())
        wait(driver, "document.querySelectorAll('#table .tabulator-row').length > 3")
        assert driver.execute_script("return document.documentElement.scrollWidth <= window.innerWidth + 1")


def test_hostile_text_stays_text(driver):
    open_document(driver, "hostile")
    assert driver.execute_script("return window.stolen") is None
    assert "<script>window.stolen" in driver.execute_script("return document.getElementById('text').textContent")
    assert driver.execute_script("return document.querySelectorAll('#text img').length") == 0


def test_nothing_complained_and_nothing_was_asked_of_the_network(driver):
    assert complaints(driver) == [] and requests(driver) == []
