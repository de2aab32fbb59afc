"use client";

import { type ComponentProps, memo, type ReactNode, useEffect, useState } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "./code-block.tsx";
import styles from "./markdown.module.css";

const components: Components = {
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  a: ({ href, children }) => <Link href={href}>{children}</Link>,
  // A picture from elsewhere would tell its host who reads what, and when.
  img: ({ src, alt }) => <Link href={typeof src === "string" ? src : ""}>{alt || "Picture"}</Link>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
    <section className={styles.table} aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </section>
  ),
};

/** What is no address (react-markdown leaves none of `javascript:`) is no link either. */
function Link({ href, children }: { href: string | undefined; children: ReactNode }): ReactNode {
  if (!href) return children;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

type Plugins = NonNullable<ComponentProps<typeof ReactMarkdown>["rehypePlugins"]>;

const remarkPlugins = [remarkGfm];
let highlighting: Plugins = [];

/** The colours of code, loaded after the page: the languages are larger than all the rest. */
function useHighlighting(): Plugins {
  const [plugins, setPlugins] = useState(highlighting);
  useEffect(() => {
    void import("rehype-highlight").then(({ default: highlight }) => {
      highlighting = highlighting.length > 0 ? highlighting : [highlight];
      setPlugins(highlighting);
    });
  }, []);
  return plugins;
}

/** An answer as it was meant. HTML in it stays text, and links that are no addresses lead nowhere. */
export const Markdown = memo(function Markdown({ text }: { text: string }): ReactNode {
  return (
    <div className={styles.markdown}>
      <ReactMarkdown components={components} remarkPlugins={remarkPlugins} rehypePlugins={useHighlighting()}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
