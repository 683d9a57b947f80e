// A chart drawn by Vega-Lite: of statements by UN goal and level, whose specification is here, or of
// an indicator, whose specification the server gives. Expressions are interpreted, not evaluated,
// and no style sheet is put into the page, as its security policy asks.

import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";
import { specification } from "./explore-specification.js";

const NUMBERS = { decimal: ",", thousands: "\u00a0", grouping: [3], currency: ["", ""] };

const TIP = "vg-tooltip-element";

// How much of the chart's width a name at a line's end may take.
const NAME = 0.35;

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

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function fitted(made, place) {
  const { config, ...rest } = made;
  const text = { ...config.text, limit: place.clientWidth * NAME };
  return {
    ...rest,
    width: place.clientWidth,
    autosize: { type: "fit-x", contains: "padding" },
    config: { ...config, text, font: look(place).font },
  };
}

// What is told where one points stands in the page's main part, and not after its end, where the
// drawing's own library would put it.
function addTip(place) {
  if (document.getElementById(TIP)) return;
  const tip = document.createElement("div");
  tip.id = TIP;
  tip.className = "vg-tooltip";
  place.after(tip);
}

export async function draw(place, address) {
  const said = await fetched(address);
  addTip(place);
  const made = () =>
    said.$schema
      ? fitted(said, place)
      : specification(said, place.dataset, look(place), place.clientWidth);
  const again = () =>
    embed(place, made(), {
      actions: false,
      ast: true,
      defaultStyle: false,
      expr: expressionInterpreter,
      formatLocale: NUMBERS,
      renderer: "svg",
      tooltip: { disableDefaultStyle: true },
    });
  await again();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
}
