"use client";

import type { ReactNode } from "react";
import { Notice } from "../components/notice.tsx";

export default function ErrorPage({ reset }: { reset: () => void }): ReactNode {
  return (
    <Notice title="Something went wrong.">
      <p>The reason is in the server's log.</p>
      <button type="button" onClick={reset}>
        Try again
      </button>
    </Notice>
  );
}
