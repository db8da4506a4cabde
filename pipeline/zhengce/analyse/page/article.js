"use strict";
// The article: text in pieces, details of the rows over a piece.

// An element with text; text of documents only ever goes through here, as text.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") made.className = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.map((child) => (child instanceof Node ? child : document.createTextNode(child))));
  return made;
}

const LAYERS = { a: "actions", e: "entities", t: "times", f: "figures" };
const LAYER_ORDER = ["figures", "actions", "entities", "times"];

function layerOf(id) {
  return LAYERS[id[0]];
}

class ArticleView {
  constructor(data, { onPoint, onOpen }) {
    this.data = data;
    this.onPoint = onPoint;
    this.onOpen = onOpen;
    this.box = document.getElementById("text");
    this.hidden = new Set();
    const near = (event) => event.target.closest("[data-ids]");
    for (const kind of ["mouseover", "focusin"]) {
      this.box.addEventListener(kind, (event) => near(event) && this.onPoint(this.idsAt(near(event))));
    }
    this.box.addEventListener("click", (event) => near(event) && this.open(near(event)));
    this.box.addEventListener("keydown", (event) => {
      if ((event.key === "Enter" || event.key === " ") && near(event)) {
        event.preventDefault();
        this.open(near(event));
      }
    });
  }

  // Ids over a piece, of the layers that are switched on, narrowest first.
  idsAt(piece) {
    return piece.dataset.ids.split(" ").filter((id) => !this.hidden.has(layerOf(id))).reverse();
  }

  open(piece) {
    const ids = this.idsAt(piece);
    if (ids.length) this.onOpen(ids[0], piece);
  }

  show(shown) {
    this.current = shown;
    document.getElementById("article-title").textContent = shown.name;
    const facts = document.getElementById("facts");
    facts.replaceChildren(...shown.facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
    this.seen = new Set();
    this.box.replaceChildren(...shown.paragraphs.map((paragraph) => this.paragraph(paragraph)));
  }

  paragraph({ at, kind, pieces }) {
    const made = element("p", { class: `kind-${kind}`, "data-at": at });
    for (const piece of pieces) {
      if (typeof piece === "string") {
        made.append(piece);
        continue;
      }
      const [text, ids] = piece;
      const span = element("span", { class: ids.map(layerOf).join(" "), "data-ids": ids.join(" ") }, text);
      const innermost = ids[ids.length - 1];
      // Figures are stops of the Tab key, other spans are reached by pointing or from their rows.
      if (layerOf(innermost) === "figures" && !this.seen.has(innermost)) {
        span.tabIndex = 0;
        span.setAttribute("role", "button");
      }
      ids.forEach((id) => {
        if (!this.seen.has(id)) span.dataset.first = `${span.dataset.first || ""} ${id}`;
        this.seen.add(id);
      });
      made.append(span);
    }
    return made;
  }

  piecesOf(id) {
    return [...this.box.querySelectorAll(`[data-ids~="${CSS.escape(id)}"]`)];
  }

  // Mark a row's pieces and bring them into view; offsets without pieces (a relation) scroll to their paragraph.
  select(id, at, focus) {
    this.box.querySelectorAll(".selected").forEach((piece) => piece.classList.remove("selected"));
    const pieces = this.piecesOf(id);
    pieces.forEach((piece) => piece.classList.add("selected"));
    const target = pieces[0] || this.paragraphAt(at);
    if (target && focus) {
      target.scrollIntoView({ block: "center" });
      if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  }

  paragraphAt(at) {
    const all = [...this.box.querySelectorAll("[data-at]")];
    return all.filter((paragraph) => Number(paragraph.dataset.at) <= at).pop() || all[0];
  }

  // The next (or previous) figure from where the reader is.
  step(direction) {
    const stops = [...this.box.querySelectorAll('[role="button"]')];
    const here = stops.indexOf(document.activeElement);
    const next = stops[here < 0 ? (direction > 0 ? 0 : stops.length - 1) : here + direction];
    if (next) {
      next.scrollIntoView({ block: "nearest" });
      next.focus();
    }
  }

  toggle(layer, on) {
    this.hidden[on ? "delete" : "add"](layer);
    this.box.classList.toggle(`without-${layer}`, !on);
  }
}

// The details of rows: every column that has a value, why the row is there, and what can be done with it.
class DetailsView {
  constructor(data, { onRow, onText }) {
    this.data = data;
    this.onRow = onRow;
    this.onText = onText;
    this.box = document.getElementById("rows");
  }

  show(found) {
    this.box.replaceChildren(...found.map(({ table, row }) => this.card(table, row)));
  }

  card(table, row) {
    const labels = this.data.labels;
    const columns = element("dl");
    for (const [name, value] of Object.entries(row)) {
      if (["id", "at", "text", "cite", "steps", "doc"].includes(name) || name.endsWith("_id")) continue;
      const title = (labels[table] || {})[name] || (labels["*"] || {})[name] || (name === "amount" ? labels.figures.value : name);
      columns.append(element("dt", {}, title), element("dd", {}, wordFor(this.data, table, name, value)));
    }
    const words = this.data.words;
    const card = element("section", { class: `card ${table}` },
      element("h3", {}, element("small", {}, this.data.tables[table].label), row.text || `${row.head_text} → ${row.tail_text}`), columns);
    if (row.steps) {
      card.append(element("h4", {}, words.rejected), element("ol", {}, ...row.steps.map((step) => element("li", {}, step))));
    }
    const buttons = element("p", { class: "buttons" }, this.button(words.to_row, () => this.onRow(table, row)), this.button(words.to_text, () => this.onText(table, row)));
    if (row.cite) {
      const copy = this.button(words.copy, async () => {
        await copyText(row.cite);
        copy.textContent = words.copied;
      });
      buttons.append(copy);
      card.append(element("blockquote", {}, row.cite));
    }
    card.append(buttons);
    return card;
  }

  button(text, action) {
    const made = element("button", { type: "button" }, text);
    made.addEventListener("click", action);
    return made;
  }
}

// The word for a cell: codes of closed lists by their label, numbers with separators.
function wordFor(data, table, name, value) {
  if (value === null || value === undefined) return "";
  const column = data.tables[table].columns.find((each) => each.field === name);
  const list = column && column.codes && data.labels[column.codes];
  if (list) return String(value).split("|").map((code) => list[code] || code).join("、");
  if (typeof value === "number" && !name.startsWith("issue")) return value.toLocaleString("en-US", { maximumFractionDigits: 6 });
  if (typeof value === "boolean") return value ? "✓" : "✗";
  return String(value);
}

async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = element("textarea", {}, text);
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
