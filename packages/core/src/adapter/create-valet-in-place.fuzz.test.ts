import fc from "fast-check";
import { expect, test } from "vitest";
import { courses, take } from "../../test/fuzz/valet-course.ts";
import { createValet } from "../index.ts";
import { createValetInPlace } from "./index.ts";

// `pnpm --filter @valetkey/core fuzz` runs it for long. A failure prints its seed and the smallest course.
const numRuns = Number(process.env.FUZZ_RUNS ?? 300);

test("whatever is sent and answered, it takes the course that it would on a copy", async () => {
  await fc.assert(
    fc.asyncProperty(courses, async (course) => {
      const inPlace = await take(course, (auth, options) =>
        createValetInPlace(auth, { ...options, slots: ["authorization"] }),
      );
      expect(inPlace).toEqual(await take(course, createValet));
    }),
    { numRuns },
  );
});
