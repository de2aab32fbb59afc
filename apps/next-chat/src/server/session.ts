import { getIronSession, type IronSession } from "iron-session";
import { cookies, headers } from "next/headers";
import { type User, users } from "../shared/users.ts";

interface Session {
  userId?: string;
}

/** The session in the request's cookie, which is encrypted and signed; scripts in the page cannot read it. */
export async function getSession(): Promise<IronSession<Session>> {
  const isHttps = (await headers()).get("x-forwarded-proto") === "https";
  return await getIronSession<Session>(await cookies(), {
    cookieName: "next-chat",
    password: secret(),
    cookieOptions: { httpOnly: true, sameSite: "lax", secure: isHttps },
  });
}

/** Who is signed in, if anybody is. */
export async function signedInUser(): Promise<User | undefined> {
  const { userId } = await getSession();
  return users.find(({ id }) => id === userId);
}

function secret(): string {
  const { SESSION_SECRET = "" } = process.env;
  if (SESSION_SECRET.length >= 32) return SESSION_SECRET;
  throw new Error("Set SESSION_SECRET to 32 random characters or more, for instance `openssl rand -hex 32`.");
}
