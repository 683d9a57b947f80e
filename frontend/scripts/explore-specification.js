// What the chart shows, in Vega-Lite's terms: a bar for each UN goal, parted by level; a level is
// chosen in the legend, a theme from a list.

const NARROW = 520;
const STEP = 25;

export function specification(rows, labels, look, width) {
  const narrow = width < NARROW;
  const levels = [...new Map(rows.map((row) => [row.depth, row.level]))].sort().map((one) => one[1]);
  const goals = new Set(rows.map((row) => row.goal));
  const themes = [...new Set(rows.map((row) => row.theme))];
  const count = { aggregate: "count", type: "quantitative", title: labels.labelCount };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    width: "container",
    autosize: { type: "fit-x", contains: "padding" },
    height: goals.size * STEP,
    data: { values: rows },
    params: [
      { name: "level", select: { type: "point", fields: ["level"] }, bind: "legend" },
      {
        name: "theme",
        value: null,
        bind: {
          input: "select",
          options: [null, ...themes],
          labels: [labels.labelAll, ...themes],
          name: `${labels.labelTheme} `,
        },
      },
    ],
    transform: [{ filter: "!theme || datum.theme === theme" }],
    mark: { type: "bar", cornerRadiusEnd: 2 },
    encoding: {
      y: {
        field: "goal",
        type: "nominal",
        sort: { field: "order", op: "min" },
        title: null,
        axis: { labelLimit: narrow ? 110 : 340 },
      },
      x: { ...count, axis: { tickMinStep: 1, format: "d" } },
      color: {
        field: "level",
        type: "nominal",
        title: labels.labelLevel,
        scale: { domain: levels, range: look.shades.slice(0, levels.length) },
        legend: { orient: "top", columns: narrow ? 2 : 4, symbolType: "square" },
      },
      opacity: { condition: { param: "level", value: 1 }, value: 0.15 },
      order: { field: "depth", type: "ordinal" },
      tooltip: [
        { field: "goal", title: labels.labelGoal },
        { field: "level", title: labels.labelLevel },
        { ...count },
      ],
    },
    config: {
      background: "transparent",
      font: look.font,
      view: { stroke: null },
      axis: {
        labelColor: look.ink,
        titleColor: look.quiet,
        gridColor: look.line,
        domain: false,
        ticks: false,
        labelFontSize: 13,
        labelPadding: 8,
        titleFontWeight: 400,
        titleFontSize: 13,
      },
      legend: { labelColor: look.ink, titleColor: look.quiet, labelFontSize: 13, titleFontSize: 13, titleFontWeight: 400 },
    },
  };
}
