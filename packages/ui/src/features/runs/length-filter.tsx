import { FilterButton } from "../../components/filter-button.tsx";
import { lengthWords, readLength, writeLength } from "./length-search.ts";
import { LengthFields } from "./length-fields.tsx";

const CHOICES = ["-1", "1-60", "60-600", "600-3600", "3600-"];

interface LengthFilterProps {
  length: string | undefined;
  onChange: (length: string | undefined) => void;
}

/** How long runs took: some usual lengths, and any other. */
export function LengthFilter({ length, onChange }: LengthFilterProps) {
  const chosen = readLength(length);
  return (
    <FilterButton name="Duration" chosen={chosen === null ? null : lengthWords(chosen)}>
      {(close) => (
        <>
          <div className="menu">
            {[undefined, ...CHOICES].map((choice) => (
              <button
                key={choice ?? "any"}
                type="button"
                className="menu-item"
                aria-pressed={choice === length}
                onClick={() => {
                  onChange(choice);
                  close();
                }}
              >
                {wordsOf(choice)}
                {choice === length ? <span className="menu-note">✓</span> : null}
              </button>
            ))}
          </div>
          <LengthFields
            length={chosen ?? { atLeast: null, below: null }}
            onChange={(next) => onChange(writeLength(next.atLeast === null && next.below === null ? null : next))}
          />
        </>
      )}
    </FilterButton>
  );
}

function wordsOf(choice: string | undefined): string {
  const length = readLength(choice);
  return length === null ? "Any duration" : lengthWords(length);
}
