import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { streamSSE } from "hono/streaming";
import { faults } from "../faults.ts";
import type { Asset } from "./assets.ts";
import { document } from "./document.ts";
import type { LiveRun } from "./live-run.ts";

/** Nothing from elsewhere, nothing inline, nowhere else to send anything to. */
const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
};

/** The page, what happens as server-sent events, and the buttons. */
export function createApp(run: LiveRun, assets: readonly Asset[]): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({ contentSecurityPolicy, referrerPolicy: "no-referrer", strictTransportSecurity: false }),
  );

  // A site that is open in the same browser can send requests here, and call itself a name that leads here.
  app.use(async (c, next) => {
    const { origin, hostname } = new URL(c.req.url);
    const from = c.req.header("origin");
    const ours = hostname === "127.0.0.1" || hostname === "localhost";
    if (!ours || (from !== undefined && from !== origin)) return c.text("Not for other sites.", 403);
    return next();
  });

  app.get("/", (c) => c.html(document()));
  for (const { path, type, text } of assets)
    app.get(path, (c) => c.body(text, 200, { "content-type": type }));

  app.get("/events", (c) =>
    streamSSE(c, async (stream) => {
      let seen = Number(c.req.header("last-event-id") ?? -1);
      while (!stream.aborted) {
        const news = run.newsSince(seen);
        seen = news.at;
        await stream.writeSSE({ data: JSON.stringify(news), id: `${seen}` });
        await run.next();
      }
    }),
  );

  app.post("/faults/:name", async (c) => {
    const fault = faults.find(({ name }) => name === c.req.param("name"));
    if (fault === undefined) return c.text("There is no such fault.", 404);
    const text = await run.cause(fault.name);
    return text === undefined ? c.text("That is going on already.", 409) : c.text(text);
  });

  app.put("/surprises", async (c) => {
    run.surprises = (await c.req.text()) === "on";
    return c.body(null, 204);
  });
  return app;
}
