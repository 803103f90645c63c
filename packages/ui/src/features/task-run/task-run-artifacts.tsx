import { useQuery } from "@tanstack/react-query";
import { ArtifactData } from "../../components/artifact/artifact-data.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { taskRunArtifacts } from "./task-run-queries.ts";

export function TaskRunArtifacts({ id }: { id: string }) {
  const query = useQuery(taskRunArtifacts(id));
  if (query.isError) {
    return <Failure what="The artifacts could not be read" error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.isSuccess && query.data.length === 0) return <Empty title="No artifacts">It made none.</Empty>;
  return (
    <div className="panel-scroll" tabIndex={0} role="group" aria-label="Artifacts">
      {(query.data ?? []).map((artifact) => (
        <section key={artifact.id}>
          <h2 className="panel-title">{artifact.key ?? "Without a key"}</h2>
          <ArtifactData type={artifact.type} data={artifact.data} />
        </section>
      ))}
    </div>
  );
}
