import { z } from "zod";
import type { Failure, FailureCode } from "../shared/failure.ts";
import { signedInUser } from "./session.ts";

/** One conversation of one user. */
export interface ChatRef {
  readonly userId: string;
  readonly chatId: string;
}

const querySchema = z.object({
  user: z.string(),
  // It becomes a file's name.
  chat: z.string().regex(/^[\w-]{1,64}$/),
});

/**
 * Whose conversation a request is about, or the refusal. The user is the one who is signed in, and the page that
 * sent the request must be that user's: one that is still open in another tab must not speak in somebody else's
 * name.
 */
export async function requestOf(request: Request): Promise<ChatRef | Response> {
  const user = await signedInUser();
  if (user === undefined) return refuse(401, "signed_out");
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return refuse(400, "invalid");
  if (query.data.user !== user.id) return refuse(409, "other_user");
  return { userId: user.id, chatId: query.data.chat };
}

/** Answers that something cannot be done, in the form that the page understands. */
export function refuse(status: number, code: FailureCode): Response {
  return Response.json({ code } satisfies Failure, { status });
}
