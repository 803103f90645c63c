import { useEffect, useRef, useState } from "react";
import { Icon } from "./icon.tsx";

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** How long typing has to pause before the text counts. */
  pauseMs?: number;
  /** Called on Enter, once the text is applied. */
  onEnter?: (isShift: boolean) => void;
  /** The field that `/` goes to. */
  isPageSearch?: boolean;
}

/** A search text that is applied when typing pauses, at once on Enter; Escape empties it, then leaves. */
export function SearchField({
  label,
  value,
  onChange,
  pauseMs = 200,
  isPageSearch = false,
  onEnter,
}: SearchFieldProps) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);

  const apply = (next: string) => {
    if (next === sent.current) return;
    sent.current = next;
    onChange(next);
  };
  const applyLatest = useRef(apply);
  useEffect(() => {
    applyLatest.current = apply;
  });
  useEffect(() => {
    const timer = setTimeout(() => applyLatest.current(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, pauseMs]);

  return (
    <div className="field search-field">
      <Icon name="search" size={14} />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        data-page-search={isPageSearch ? "" : undefined}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            apply(text);
            onEnter?.(event.shiftKey);
          }
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (text === "") event.currentTarget.blur();
          setText("");
          apply("");
        }}
      />
    </div>
  );
}
