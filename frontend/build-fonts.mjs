// Makes the fonts of the PDF: `npm run build`, or `make assets`.
//
// The pages' fonts are compressed for browsers, and a PDF is set with plain TrueType. A WOFF file
// is a TrueType file whose tables are deflated one by one, so they are only laid out anew. A
// family's letters come in two files, and fonts are chosen by family: each file becomes a family.

import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { inflateSync } from "node:zlib";

const HEADER = 44;
const ENTRY = 20;
const FAMILY_NAMES = new Set([1, 3, 4, 6, 16]);

function tablesOf(woff) {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("not a WOFF file");
  return Array.from({ length: woff.readUInt16BE(12) }, (_, place) => {
    const entry = woff.subarray(HEADER + place * ENTRY);
    const [start, packed, length] = [4, 8, 12].map((at) => entry.readUInt32BE(at));
    const data = woff.subarray(start, start + packed);
    return {
      tag: entry.toString("latin1", 0, 4),
      data: packed < length ? inflateSync(data) : data,
    };
  });
}

/** The table of names, with the family's own name in the places that name the family. */
function renamed(names, family) {
  const texts = names.readUInt16BE(4);
  const records = Array.from({ length: names.readUInt16BE(2) }, (_, place) => {
    const at = 6 + place * 12;
    const [platform, encoding, language, name, length, start] = [0, 2, 4, 6, 8, 10].map((field) =>
      names.readUInt16BE(at + field),
    );
    const text = names.subarray(texts + start, texts + start + length);
    return { key: [platform, encoding, language, name], platform, name, text };
  }).filter(({ platform }) => platform === 3);
  const head = Buffer.alloc(6 + records.length * 12);
  head.writeUInt16BE(records.length, 2);
  head.writeUInt16BE(head.length, 4);
  let start = 0;
  const written = records.map(({ key, name, text }, place) => {
    const own = name === 6 ? family.replaceAll(" ", "") : family;
    const data = FAMILY_NAMES.has(name) ? Buffer.from(own, "utf16le").swap16() : text;
    [...key, data.length, start].forEach((value, field) => {
      head.writeUInt16BE(value, 6 + place * 12 + field * 2);
    });
    start += data.length;
    return data;
  });
  return Buffer.concat([head, ...written]);
}

function sum(data) {
  let total = 0;
  for (let at = 0; at < data.length; at += 4) total = (total + data.readUInt32BE(at)) >>> 0;
  return total;
}

function trueType(tables) {
  const head = Buffer.alloc(12 + tables.length * 16);
  const power = Math.floor(Math.log2(tables.length));
  head.writeUInt32BE(0x00010000, 0);
  [tables.length, 16 * 2 ** power, power, 16 * (tables.length - 2 ** power)].forEach((value, at) => {
    head.writeUInt16BE(value, 4 + at * 2);
  });
  let start = head.length;
  const padded = tables.map(({ tag, data }, place) => {
    const whole = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    const at = 12 + place * 16;
    head.write(tag, at, "latin1");
    [sum(whole), start, data.length].forEach((value, field) => {
      head.writeUInt32BE(value, at + 4 + field * 4);
    });
    start += whole.length;
    return whole;
  });
  return Buffer.concat([head, ...padded]);
}

/**
 * @param {(path: string) => string} packages the folder of a font's package
 * @param {string} out where the fonts go; made anew
 */
export async function fonts(packages, out) {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const wanted = [
    ["inter", "Ledetraad Sans"],
    ["source-serif-4", "Ledetraad Serif"],
  ].flatMap(([name, family]) =>
    [
      ["latin", family],
      ["latin-ext", `${family} Ext`],
    ].flatMap(([letters, its]) => [400, 600].map((weight) => [name, letters, weight, its])),
  );
  await Promise.all([
    ...["inter", "source-serif-4"].map((name) =>
      copyFile(`${packages(name)}/LICENSE`, `${out}/LICENSE-${name}.txt`),
    ),
    ...wanted.map(async ([name, letters, weight, family]) => {
      const file = `${name}-${letters}-${weight}`;
      const tables = tablesOf(await readFile(`${packages(name)}/files/${file}-normal.woff`));
      const named = tables.map(({ tag, data }) => ({
        tag,
        data: tag === "name" ? renamed(data, family) : data,
      }));
      await writeFile(`${out}/${file}.ttf`, trueType(named));
    }),
  ]);
}
