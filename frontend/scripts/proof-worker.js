// Looks for a number that makes the SHA-256 of "challenge:number" begin with so many zero bits. The
// text is short enough to be one block, so each try is one turn of the function (FIPS 180-4, 6.2).

const K = new Uint32Array(64);
const FIRST = new Uint32Array(8);
const W = new Uint32Array(64);

function rootsOfPrimes() {
  const part = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32);
  for (let n = 2, found = 0; found < 64; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (found < 8) FIRST[found] = part(Math.sqrt(n));
    K[found] = part(Math.cbrt(n));
    found += 1;
  }
}

const turned = (x, by) => (x >>> by) | (x << (32 - by));

function firstWord(text) {
  W.fill(0, 0, 16);
  for (let at = 0; at < text.length; at += 1) W[at >> 2] |= text.charCodeAt(at) << (24 - (at & 3) * 8);
  W[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8);
  W[15] = text.length * 8;
  for (let t = 16; t < 64; t += 1) {
    const a = W[t - 15];
    const b = W[t - 2];
    const s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
    const s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
    W[t] = W[t - 16] + s0 + W[t - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = FIRST;
  for (let t = 0; t < 64; t += 1) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + K[t] + W[t]) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return (FIRST[0] + a) >>> 0;
}

rootsOfPrimes();
self.onmessage = ({ data: { challenge, bits } }) => {
  for (let number = 0; ; number += 1) {
    if (Math.clz32(firstWord(`${challenge}:${number}`)) >= bits) {
      self.postMessage(String(number));
      return;
    }
  }
};
