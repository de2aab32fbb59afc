import { clientKinds } from "./clients/index.ts";
import { faultOf } from "./faults.ts";
import { openLane, totalsOf } from "./lane.ts";
import { runScenario, terminalPace, title } from "./scenario.ts";
import { canDraw, openScreen } from "./screen.ts";
import { summary } from "./summary.ts";
import { problemsOf } from "./verdict.ts";

const frameTime = 200;

/** The demo itself. Answers the exit code: 1 if a call through Valet Key failed or the comparison does not hold. */
export async function rehearse(seconds: number, stop: AbortSignal): Promise<number> {
  await using closing = new AsyncDisposableStack();
  const lanes = await Promise.all(clientKinds.map((kind) => openLane(kind, terminalPace.lifetime)));
  for (const { account } of lanes) closing.use(account);

  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  const events: string[] = [];
  let surprises = 0;
  const tell = (text: string) => events.push(`${elapsed().toFixed(1).padStart(4)} s  ${text}`);
  async function surprise(): Promise<void> {
    await faultOf("revoke").cause(lanes, tell, stop);
    surprises++;
  }

  if (canDraw(process.stdout, process.env)) {
    const screen = openScreen();
    const draw = () => screen.draw({ rows: lanes.map(totalsOf), elapsed: elapsed(), seconds, events });
    const timer = setInterval(draw, frameTime);
    closing.defer(() => {
      clearInterval(timer);
      screen.close();
    });
  } else {
    // The summary comes in the end, and until then nothing would.
    console.error(`${title}, ${seconds} s …`);
  }
  const over = AbortSignal.any([stop, AbortSignal.timeout(seconds * 1000)]);
  await runScenario(lanes, terminalPace, { over, stop }, surprise);
  await closing.disposeAsync();
  if (stop.aborted) return 130;
  const rows = lanes.map(totalsOf);
  const run = { seconds: elapsed(), surprises };
  const problems = problemsOf(rows, run);
  console.log(summary(rows, run, problems));
  return problems.length === 0 ? 0 : 1;
}
