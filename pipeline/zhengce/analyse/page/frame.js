"use strict";
{
  const chart = document.getElementById("chart");
  const spec = JSON.parse(document.getElementById("spec").textContent);
  draw(chart, spec);
}
