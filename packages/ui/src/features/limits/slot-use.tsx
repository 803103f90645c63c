/** How much of a limit is taken, as a bar and in numbers. */
export function SlotUse({ taken, limit }: { taken: number; limit: number }) {
  const share = limit === 0 ? 1 : Math.min(1, taken / limit);
  return (
    <span className="slot-use" data-tone={taken >= limit ? "late" : "running"}>
      <span className="slot-use-bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      {taken.toLocaleString("en")} of {limit.toLocaleString("en")}
    </span>
  );
}
