"use strict";
// The tables: one Tabulator at a time, of one document or of all.

class TablesView {
  constructor(data, { onRow }) {
    this.data = data;
    this.onRow = onRow;
    this.tabs = document.getElementById("tabs");
    this.all = document.getElementById("all");
    this.name = null;
    this.ready = Promise.resolve();
    for (const [name, { label }] of Object.entries(data.tables)) {
      const tab = element("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "table", "data-table": name }, label);
      tab.addEventListener("click", () => this.show(name));
      this.tabs.append(tab);
    }
    this.tabs.addEventListener("keydown", (event) => this.walk(event));
    this.all.addEventListener("change", () => this.show(this.name, true));
  }

  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = [...this.tabs.children];
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  }

  use(shown) {
    this.document = shown;
    for (const tab of this.tabs.children) {
      const count = shown.rows[tab.dataset.table].length;
      tab.textContent = `${this.data.tables[tab.dataset.table].label} ${count}`;
    }
    if (!this.all.checked || !this.name) return this.show(this.name || "figures", true);
    return this.ready;
  }

  rows(name) {
    const documents = this.all.checked ? this.data.documents : [this.document];
    return documents.flatMap((each) => each.rows[name].map((row) => ({ ...row, doc: each.name })));
  }

  show(name, again = false) {
    if (name === this.name && !again) return this.ready;
    this.name = name;
    for (const tab of this.tabs.children) {
      tab.setAttribute("aria-selected", String(tab.dataset.table === name));
      tab.tabIndex = tab.dataset.table === name ? 0 : -1;
    }
    document.getElementById("table").setAttribute("aria-labelledby", `tab-${name}`);
    if (this.table) this.table.destroy();
    this.ready = new Promise((resolve) => {
      const rows = this.rows(name);
      this.table = new Tabulator("#table", {
        data: rows,
        index: "id",
        columns: this.columns(name, rows),
        layout: "fitDataFill",
        ...(rows.length > 12 ? { height: "26rem" } : {}),
        placeholder: element("span", {}, this.data.words.no_data),
        printAsHtml: true,
        printRowRange: "active",
        columnDefaults: { headerSortTristate: true, resizable: true, maxInitialWidth: 320 },
        rowFormatter: (row) => this.makeReachable(row),
      });
      this.table.on("rowClick", (event, row) => this.onRow(name, row.getData()));
      this.table.on("tableBuilt", () => resolve(this.table));
    });
    return this.ready;
  }

  makeReachable(row) {
    const line = row.getElement();
    line.tabIndex = 0;
    line.dataset.id = row.getData().id;
    line.onkeydown = (event) => {
      if (event.key === "Enter" && event.target === line) this.onRow(this.name, row.getData());
    };
  }

  columns(name, rows) {
    const made = this.data.tables[name].columns.map((column) => this.column(name, column, rows));
    if (this.all.checked) made.unshift({ title: this.data.words.documents, field: "doc", headerFilter: "input", formatter: plain, formatterPrint: plain });
    return made;
  }

  column(table, { field, title, codes, number }, rows) {
    const made = { title, field, formatter: plain, formatterPrint: plain, headerFilter: "input" };
    if (codes) {
      const word = (value) => wordFor(this.data, table, field, value);
      made.formatter = made.formatterPrint = (cell) => document.createTextNode(word(cell.getValue()));
      made.headerFilterFunc = (wanted, value) => word(value).includes(wanted) || String(value || "").includes(wanted);
      made.sorter = (a, b) => word(a).localeCompare(word(b), "zh");
    }
    if (number) {
      made.hozAlign = "right";
      made.headerFilterPlaceholder = "> 100";
      made.sorter = (a, b, first, second) => comparable(first.getData(), number) - comparable(second.getData(), number);
      made.headerFilterFunc = (wanted, value, row) => passes(wanted, comparable(row, number), String(value ?? ""));
    }
    if (!rows.some((row) => row[field] !== undefined)) made.visible = false;
    return made;
  }

  async select(name, id) {
    await this.show(name);
    let row = this.table.getRow(id);
    if (row && !this.table.getRows("active").includes(row)) {
      this.table.clearHeaderFilter();
      row = this.table.getRow(id);
    }
    if (!row) return;
    document.querySelectorAll("#table .selected").forEach((line) => line.classList.remove("selected"));
    await this.table.scrollToRow(row, "center", false).catch(() => {});
    row.getElement().classList.add("selected");
    row.getElement().scrollIntoView({ block: "nearest" });
    row.getElement().focus({ preventScroll: true });
  }
}

function plain(cell) {
  const value = cell.getValue();
  const text = value === null || value === undefined ? "" : typeof value === "number" ? value.toLocaleString("en-US") : String(value);
  return document.createTextNode(text);
}

// The number by which a row sorts and filters: its value, else the middle of what is known of its ends.
function comparable(row, name) {
  const known = [row[name], row.low, row.high].find((value) => typeof value === "number");
  return known === undefined ? -Infinity : known;
}

// "> 100", "<=5", "3-5" or a bare text.
function passes(wanted, number, text) {
  const compared = /^\s*(>=|<=|>|<|≥|≤|=)\s*(-?[\d.,]+)\s*$/.exec(wanted);
  if (!compared) return text.includes(wanted.trim());
  const limit = Number(compared[2].replaceAll(",", ""));
  const tests = { ">": number > limit, "<": number < limit, ">=": number >= limit, "<=": number <= limit, "≥": number >= limit, "≤": number <= limit, "=": number === limit };
  return number !== -Infinity && tests[compared[1]];
}
