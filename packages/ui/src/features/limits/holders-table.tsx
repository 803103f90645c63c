import type { SlotHolder } from "@tutti/core/wire/limit-use";
import { RelativeTime } from "../../components/time.tsx";
import { PartyCell, PartyState } from "./party-cell.tsx";

/** Who holds slots, the longest held first. */
export function HoldersTable({ holders }: { holders: readonly SlotHolder[] }) {
  return (
    <table className="table parties-table" aria-label="Hold slots">
      <thead>
        <tr>
          <th>Holder</th>
          <th className="col-state">State</th>
          <th className="col-slots">Slots</th>
          <th className="col-since">Since</th>
          <th className="col-until">Lease</th>
        </tr>
      </thead>
      <tbody>
        {holders.map(({ lease_id: id, holder, slots, since, expires_at: end }) => (
          <tr key={id}>
            <td>
              {holder === null ? <span className="muted">did not say who it is</span> : <PartyCell party={holder} />}
            </td>
            <td className="col-state">{holder === null ? null : <PartyState party={holder} />}</td>
            <td className="col-slots">{slots}</td>
            <td className="col-since">
              <RelativeTime at={since} />
            </td>
            <td className="col-until">
              {end === null ? (
                <span className="muted">until it is given back</span>
              ) : (
                <span title="Unless it is renewed">
                  ends <RelativeTime at={end} />
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
