// The chart of statements by UN goal and level, drawn by Vega-Lite. Expressions are interpreted,
// not evaluated, and no style sheet is put into the page, as its security policy asks.

import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";
import { specification } from "./explore-specification.js";

function look(place) {
  const style = getComputedStyle(place);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    font: style.fontFamily,
    ink: colour("--ink"),
    quiet: colour("--ink-quiet"),
    line: colour("--line"),
    shades: ["--shade-5", "--shade-4", "--shade-3", "--shade-2", "--shade-1"].map(colour),
  };
}

async function fetchRows(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

export async function draw(place, address) {
  const rows = await fetchRows(address);
  const again = () =>
    embed(place, specification(rows, place.dataset, look(place), place.clientWidth), {
      actions: false,
      ast: true,
      defaultStyle: false,
      expr: expressionInterpreter,
      renderer: "svg",
      tooltip: { disableDefaultStyle: true },
    });
  await again();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
}
