export type { ConformanceCase } from "./conformance-case.ts";
export { type ConformanceOptions, conformanceCases } from "./conformance-cases.ts";
export { describeAdapter, type Runner } from "./describe-adapter.ts";
export type { AdapterDriver, Call, Changes, ClientSettings, Failed } from "./driver.ts";
