import type { ReactNode } from "react";

const paths = {
  arrow: "M12 19V5m0 0-6 6m6-6 6 6",
  check: "m5 12.500 4.500 4.500L19 7.500",
  close: "m6 6 12 12M18 6 6 18",
  copy: "M9 9h10v11H9zM15 9V5H5v11h4",
  down: "M12 5v14m0 0-6-6m6 6 6-6",
  edit: "M4 20h4L19 9l-4-4L4 16zm9-13 4 4",
  key: "M9 14a4 4 0 1 1 0-8 4 4 0 0 1 0 8m3-1 8 8m-3-3 2.500-2.500",
  plus: "M12 5v14M5 12h14",
  retry: "M19 12a7 7 0 1 1-2.500-5.400L19 9m0-4.500V9h-4.500",
  stop: "M7 7h10v10H7z",
} as const;

/** A drawing beside a text, or in a button that has a name of its own. */
export function Icon({ name }: { name: keyof typeof paths }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} fill={name === "stop" ? "currentColor" : undefined} />
    </svg>
  );
}
