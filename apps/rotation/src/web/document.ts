import { html } from "hono/html";
import type { ClientKind } from "../clients/client.ts";
import { clientKinds } from "../clients/index.ts";
import { faults } from "../faults.ts";
import { pagePace, title } from "../scenario.ts";
import { sides } from "../sides.ts";
import { crowd } from "../traffic.ts";

type Html = ReturnType<typeof html>;

/** What the charts of a row show. */
const measures = [
  { name: "calls", label: "Calls", short: "Calls" },
  { name: "exchanges", label: "Keys exchanged", short: "Exchanged" },
  { name: "recovered", label: "401s recovered", short: "Recovered" },
] as const;

/** The whole page, but for its numbers. */
export function document(): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · Valet Key</title>
  <link rel="icon" href="/icon.svg">
  <link rel="stylesheet" href="/style.css">
  <script type="module" src="/main.js"></script>
</head>
<body>
  <header>
    <h1>${title}</h1>
    <p>${clientKinds.length} clients talk to a provider on this machine, each in an account of its own in which one key at a time is valid. Traffic and faults are the same for all of them.</p>
    <p id="connection" role="status"></p>
  </header>
  <main>
    <section class="sides" aria-label="In short">${sides.map(tile)}</section>
    ${controls()}
    ${table()}
    ${log()}
  </main>
  <footer>
    <p>Each client has ${crowd.callers} callers and ${crowd.streamers} readers of streams at a time. Keys live ${pagePace.lifetime} s, and issuing one revokes the one before, as some gateways do. Nobody can replace a key that is refused while the issuer is down: revoke or expire one then, and calls fail in every row.</p>
  </footer>
  <noscript>The numbers and charts need JavaScript.</noscript>
</body>
</html>`;
}

function tile({ keys, title }: (typeof sides)[number]): Html {
  return html`
      <div class="side" data-keys="${keys}">
        <h2>${title}</h2>
        <p class="verdict"><b data-total="failures">0</b> of <span data-total="calls">0</span> calls failed</p>
        <p><span><i data-total="exchanges">0</i> keys exchanged</span> <span><i data-total="recovered">0</i> recovered from a 401</span></p>
      </div>`;
}

function controls(): Html {
  return html`
    <section class="controls" aria-label="Faults">
      ${faults.map(
        ({ name, label, about }) => html`
      <div>
        <button type="button" data-fault="${name}" aria-describedby="about-${name}">${label}</button>
        <p id="about-${name}">${about}</p>
      </div>`,
      )}
      <div class="switches">
        <label><input type="checkbox" id="surprises" checked> Revoke by itself, every ${pagePace.surpriseEvery} s</label>
        <label><input type="checkbox" id="paused"> Hold the charts</label>
      </div>
      <p id="said" role="status"></p>
    </section>`;
}

function table(): Html {
  const heads = measures.map(
    ({ name, label }) =>
      html`<th scope="col" role="columnheader">${label}<small data-scale="${name}"></small></th>`,
  );
  return html`
    <table role="table" aria-describedby="legend">
      <caption>Every client over the last minute</caption>
      <thead role="rowgroup">
        <tr role="row"><th scope="col" role="columnheader">Client</th>${heads}<th scope="col" role="columnheader">Failed</th></tr>
      </thead>
      ${rows("With Valet Key", (keys) => keys === "valet key")}
      ${rows("Without", (keys) => keys !== "valet key")}
    </table>
    <p id="legend" class="legend">
      <span class="answered">answered</span> <span class="failed">failed</span> <span class="exchanged">key exchanged</span> <span class="recovered">answered after a 401</span> <span class="moment">revoked or expired</span> <span class="trouble">issuer down or slow</span>
    </p>`;
}

function rows(group: string, holds: (keys: ClientKind["keys"]) => boolean): Html {
  return html`<tbody role="rowgroup">
        <tr role="row" class="group"><th scope="rowgroup" role="rowheader" colspan="5">${group}</th></tr>
        ${clientKinds.map((kind, index) => (holds(kind.keys) ? row(kind, index) : ""))}
      </tbody>`;
}

function row({ name, keys }: ClientKind, index: number): Html {
  return html`<tr role="row" data-client="${index}" data-keys="${keys}">
          <th scope="row" role="rowheader">${name}<small data-reason></small></th>
          ${measures.map(
            ({ name, short }) =>
              html`<td role="cell" class="chart"><span class="label">${short}</span> <span data-count="${name}">0</span><svg data-chart="${name}" viewBox="0 0 600 40" preserveAspectRatio="none" aria-hidden="true"></svg></td>`,
          )}
          <td role="cell" class="failures"><span class="label">Failed</span> <b data-count="failures">0</b></td>
        </tr>`;
}

function log(): Html {
  return html`
    <section aria-labelledby="happenings-head">
      <h2 id="happenings-head">What happened</h2>
      <ol id="happenings"></ol>
    </section>`;
}
