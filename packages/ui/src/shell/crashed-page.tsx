import { Failure } from "../components/message.tsx";

/** A fault in the dashboard itself; the sidebar stays usable. */
export function CrashedPage({ error }: { error: Error }) {
  return <Failure what="This page broke" error={error} onRetry={() => location.reload()} />;
}
