/** A table as it is printed and written. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** For a terminal: the first column to the left, the others to the right. */
export function toText({ columns, rows }: Table): string {
  const widths = columns.map((_, index) => Math.max(...[columns, ...rows].map((row) => length(row[index]))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => {
        const space = " ".repeat((widths[index] ?? 0) - length(cell));
        return index === 0 ? cell + space : space + cell;
      })
      .join("  ")
      .trimEnd();
  return [line(columns), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

/** For Markdown. */
export function toMarkdown({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = columns.map((_, index) => (index === 0 ? "---" : "---:"));
  return [columns, rule, ...rows].map(line).join("\n");
}

const length = (cell = ""): number => [...cell].length;
