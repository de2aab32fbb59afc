import { useEffect, useState } from "react";

/** What the user is writing: it outlives a reload, and signing in again. */
export function useDraft(userId: string): [draft: string, setDraft: (text: string) => void] {
  const [draft, setDraft] = useState("");
  const name = `draft of ${userId}`;
  useEffect(() => setDraft(sessionStorage.getItem(name) ?? ""), [name]);
  return [
    draft,
    (text) => {
      setDraft(text);
      if (text === "") sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, text);
    },
  ];
}
