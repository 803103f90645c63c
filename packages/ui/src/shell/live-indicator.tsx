import { useLiveStatus } from "../api/live.ts";
import type { LiveStatus } from "../api/live-socket.ts";

const WORDS: Record<LiveStatus, { short: string; long: string }> = {
  connecting: { short: "Connecting", long: "Connecting to the server" },
  live: { short: "Live", long: "Live: changes show as they happen" },
  reconnecting: {
    short: "Reconnecting",
    long: "The connection is lost; trying again. Pages are read anew every 5 seconds",
  },
};

export function LiveIndicator() {
  const status = useLiveStatus();
  const { short, long } = WORDS[status];
  return (
    <output className="live-indicator" data-status={status} title={long}>
      <span className="live-dot" />
      <span className="sidebar-word">{short}</span>
    </output>
  );
}
