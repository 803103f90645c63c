import { useState } from "react";
import type { ControlProps } from "./form-field.tsx";

interface TagsInputProps {
  control: ControlProps;
  tags: readonly string[];
  onChange: (tags: string[]) => void;
  placeholder?: string;
}

/** Tags, with commas between them. */
export function TagsInput({ control, tags, onChange, placeholder = "prod, nightly" }: TagsInputProps) {
  const [text, setText] = useState(tags.join(", "));
  return (
    <input
      {...control}
      className="input"
      value={text}
      spellCheck={false}
      placeholder={placeholder}
      onChange={(event) => {
        setText(event.target.value);
        const parts = event.target.value.split(",").map((part) => part.trim());
        onChange([...new Set(parts.filter((part) => part !== ""))]);
      }}
    />
  );
}
