import type { BoundedCount } from "@tutti/core/wire/dashboard";

/** How many there are in all: `1,008`, or `10,000+` where the counting stopped. */
export function Total({ total }: { total: BoundedCount | null }) {
  if (total === null) return null;
  return (
    <span className="page-count">
      {total.count.toLocaleString("en")}
      {total.is_bounded ? "+" : ""}
    </span>
  );
}
