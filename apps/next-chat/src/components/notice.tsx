import type { ReactNode } from "react";

/** A page that has one thing to say. (Its style is with the global ones: Next loads it with every page.) */
export function Notice({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <main className="notice">
      <h1>{title}</h1>
      {children}
    </main>
  );
}
