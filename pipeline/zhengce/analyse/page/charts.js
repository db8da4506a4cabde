"use strict";
// The charts, each with a choice where it has several; drawn when they come near the screen.

class ChartsView {
  constructor(data) {
    this.box = document.getElementById("drawings");
    this.drawn = [];
    if (!data.charts.length) this.box.append(element("p", {}, data.words.no_data));
    for (const { title, choices } of data.charts) this.add(title, choices, data.words);
  }

  add(title, choices, words) {
    const drawing = element("div", { class: "drawing" });
    const figure = element("figure", {}, element("figcaption", {}, title));
    const chart = { drawing, spec: choices[0].spec, title };
    if (choices.length > 1) {
      const select = element("select", { "aria-label": words.indicator }, ...choices.map(({ name }, index) => element("option", { value: index }, name)));
      select.addEventListener("change", () => {
        chart.spec = choices[select.value].spec;
        this.draw(chart);
      });
      figure.append(select);
    }
    figure.append(drawing);
    this.box.append(figure);
    this.drawn.push(chart);
  }

  draw({ drawing, spec }) {
    return draw(drawing, spec);
  }

  drawAll() {
    return Promise.all(this.drawn.map((chart) => this.draw(chart)));
  }
}
