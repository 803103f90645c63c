import { useQuery } from "@tanstack/react-query";
import { Failure } from "../../components/message.tsx";
import { UsesList } from "../../components/uses-list.tsx";
import { variableUses } from "./variables-query.ts";

/** What reads the variable, as far as the server can see. */
export function VariableUses({ id }: { id: string }) {
  const uses = useQuery(variableUses(id));
  return (
    <section aria-labelledby="variable-uses">
      <h3 id="variable-uses" className="panel-title">
        Used by
      </h3>
      {uses.isError ? (
        <Failure what="What reads it could not be read" error={uses.error} onRetry={() => void uses.refetch()} />
      ) : null}
      {uses.isSuccess && uses.data.length === 0 ? (
        <p className="muted">No deployment, pool or automation names it. Code that reads it is not seen here.</p>
      ) : null}
      <UsesList uses={uses.data ?? []} />
    </section>
  );
}
