import { RANGE_WORDS, TIME_RANGES, type TimeRange } from "./runs-search.ts";
import "../../components/form/form.css";

interface RangeSelectProps {
  range: TimeRange;
  onRange: (range: TimeRange) => void;
}

/** Over which time things are told. */
export function RangeSelect({ range, onRange }: RangeSelectProps) {
  return (
    <label className="range-select">
      <span className="visually-hidden">Time</span>
      <select
        className="input"
        value={range}
        onChange={(event) => onRange(TIME_RANGES.find((known) => known === event.target.value) ?? range)}
      >
        {TIME_RANGES.map((known) => (
          <option key={known} value={known}>
            {RANGE_WORDS[known]}
          </option>
        ))}
      </select>
    </label>
  );
}
