import { type Mock, vi } from "vitest";
import type { KeySource, Rejection, SourceContext } from "../src/index.ts";

/** A source that writes down what it is told. */
export interface Recorded extends Mock<(context: SourceContext) => string>, Pick<KeySource, "recoverOn"> {
  readonly invalidate: Mock<(rejected: string, reason?: Rejection) => void>;
  readonly accept: Mock<(key: string) => void>;
}

/** Answers `before` until it is asked with a key that was refused, and `after` then. */
export function renewing(before = "key-1", after = "key-2", recoverOn?: readonly number[]): Recorded {
  const source = vi.fn(({ rejected }: SourceContext) => (rejected === undefined ? before : after));
  const verbs = { invalidate: vi.fn(), accept: vi.fn() };
  return Object.assign(source, verbs, recoverOn && { recoverOn });
}
