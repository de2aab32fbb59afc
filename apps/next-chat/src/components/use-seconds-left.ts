import { useEffect, useState } from "react";

/** Whole seconds until a moment (ms since the epoch), counted down to 0; undefined on the server, or without one. */
export function useSecondsLeft(until: number | undefined): number | undefined {
  const [seconds, setSeconds] = useState<number>();
  useEffect(() => {
    if (until === undefined) return setSeconds(undefined);
    const count = () => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setSeconds(left);
      if (left === 0) clearInterval(timer);
    };
    const timer = setInterval(count, 1000);
    count();
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}
