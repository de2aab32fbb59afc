import { toFile } from "openai";
import { expect, test } from "vitest";
import { openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

test("speaks: a WAV file in several chunks", async () => {
  await using provider = await startProvider();
  const speech = await openai(provider).audio.speech.create({ model: "tts-1", voice: "alloy", input: "Hi" });
  expect(speech.headers.get("content-type")).toBe("audio/wav");
  const bytes = Buffer.from(await speech.arrayBuffer());
  expect(bytes.toString("latin1", 0, 4)).toBe("RIFF");
  expect(bytes.length).toBe(44 + bytes.readUInt32LE(40));
});

test("transcribes: as JSON, as text and streamed", async () => {
  await using provider = await startProvider();
  const { transcriptions, translations } = openai(provider).audio;
  const request = { model: "whisper-1", file: await toFile(Buffer.from("hum"), "hum.wav") };
  const { text } = await transcriptions.create(request);
  expect(text).toMatch(/\.$/);
  expect(await transcriptions.create({ ...request, response_format: "text" })).toBe(text);
  let streamed = "";
  for await (const event of await transcriptions.create({ ...request, stream: true })) {
    if (event.type === "transcript.text.delta") streamed += event.delta;
  }
  expect(streamed).toBe(text);
  expect((await translations.create(request)).text).toBe(text);
});
