import { useEffect, useState } from "react";
import type { KeyActivity } from "../shared/key-activity.ts";

/** What Valet Key does for the user's conversation, live, and whether the line to the server is up. */
export function useKeyActivity(query: string): { activity: KeyActivity | undefined; isLive: boolean } {
  const [activity, setActivity] = useState<KeyActivity>();
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const events = new EventSource(`/api/key?${query}`);
    events.onopen = () => setLive(true);
    events.onmessage = ({ data }) => setActivity(JSON.parse(data));
    events.onerror = () => setLive(false);
    return () => events.close();
  }, [query]);
  return { activity, isLive };
}
