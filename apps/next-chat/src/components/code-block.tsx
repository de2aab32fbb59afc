"use client";

import { isValidElement, type ReactNode, useRef } from "react";
import styles from "./code-block.module.css";
import { CopyButton } from "./copy-button.tsx";

/** A block of code, with the name of its language and a button to copy it. */
export function CodeBlock({ children }: { children: ReactNode }): ReactNode {
  const block = useRef<HTMLPreElement>(null);
  const language = languageOf(children);
  return (
    <figure className={styles.block}>
      <figcaption>
        <span>{language}</span>
        <CopyButton label="Copy code" text={() => block.current?.textContent ?? ""} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls, also by keyboard */}
      <pre ref={block} tabIndex={0}>
        {children}
      </pre>
    </figure>
  );
}

function languageOf(code: ReactNode): string {
  if (!isValidElement<{ className?: string }>(code)) return "";
  return /language-(\S+)/.exec(code.props.className ?? "")?.[1] ?? "";
}
