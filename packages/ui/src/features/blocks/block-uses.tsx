import { useQuery } from "@tanstack/react-query";
import { Failure } from "../../components/message.tsx";
import { UsesList } from "../../components/uses-list.tsx";
import { blockUses } from "./blocks-query.ts";

/** What would miss the block. */
export function BlockUses({ id }: { id: string }) {
  const uses = useQuery(blockUses(id));
  return (
    <section aria-labelledby="block-uses">
      <h2 id="block-uses" className="panel-title">
        Used by
      </h2>
      {uses.isError ? (
        <Failure what="What uses it could not be read" error={uses.error} onRetry={() => void uses.refetch()} />
      ) : null}
      {uses.isSuccess && uses.data.length === 0 ? (
        <p className="muted">Nothing on this server names it. Code that loads it by its name is not seen here.</p>
      ) : null}
      <UsesList uses={uses.data ?? []} />
    </section>
  );
}
