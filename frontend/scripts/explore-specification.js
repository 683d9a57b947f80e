// What the chart shows, in Vega-Lite's terms: a bar for each UN goal, parted by level; a level is
// chosen in the legend, a theme from a list.

const NARROW = 520;

export function specification(rows, labels, look, width) {
  const narrow = width < NARROW;
  const levels = [...new Set(rows.map((row) => row.level))];
  const themes = [...new Set(rows.map((row) => row.theme))];
  const count = { aggregate: "count", type: "quantitative", title: labels.labelCount };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: labels.title,
    title: { text: labels.title, anchor: "start", offset: 16 },
    width: "container",
    autosize: { type: "fit-x", contains: "padding" },
    height: { step: 24 },
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
        sort: { field: "order" },
        title: null,
        axis: { labelLimit: narrow ? 110 : 280 },
      },
      x: { ...count, axis: { tickMinStep: 1, format: "d" } },
      color: {
        field: "level",
        type: "nominal",
        sort: levels,
        title: labels.labelLevel,
        scale: { domain: levels, range: look.shades.slice(0, levels.length) },
        legend: { orient: "top", columns: narrow ? 2 : 4, symbolType: "square" },
      },
      opacity: { condition: { param: "level", value: 1 }, value: 0.15 },
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
      title: { color: look.ink, fontSize: 15, fontWeight: 600 },
      axis: {
        labelColor: look.ink,
        titleColor: look.quiet,
        gridColor: look.line,
        domain: false,
        ticks: false,
        labelFontSize: 13,
        labelPadding: 8,
      },
      legend: { labelColor: look.ink, titleColor: look.quiet, labelFontSize: 13 },
    },
  };
}
