// Words and stems exactly as the package's stems.py makes them, so that the index fits.

import snowball from "snowball-stemmers";

const WORD = /[\p{L}\p{N}]+/gu;
const norwegian = snowball.newStemmer("norwegian");

export function words(text) {
  return text.match(WORD) ?? [];
}

export function stem(word) {
  return norwegian.stem(word.toLowerCase());
}

// The text in pieces, each with whether it is a word.
export function pieces(text) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    if (match.index > end) found.push([text.slice(end, match.index), false]);
    found.push([match[0], true]);
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push([text.slice(end), false]);
  return found;
}
