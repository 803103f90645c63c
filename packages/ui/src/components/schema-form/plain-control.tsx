import { plainNumber } from "@tutti/core/exact-json";
import { unreachable } from "@tutti/core/unreachable";
import type { ControlProps } from "../form/form-field.tsx";
import { ExactNumberInput } from "../form/number-input.tsx";
import { BlockSelect } from "./block-select.tsx";
import type { FieldKind, TextFormat } from "./field-kind.ts";
import { isSame } from "./form-values.ts";
import { fromLocalInput, toLocalInput } from "./local-time.ts";

interface PlainControlProps {
  control: ControlProps;
  kind: FieldKind;
  /** What holds when nothing is given. */
  fallback: unknown;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** The control for a value without parts. */
export function PlainControl({ control, kind, fallback, value, onChange }: PlainControlProps) {
  switch (kind.kind) {
    case "number":
      return (
        <ExactNumberInput
          control={control}
          value={typeof plainNumber(value) === "number" ? value : undefined}
          onChange={onChange}
          isInteger={kind.isInteger}
          placeholder={hintOf(fallback)}
        />
      );
    case "boolean":
      return (
        <ChoiceSelect control={control} choices={[true, false]} fallback={fallback} value={value} onChange={onChange} />
      );
    case "choice":
      return (
        <ChoiceSelect control={control} choices={kind.choices} fallback={fallback} value={value} onChange={onChange} />
      );
    case "block":
      return <BlockSelect control={control} slug={kind.slug} value={value} onChange={onChange} />;
    case "text":
      return <TextControl {...{ control, value, onChange }} placeholder={hintOf(fallback)} format={kind.format} />;
    case "list":
    case "object":
    case "union":
    case "json":
      return null;
    default:
      return unreachable(kind);
  }
}

/** What holds when nothing is given, to be read in the empty field. */
function hintOf(fallback: unknown): string {
  const text = fallback === null ? "" : asText(fallback);
  return text === "" ? "" : `default: ${text}`;
}

interface TextControlProps {
  control: ControlProps;
  format: TextFormat;
  value: unknown;
  onChange: (value: unknown) => void;
  placeholder: string;
}

const INPUT_TYPES = { plain: "text", password: "password", date: "date", "date-time": "datetime-local" } as const;

function TextControl({ control, format, value, onChange, placeholder }: TextControlProps) {
  const text = asText(value);
  const give = (next: string) => onChange(next === "" && value === undefined ? undefined : next);
  if (format === "multiline") {
    return (
      <textarea
        {...control}
        className="input input-prose"
        rows={4}
        placeholder={placeholder}
        value={text}
        onChange={(event) => give(event.target.value)}
      />
    );
  }
  const isTime = format === "date-time";
  return (
    <input
      {...control}
      className="input"
      type={INPUT_TYPES[format]}
      step={isTime ? 1 : undefined}
      autoComplete={format === "password" ? "new-password" : "off"}
      spellCheck={false}
      placeholder={placeholder}
      value={isTime ? toLocalInput(text) : text}
      onChange={(event) => {
        const { value: next } = event.target;
        if (format === "plain" || format === "password") give(next);
        else onChange(next === "" ? undefined : isTime ? fromLocalInput(next) : next);
      }}
    />
  );
}

interface ChoiceSelectProps extends Omit<PlainControlProps, "kind"> {
  choices: readonly unknown[];
}

function ChoiceSelect({ control, choices, fallback, value, onChange }: ChoiceSelectProps) {
  const chosen = choices.findIndex((choice) => isSame(choice, value));
  return (
    <select
      {...control}
      className="input"
      value={chosen === -1 ? "" : chosen}
      onChange={(event) => onChange(event.target.value === "" ? undefined : choices[Number(event.target.value)])}
    >
      <option value="">{fallback === undefined ? "not given" : `default: ${words(fallback)}`}</option>
      {choices.map((choice, index) => (
        <option key={words(choice)} value={index}>
          {words(choice)}
        </option>
      ))}
    </select>
  );
}

function words(value: unknown): string {
  if (value === true) return "yes";
  return value === false ? "no" : asText(value);
}

function asText(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
