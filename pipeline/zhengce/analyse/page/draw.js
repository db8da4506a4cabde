"use strict";
// Draws a Vega-Lite specification into an element, without eval and without a network.
async function draw(element, spec) {
  element.replaceChildren();
  const runtime = vega.parse(vegaLite.compile(spec).spec, null, { ast: true });
  const view = new vega.View(runtime, {
    expr: vegaInterpreter.expressionInterpreter,
    renderer: "svg",
    container: element,
    hover: true,
    loader: { load: () => Promise.reject(new Error("no network")), sanitize: () => Promise.reject(new Error("no links")) },
  });
  view.width(Math.max(240, element.clientWidth));
  await view.runAsync();
  return view;
}
