import { runSuite } from "../run-suite.ts";
import { setRelay } from "./relayed-http.ts";

/** Runs the files within one request, whose query says where the Node process and the app listen. */
export async function handle(
  request: Request,
  files: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  setRelay(searchParams.get("relay") ?? "");
  process.env.APP_ORIGIN = searchParams.get("app") ?? "";
  return Response.json(await runSuite("workerd", files));
}
