/** A server whose users bring their own keys; copy it, and keep the keys in a vault in place of the Map. */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import OpenAI, { APIError, scoped } from "@valetkey/openai";
import express, { type NextFunction, type Request, type Response } from "express";
import session from "express-session";

const keys = new Map<string, string>();
const user = new AsyncLocalStorage<string>();
const client = new OpenAI({
  key: scoped(
    () => user.getStore(), // who is asking? Without an answer nothing is sent
    (id) => () => keys.get(id), // looked up for every attempt
  ),
  baseURL: process.env.PROVIDER_URL, // leave it out for OpenAI itself
});

const app = express();
const secret = randomBytes(32).toString("hex");
app.use(session({ secret, resave: false, saveUninitialized: true, cookie: { sameSite: "strict" } }));
app.use(express.json());
app.use((request, response, next) => {
  response.on("finish", () => console.log(request.method, request.path, response.statusCode));
  user.run(request.sessionID, next);
});

app.put("/key", (request, response) => {
  keys.set(request.sessionID, String(request.body.key));
  response.sendStatus(204);
});

app.post("/chat", async (request, response) => {
  const left = new AbortController();
  response.on("close", () => left.abort()); // the user went away
  const messages = [{ role: "user" as const, content: String(request.body.message) }];
  const stream = await client.chat.completions.create(
    { model: "gpt-5", messages, stream: true },
    { signal: left.signal },
  );
  response.type("text/plain");
  for await (const { choices } of stream) response.write(choices[0]?.delta.content ?? "");
  response.end();
});

// In words of its own: those of a provider may repeat a part of the key, those of a parser whatever it was given.
app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
  const refused = error instanceof APIError && error.status === 401;
  if (response.headersSent) response.destroy();
  else if (refused && error.code === "key_unavailable") response.status(401).send("Save your key first.");
  else if (refused) response.status(401).send("The provider refuses your key. Save another one.");
  else if (error instanceof APIError) response.status(502).send("The provider does not answer.");
  else if (error instanceof SyntaxError) response.status(400).send("That is not JSON.");
  else response.status(500).send("Something went wrong.");
});

const server = app.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
