import { expect, test } from "vitest";
import { runDemo } from "../test/run-demo.ts";
import { help, readCommandLine } from "./command-line.ts";

test.each([
  [[], { does: "rehearse", seconds: 15 }],
  [["--seconds", "3.5"], { does: "rehearse", seconds: 3.5 }],
  [["--web"], { does: "web" }],
  [["--live"], { does: "live" }],
  [["-h", "--live"], { does: "help" }],
])("%j is understood", (args, command) => {
  expect(readCommandLine(args)).toEqual(command);
});

test.each([
  [["--seconds", "2"], 'got "2"'],
  [["--seconds", "soon"], 'got "soon"'],
  [["--seconds", "86401"], 'got "86401"'],
  [["--web", "--seconds", "30"], "--web and --seconds"],
  [["--live", "--web"], "--live and --web"],
  [["--fast"], "--fast"],
  [["now"], "now"],
])("%j is refused", (args, complaint) => {
  expect(() => readCommandLine(args)).toThrow(complaint);
});

test("an unknown option ends with 2 and says what there is", async () => {
  const { code, stdout, stderr } = await runDemo(["--fast"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("--fast");
  expect(stderr).toContain(help);
});

test("--help ends with 0", async () => {
  expect(await runDemo(["--help"])).toEqual({ code: 0, stdout: `${help}\n`, stderr: "" });
});
