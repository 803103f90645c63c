import { unreachable } from "@tutti/core/unreachable";
import type { SlotParty } from "@tutti/core/wire/limit-use";
import { Link } from "@tanstack/react-router";
import { StateBadge } from "../../components/state-badge.tsx";

/** Who holds slots or waits for some, and what it is part of. */
export function PartyCell({ party }: { party: SlotParty }) {
  if (party.name === null) {
    return (
      <span className="muted">
        a {party.type.replace("_", " ")} that is gone <code>{party.id.slice(0, 8)}</code>
      </span>
    );
  }
  return (
    <>
      <PartyLink type={party.type} id={party.id} name={party.name} />
      <PartOf party={party} />
    </>
  );
}

function PartyLink({ type, id, name }: { type: SlotParty["type"]; id: string; name: string }) {
  switch (type) {
    case "flow_run":
      return (
        <Link to="/runs/run/$id" params={{ id }} className="link-accent" preload={false}>
          {name}
        </Link>
      );
    case "task_run":
      return (
        <Link to="/runs/task-run/$id" params={{ id }} className="link-accent" preload={false}>
          {name}
        </Link>
      );
    case "deployment":
      return (
        <Link to="/deployments/deployment/$id" params={{ id }} className="link-accent" preload={false}>
          {name}
        </Link>
      );
    default:
      return unreachable(type);
  }
}

function PartOf({ party: { flow_run: run, flow_name: flow } }: { party: SlotParty }) {
  if (run !== null) {
    return (
      <span className="muted">
        {" in "}
        <Link to="/runs/run/$id" params={{ id: run.id }} className="link" preload={false}>
          {run.name}
        </Link>
      </span>
    );
  }
  return flow === null ? null : <span className="muted"> of {flow}</span>;
}

export function PartyState({ party }: { party: SlotParty }) {
  if (party.name === null || party.type === "deployment") return null;
  return <StateBadge type={party.state_type} name={party.state_name} />;
}
