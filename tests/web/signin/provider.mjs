// A real provider of OpenID Connect on this machine, for the tests: `node provider.mjs REDIRECT...`.
//
// It prints its port. Who signs in is said by the form at /interaction/UID. What it says of people,
// and how it lies in the answers that it signs, is told by a POST of JSON to /told. It tells SIGNED_OUT
// of people who sign out, and leads them back to HOME_ADDRESS.

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { generateKeyPairSync, sign } from "node:crypto";
import { pathToFileURL } from "node:url";

const frontend = createRequire(new URL("../../../frontend/package.json", import.meta.url));
const { Provider } = await import(pathToFileURL(frontend.resolve("oidc-provider")));

const made = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const key = made();
const stranger = made();
const jwk = (one) => ({ ...one.export({ format: "jwk" }), kid: "first", alg: "RS256", use: "sig" });

let people = {};
let lie = "";

const configuration = {
  clients: [
    {
      client_id: "ledetraad",
      client_secret: "en hemmelighet: med + og %",
      redirect_uris: process.argv.slice(2),
      grant_types: ["authorization_code"],
      response_types: ["code"],
      post_logout_redirect_uris: [process.env.HOME_ADDRESS],
      backchannel_logout_uri: process.env.SIGNED_OUT,
      backchannel_logout_session_required: true,
    },
  ],
  jwks: { keys: [jwk(key)] },
  cookies: { keys: ["for the tests alone"] },
  claims: {
    openid: ["sub", "acr"],
    profile: ["name"],
    email: ["email", "email_verified", "xms_edov"],
    groups: ["groups", "_claim_names"],
  },
  scopes: ["openid", "profile", "email", "groups"],
  acrValues: ["low", "substantial", "high"],
  conformIdTokenClaims: false,
  fetch: (address, { dispatcher, ...options }) => fetch(address, options), // this machine, too
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: async (_, sub) => ({
    accountId: sub,
    claims: async () => ({ sub, ...people[sub] }),
  }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile email groups");
    await grant.save();
    return grant;
  },
};

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

// How what it signs is made untrue: the claims, the header, or the key it is signed with.
const LIES = {
  truth: (claims) => claims,
  nonce: (claims) => ({ ...claims, nonce: "another" }),
  "no nonce": ({ nonce, ...claims }) => claims,
  expired: (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 3600 }),
  audience: (claims) => ({ ...claims, aud: "another" }),
  "two audiences": (claims) => ({ ...claims, aud: [claims.aud, "another"] }),
  issuer: (claims) => ({ ...claims, iss: "https://example.org" }),
  "no subject": ({ sub, ...claims }) => claims,
  "long ago": (claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1000) - 7200 }),
  "no time": ({ auth_time, ...claims }) => claims,
  "early": (claims) => ({ ...claims, nbf: Math.floor(Date.now() / 1000) + 3600 }),
  key: (claims) => claims,
  unsigned: (claims) => claims,
  "our secret": (claims) => claims,
};

function resigned(token) {
  const claims = LIES[lie](JSON.parse(Buffer.from(token.split(".")[1], "base64url")));
  if (lie === "unsigned") return `${encoded({ alg: "none" })}.${encoded(claims)}.`;
  if (lie === "our secret") return `${encoded({ alg: "HS256", kid: "first" })}.${encoded(claims)}.AAAA`;
  const text = `${encoded({ alg: "RS256", kid: "first" })}.${encoded(claims)}`;
  const signature = sign("sha256", Buffer.from(text), lie === "key" ? stranger : key);
  return `${text}.${signature.toString("base64url")}`;
}

function read(request) {
  return new Promise((done) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => done(body));
  });
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, configuration);
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === "/token" && ctx.body?.id_token && lie in LIES) {
      ctx.body = { ...ctx.body, id_token: resigned(ctx.body.id_token) };
    }
    if (ctx.path === "/token" && lie === "nonsense") {
      ctx.status = 200;
      ctx.type = "html";
      ctx.body = "<h1>Oops</h1>";
    }
    if (ctx.path === "/me" && lie === "user info" && ctx.body) ctx.body = { ...ctx.body, sub: "mallory" };
    if (ctx.path === "/.well-known/openid-configuration" && lie === "metadata") {
      ctx.body = { ...ctx.body, issuer: "https://example.org" };
    }
  });
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    const { pathname } = new URL(request.url, `http://127.0.0.1:${port}`);
    if (pathname === "/told") {
      const told = JSON.parse(await read(request));
      people = told.people ?? people;
      lie = told.lie ?? "";
      response.end();
    } else if (pathname === "/token" && lie === "silent") {
      // Nothing is answered: the other side gives up.
    } else if (pathname.startsWith("/interaction/") && request.method === "GET") {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end('<!doctype html><html lang="nb"><title>Provider</title><form method="post"><label>Hvem? <input name="sub"></label><button>Logg inn</button><button name="stop" value="1">Avbryt</button></form>');
    } else if (pathname.startsWith("/interaction/")) {
      const sent = new URLSearchParams(await read(request));
      const sub = sent.get("sub");
      const result = sent.get("stop")
        ? { error: "access_denied" }
        : { login: { accountId: sub, acr: people[sub]?.acr, remember: false } };
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    } else {
      answer(request, response);
    }
  });
  console.log(port);
});
