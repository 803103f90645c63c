import type { BlockUse } from "@tutti/core/wire/block-uses";
import { unreachable } from "@tutti/core/unreachable";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Failure } from "../../components/message.tsx";
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
      <ul className="block-uses">
        {(uses.data ?? []).map((use) => (
          <li key={`${use.kind} ${use.id}`} className="block-use">
            <span className="muted">{KINDS[use.kind]}</span>
            <UseLink use={use} />
            <span className="muted">{use.as}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const KINDS: Record<BlockUse["kind"], string> = {
  block: "block",
  deployment: "deployment",
  automation: "automation",
  "work-pool": "work pool",
  "result-storage": "server",
};

function UseLink({ use: { kind, id, name } }: { use: BlockUse }) {
  if (id === null) return <span>{name}</span>;
  switch (kind) {
    case "block":
      return (
        <Link className="link-accent" to="/blocks/block/$id" params={{ id }}>
          {name}
        </Link>
      );
    case "deployment":
      return (
        <Link className="link-accent" to="/deployments/deployment/$id" params={{ id }}>
          {name}
        </Link>
      );
    case "automation":
      return (
        <Link className="link-accent" to="/automations/automation/$id" params={{ id }}>
          {name}
        </Link>
      );
    case "work-pool":
      return (
        <Link className="link-accent" to="/work-pools/work-pool/$name" params={{ name }}>
          {name}
        </Link>
      );
    case "result-storage":
      return <span>{name}</span>;
    default:
      return unreachable(kind);
  }
}
