import { createOpenAI } from "@valetkey/ai-sdk/openai";
import { activityOf } from "./activity.ts";
import { key } from "./keys.ts";
import { signedInUser } from "./session.ts";

/**
 * One provider for the whole server and all of its users. It holds a placeholder; the key of whoever is signed in
 * is put in just before a request is sent, and renewed if it is refused. `OPENAI_BASE_URL` says where it goes.
 */
const openai = createOpenAI({
  key,
  async onEvent(event) {
    // The events of `cached()` know their user; that a message was saved only the request knows.
    const user = event.type === "recovered" ? await signedInUser() : undefined;
    if (user) activityOf(user.id).record(event);
  },
});

/** Chat completions, which every compatible service speaks. */
export const model = openai.chat(process.env.OPENAI_MODEL ?? "gpt-5-mini");
