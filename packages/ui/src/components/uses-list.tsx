import { unreachable } from "@tutti/core/unreachable";
import { Link } from "@tanstack/react-router";
import "./uses-list.css";

export interface Use {
  readonly kind: "block" | "deployment" | "automation" | "work-pool" | "result-storage";
  /** Null for the server's own setting. */
  readonly id: string | null;
  readonly name: string;
  /** Where or as what it is used. */
  readonly as: string;
}

/** What uses an object, each with the way to its page. */
export function UsesList({ uses }: { uses: readonly Use[] }) {
  return (
    <ul className="uses">
      {uses.map((use) => (
        <li key={`${use.kind} ${use.id}`} className="use">
          <span className="muted">{KINDS[use.kind]}</span>
          <UseLink use={use} />
          <span className="muted">{use.as}</span>
        </li>
      ))}
    </ul>
  );
}

const KINDS: Record<Use["kind"], string> = {
  block: "block",
  deployment: "deployment",
  automation: "automation",
  "work-pool": "work pool",
  "result-storage": "server",
};

function UseLink({ use: { kind, id, name } }: { use: Use }) {
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
