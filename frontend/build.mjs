// Bundles the look, the scripts and the fonts into the Python package: `npm run build`, or
// `make assets`.
//
// The names are the same each time; the pages add a fingerprint of the content to them. The chart,
// which is heavy, is a file of its own that explore.js fetches when someone asks for it.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { fonts } from "./build-fonts.mjs";
import { onlyNorwegian } from "./build-stemmer.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const OUT = here("../src/ledetraad/publish/site/assets");
const FONTS = here("../src/ledetraad/publish/typst/fonts");

const common = {
  bundle: true,
  minify: true,
  target: ["es2020", "chrome111", "firefox115", "safari16.4"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  outdir: OUT,
  absWorkingDir: here("."),
};

async function styles() {
  await build({
    ...common,
    entryPoints: { site: "styles/site.css", work: "styles/work.css" },
    loader: { ".woff2": "file" },
    assetNames: "fonts/[name]",
  });
}

async function chart() {
  await build({ ...common, entryPoints: ["scripts/explore-chart.js"], format: "esm" });
  const made = await readFile(`${OUT}/explore-chart.js`);
  return createHash("sha256").update(made).digest("hex").slice(0, 10);
}

async function scripts(chartVersion) {
  await build({
    ...common,
    entryPoints: ["site", "search", "explore", "htmx", "import", "reporting", "palette", "editor", "passkey", "password", "speak", "proof-worker"].map((name) => `scripts/${name}.js`),
    format: "iife",
    define: { CHART: JSON.stringify(`./explore-chart.js?v=${chartVersion}`) },
    external: ["./explore-chart.js*"],
    plugins: [onlyNorwegian],
  });
}

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
await Promise.all([
  styles(),
  chart().then(scripts),
  copyFile(here("images/mark.svg"), `${OUT}/mark.svg`),
  fonts((name) => here(`node_modules/@fontsource/${name}`), FONTS),
]);
