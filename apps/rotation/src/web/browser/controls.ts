import type { News } from "../news.ts";
import { all, one, write } from "./dom.ts";

const buttons = all("button[data-fault]");
const surprises = one<HTMLInputElement>("#surprises");

/** A button whose fault is going on stays where the keyboard left it, but does nothing. */
const isOff = (button: HTMLElement): boolean => button.ariaDisabled === "true";

/** Lets the buttons cause their faults, and says for screen readers what they did. */
export function wireControls(): void {
  for (const button of buttons)
    button.addEventListener("click", async () => {
      if (!isOff(button)) await send(`/faults/${button.dataset.fault}`, "POST");
    });
  surprises.addEventListener("change", () => send("/surprises", "PUT", surprises.checked ? "on" : "off"));
}

async function send(path: string, method: string, body: string | null = null): Promise<void> {
  try {
    const response = await fetch(path, { method, body });
    write("#said", sentence(await response.text()));
  } catch {
    write("#said", "The demo does not answer.");
  }
}

/** Shows which faults are going on. */
export function showControls(news: Pick<News, "causing" | "surprises">): void {
  for (const button of buttons)
    button.ariaDisabled = String(news.causing.includes(button.dataset.fault ?? ""));
  surprises.checked = news.surprises;
}

/** What a log says, as a sentence. */
export const sentence = (text: string): string =>
  text === "" ? "" : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
