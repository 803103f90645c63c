import { fractionOf, ticksOf, type TimeView } from "./time-scale.ts";

const TICKS_MAX = 9;
/** From here on there is no label: the views' buttons stand there. */
const LAST_FRACTION = 0.9;

/** Round offsets from the run's start. */
export function AxisLabels({ view, originAt }: { view: TimeView; originAt: number }) {
  return ticksOf(view, originAt, TICKS_MAX).map(({ at, label }) => {
    const fraction = fractionOf(at, view);
    if (fraction > LAST_FRACTION) return null;
    return (
      <span key={at} className="axis-label" style={{ left: `${fraction * 100}%` }}>
        {label}
      </span>
    );
  });
}

/** The same offsets as faint lines behind the rows. */
export function AxisLines({ view, originAt }: { view: TimeView; originAt: number }) {
  return (
    <div className="axis-lines" aria-hidden="true">
      {ticksOf(view, originAt, TICKS_MAX).map(({ at }) => (
        <span key={at} style={{ left: `${fractionOf(at, view) * 100}%` }} />
      ))}
    </div>
  );
}
