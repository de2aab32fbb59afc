/** A worker as users write them: what it keeps, it keeps at module scope, and requests come and go. */
import { waitUntil } from "cloudflare:workers";
import {
  type CachedOptions,
  type CachedSource,
  cached,
  createValet,
  isAuthError,
} from "../../../src/index.ts";

/** What a test tells a source; `later` is how far its clocks are ahead, in ms. */
export interface Setting {
  readonly issuer?: string;
  readonly later?: number;
}

interface Kept {
  readonly key: CachedSource<string>;
  asked: number;
  setting: Setting;
}

/** A source that asks the issuer of the test, in whichever request comes first. */
function keep(options: CachedOptions = {}): Kept {
  const state = { asked: 0, setting: {} as Setting };
  const later = () => state.setting.later ?? 0;
  const clock = { now: () => Date.now() + later(), monotonic: () => performance.now() + later() };
  const exchange = async ({ signal }: { signal?: AbortSignal | undefined }) => {
    const response = await fetch(`${state.setting.issuer}/${++state.asked}`, { signal: signal ?? null });
    return (await response.json()) as { value: string; expiresIn: number };
  };
  const key = cached(exchange, { clock, random: () => 0, name: "issuer", ...options });
  return Object.assign(state, { key });
}

/** One for each test. */
const sources: Readonly<Record<string, Kept>> = {
  overdue: keep(),
  valid: keep(),
  joined: keep(),
  extended: keep({ waitUntil }),
  shared: keep(),
  dropped: keep(),
};

const valets = {
  named: createValet({ key: "key-1", id: "tenant 1", origins: "sdk" }),
  unnamed: createValet({ key: "key-2", origins: "sdk" }),
  other: createValet({ key: "key-3", origins: "sdk" }),
};

/** `/<source>/<action>` or `/<valet>/send?to=…`. */
export async function handle(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [, name = "", action = ""] = pathname.split("/");
  const valet = valets[name as keyof typeof valets];
  if (valet) {
    const headers = { authorization: `Bearer ${valet.placeholder}` };
    const response = await valet.fetch(searchParams.get("to") ?? "", { headers });
    return Response.json({ placeholder: valet.placeholder, status: response.status });
  }
  const kept = sources[name];
  if (!kept) return new Response("no such source", { status: 404 });
  const answers: Record<string, () => unknown> = {
    set: async () => {
      kept.setting = { ...kept.setting, ...((await request.json()) as Setting) };
    },
    ask: () => kept.key(),
    invalidate: () => kept.key.invalidate(),
  };
  try {
    const key = await answers[action]?.();
    return Response.json({ key, asked: kept.asked });
  } catch (error) {
    return Response.json({ code: isAuthError(error) ? error.code : `${error}`, asked: kept.asked });
  }
}
