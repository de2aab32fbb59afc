"use server";

import { redirect } from "next/navigation";
import { activityOf } from "../server/activity.ts";
import { getSession } from "../server/session.ts";
import { users } from "../shared/users.ts";

/** Signs one of the demo's users in. In your app: after a password, a passkey, or your identity provider. */
export async function signIn(form: FormData): Promise<void> {
  const user = users.find(({ id }) => id === form.get("user"));
  if (user) {
    const session = await getSession();
    session.userId = user.id;
    await session.save();
  }
  redirect("/");
}

export async function signOut(): Promise<void> {
  const session = await getSession();
  if (session.userId !== undefined) activityOf(session.userId).end();
  session.destroy();
  redirect("/");
}
