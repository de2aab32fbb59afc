import { expectTypeOf, test } from "vitest";
import type { FromAuth, Rest } from "./types.ts";

interface Options {
  apiKey: string;
  baseURL: string;
  model: string;
}

test("an auth gives a placeholder, and an address only if it has one", () => {
  expectTypeOf<FromAuth<{ key: string; baseURL: string }>>().toEqualTypeOf<
    { apiKey: string } & { baseURL: string }
  >();
  expectTypeOf<FromAuth<{ key: string }>>().not.toHaveProperty("baseURL");
});

test("what an auth gives is not required", () => {
  expectTypeOf<{ model: string }>().toExtend<Rest<Options>>();
  expectTypeOf<{ apiKey: string }>().not.toExtend<Rest<Options>>();
  expectTypeOf<{ apiKey: string; baseURL: string }>().toExtend<Rest<Options, "model">>();
});
