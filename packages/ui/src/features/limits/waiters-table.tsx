import type { SlotWaiter } from "@tutti/core/wire/limit-use";
import { RelativeTime } from "../../components/time.tsx";
import { PartyCell, PartyState } from "./party-cell.tsx";

/** Who asked for slots in vain, the longest waiting first. */
export function WaitersTable({ waiters }: { waiters: readonly SlotWaiter[] }) {
  return (
    <table className="table parties-table" aria-label="Wait for slots">
      <thead>
        <tr>
          <th>Who waits</th>
          <th className="col-state">State</th>
          <th className="col-slots">Slots</th>
          <th className="col-since">Since</th>
          <th className="col-until">Asks again</th>
        </tr>
      </thead>
      <tbody>
        {waiters.map(({ waiter, slots, since, asks_again_at: again }) => (
          <tr key={waiter.id}>
            <td>
              <PartyCell party={waiter} />
            </td>
            <td className="col-state">
              <PartyState party={waiter} />
            </td>
            <td className="col-slots">{slots}</td>
            <td className="col-since">
              <RelativeTime at={since} />
            </td>
            <td className="col-until">
              <RelativeTime at={again} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
