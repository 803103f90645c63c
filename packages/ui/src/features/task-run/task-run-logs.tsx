import { useQuery } from "@tanstack/react-query";
import { Empty, Failure } from "../../components/message.tsx";
import { LogLines } from "./log-lines.tsx";
import { taskRunLogs } from "./task-run-queries.ts";

/** What it wrote; the run's page has the whole log, searchable. */
export function TaskRunLogs({ id }: { id: string }) {
  const query = useQuery(taskRunLogs(id));
  if (query.isError) {
    return <Failure what="The log could not be read" error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.isSuccess && query.data.length === 0) return <Empty title="No lines">It wrote nothing to the log.</Empty>;
  return <LogLines lines={query.data ?? []} label="Log" />;
}
