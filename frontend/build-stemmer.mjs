// snowball-stemmers is one file of 850 kB with two dozen languages. The search needs one, so the
// others are left out as the file is bundled.

import { readFile } from "node:fs/promises";

const STEMMER = /^ {4}var (\w+)Stemmer = function \(_SnowballStemmer\d*\)/;
const TAIL = /^ {4}function newStemmer\(/;
const NAMED = /^ {12}(\w+): \w+Stemmer,?$/;

function keep(source) {
  const kept = [];
  let language = "";
  for (const line of source.split("\n")) {
    const start = STEMMER.exec(line);
    if (start) language = start[1];
    if (TAIL.test(line)) language = "";
    const named = NAMED.exec(line);
    const other = (language && language !== "norwegian") || (named && named[1] !== "norwegian");
    if (!other) kept.push(line);
  }
  return kept.join("\n");
}

export const onlyNorwegian = {
  name: "only-norwegian",
  setup(build) {
    build.onLoad({ filter: /snowball-stemmers\.js$/ }, async ({ path }) => ({
      contents: keep(await readFile(path, "utf8")),
      loader: "js",
    }));
  },
};
