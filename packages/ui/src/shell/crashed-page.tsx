import type { ErrorComponentProps } from "@tanstack/react-router";
import { PageFailure } from "../components/message.tsx";

/** A fault in the dashboard itself; the sidebar stays usable. */
export function CrashedPage({ error }: ErrorComponentProps) {
  const fault = error instanceof Error ? error : new Error(String(error));
  return <PageFailure what="This page broke" error={fault} onRetry={() => location.reload()} />;
}
