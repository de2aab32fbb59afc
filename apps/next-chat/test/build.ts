import { build } from "../demo/build.ts";

/** Vitest's `globalSetup`: the tests are about the app as it is deployed. */
export function setup(): void {
  build();
}
