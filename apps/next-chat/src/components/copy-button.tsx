"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Icon } from "./icon.tsx";

/** Copies a text to the clipboard, and says whether that went well. */
export function CopyButton({ label, text }: { label: string; text: () => string }): ReactNode {
  const [outcome, setOutcome] = useState<"copied" | "failed">();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(setOutcome, 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  };
  const said = { copied: "Copied", failed: "Not allowed by the browser" };
  return (
    <button type="button" className="quiet" onClick={copy}>
      <Icon name={outcome === "copied" ? "check" : "copy"} />
      <span role={outcome && "status"}>{outcome ? said[outcome] : label}</span>
    </button>
  );
}
