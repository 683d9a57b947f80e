// Finds elements exactly as the package's finder.py does: BM25 over an index of stems, which
// search.json holds. See there for the formula and its source.

import { pieces, stem, words } from "./words.js";

const SHORTEST_PREFIX = 3;
const MOST = 100;
const LONGEST_QUERY = 200;
const CODE = /^\d{1,2}(\.[0-9a-z]{1,2})?$/;
const NUMBER = /^\d+(\.\d+)+$/;

function fits(known, wanted) {
  return wanted.length >= SHORTEST_PREFIX && known.startsWith(wanted);
}

// How well each element fits one word: a map from its place to its score.
function found(index, word) {
  const scores = new Map();
  for (const [known, places] of Object.entries(index.postings)) {
    const share = known === word ? 1 : fits(known, word) ? index.prefix : 0;
    if (!share) continue;
    const rarity = Math.log(1 + (index.elements.length - places.length + 0.5) / (places.length + 0.5));
    for (const [place, weight] of places) {
      const longness = 1 - index.b + (index.b * index.lengths[place]) / index.average;
      const score = (share * rarity * weight * (index.k1 + 1)) / (weight + index.k1 * longness);
      scores.set(place, Math.max(scores.get(place) ?? 0, score));
    }
  }
  return scores;
}

function ranked(index, wanted) {
  const scores = new Map();
  const counts = new Map();
  for (const word of new Set(wanted)) {
    for (const [place, score] of found(index, word)) {
      scores.set(place, (scores.get(place) ?? 0) + score);
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...counts.values());
  return [...scores]
    .filter(([place]) => counts.get(place) === most)
    .sort(([place, score], [otherPlace, otherScore]) => otherScore - score || place - otherPlace)
    .slice(0, MOST)
    .map(([place]) => place);
}

// The places of the elements that fit a query, best first.
export function find(index, asked) {
  const query = asked.slice(0, LONGEST_QUERY).trim();
  const isCode = CODE.test(query);
  if (NUMBER.test(query) && !isCode) {
    const place = index.elements.findIndex((element) => element.number === query);
    if (place >= 0) return [place];
  }
  if (isCode && query in index.items) {
    const names = (element) => element.references.some((reference) => reference.code === query);
    return index.elements.flatMap((element, place) => (names(element) ? [place] : []));
  }
  return ranked(index, words(query).map(stem));
}

// The text in pieces, each with whether it fits the query.
export function highlighted(text, query) {
  const wanted = words(query).map(stem);
  return pieces(text).map(([piece, isWord]) => {
    if (!isWord) return [piece, false];
    const own = stem(piece);
    return [piece, wanted.some((word) => own === word || fits(own, word))];
  });
}
