/** The data of each event of a stream; enough for a service that sends one `data:` line an event. */
export async function* eventsOf(response: Response): AsyncIterable<string> {
  let rest = "";
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (rest + text).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) yield event.replace(/^data: /, "");
  }
}
