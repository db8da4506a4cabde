"use strict";
// Brings the views together: which document is open, which row is selected.

{
  const data = JSON.parse(document.getElementById("data").textContent);
  const documents = new Map(data.documents.map((each) => [each.id, each]));
  const TABLE_OF = { f: "figures", a: "actions", e: "entities", t: "times", r: "relations", m: "numerals" };
  let open = null;

  function split(fullId) {
    const at = fullId.lastIndexOf(":");
    return [fullId.slice(0, at), fullId.slice(at + 1)];
  }

  function find(fullId) {
    const [doc, id] = split(fullId);
    const table = TABLE_OF[id[0]];
    const row = documents.has(doc) && table && documents.get(doc).rows[table].find((each) => each.id === fullId);
    return row ? { table, row } : null;
  }

  const article = new ArticleView(data, {
    onPoint: (ids) => details.show(ids.map((id) => find(`${open.id}:${id}`)).filter(Boolean)),
    onOpen: (id) => toRow(find(`${open.id}:${id}`)),
  });
  const details = new DetailsView(data, { onRow: (table, row) => toRow({ table, row }), onText: (table, row) => toText(table, row) });
  const tables = new TablesView(data, { onRow: (table, row) => toText(table, row) });
  const charts = new ChartsView(data);

  async function toRow(found) {
    if (!found) return;
    details.show([found]);
    mark(found.row, false);
    await tables.select(found.table, found.row.id);
  }

  async function toText(table, row) {
    const [doc] = split(row.id);
    if (doc !== open.id) await show(documents.get(doc));
    details.show([find(row.id)]);
    mark(row, true);
  }

  function mark(row, focus) {
    article.select(split(row.id)[1], row.at[0], focus);
    history.replaceState(null, "", `#${row.id}`);
  }

  async function show(shown) {
    open = shown;
    article.show(shown);
    for (const link of document.querySelectorAll("#documents button")) link.setAttribute("aria-current", String(link.dataset.id === shown.id));
    const outline = document.getElementById("outline");
    outline.replaceChildren(...shown.outline.map(({ at, level, text }) => {
      const link = element("button", { type: "button", class: `level-${Math.min(level, 4)}` }, text);
      link.addEventListener("click", () => {
        const target = article.paragraphAt(at);
        target.scrollIntoView({ block: "start" });
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
      });
      return element("li", {}, link);
    }));
    await tables.use(shown);
  }

  for (const each of data.documents) {
    const link = element("button", { type: "button", "data-id": each.id }, each.name, element("small", {}, ` ${each.rows.figures.length}`));
    link.addEventListener("click", () => show(each));
    document.getElementById("documents").append(element("li", {}, link));
  }
  document.getElementById("document-filter").addEventListener("input", (event) => {
    for (const item of document.getElementById("documents").children) item.hidden = !item.textContent.includes(event.target.value.trim());
  });

  for (const layer of LAYER_ORDER) {
    const box = element("input", { type: "checkbox", checked: "" });
    box.addEventListener("change", () => article.toggle(layer, box.checked));
    document.getElementById("layers").append(element("label", { class: `layer ${layer}` }, box, ` ${data.tables[layer].label}`));
  }

  if (data.contradictions.length) {
    const section = document.getElementById("contradictions");
    section.hidden = false;
    for (const { indicator, reason, rows } of data.contradictions) {
      const item = element("li", {}, `${indicator}: `);
      rows.forEach(([id, text, name], index) => {
        const link = element("button", { type: "button" }, text);
        link.addEventListener("click", () => toText("figures", find(id).row));
        item.append(index ? " ↔ " : "", link, ` (${name})`);
      });
      item.append(`; ${reason}`);
      section.querySelector("ul").append(item);
    }
  }

  document.getElementById("print").addEventListener("click", () => window.print());
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") article.step(1);
    else if (event.key === "k") article.step(-1);
    else if (event.key === "/") {
      event.preventDefault();
      const filter = document.querySelector("#table .tabulator-header-filter input");
      if (filter) filter.focus();
    }
  });

  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth !== width) charts.drawAll();
    width = window.innerWidth;
  });

  const counts = Object.entries(data.tables).map(([name, { label }]) => `${label} ${data.documents.reduce((sum, each) => sum + each.rows[name].length, 0)}`);
  document.getElementById("summary").textContent = [`${data.words.documents} ${data.documents.length}`, ...counts].join(" · ");

  (async () => {
    const wanted = find(decodeURIComponent(location.hash.slice(1)));
    await show(wanted ? documents.get(split(wanted.row.id)[0]) : data.documents[0] || { id: "", name: "", facts: [], paragraphs: [], outline: [], rows: Object.fromEntries(Object.keys(data.tables).map((name) => [name, []])) });
    await charts.drawAll();
    if (wanted) await toText(wanted.table, wanted.row);
    document.body.dataset.ready = "true";
  })();
}
