import { RelativeTime } from "./time.tsx";

interface StartTimeProps {
  run: { readonly start_time: string | null; readonly expected_start_time: string | null };
}

/** When a run began; of one that has not, when it is or was due. */
export function StartTime({ run: { start_time, expected_start_time } }: StartTimeProps) {
  if (start_time !== null || expected_start_time === null) return <RelativeTime at={start_time} />;
  return (
    <span className="muted">
      due <RelativeTime at={expected_start_time} />
    </span>
  );
}
