import { cached, isAuthError } from "../../src/index.ts";

// Nothing but the caller's wait keeps this process alive; without that Node would leave with code 13.
const key = cached(() => new Promise<string>(() => {}), { timeout: 50 });
try {
  await key();
  process.exitCode = 1;
} catch (error) {
  process.exitCode = isAuthError(error) && error.code === "source_timeout" ? 0 : 2;
}
