import { FormField } from "../../components/form/form-field.tsx";
import type { ObjectOption } from "./object-options.ts";

interface ObjectSelectProps {
  label: string;
  hint?: string;
  isRequired?: boolean;
  /** Undefined until they are known. */
  options: readonly ObjectOption[] | undefined;
  chosen: string;
  /** What stands for nothing chosen: "every flow". */
  none: string;
  onChoose: (id: string) => void;
}

/** One object of those that there are. */
export function ObjectSelect({ options, chosen, none, onChoose, ...field }: ObjectSelectProps) {
  const isKnown = options === undefined || chosen === "" || options.some(({ id }) => id === chosen);
  return (
    <FormField {...field}>
      {(control) => (
        <select
          {...control}
          className="input"
          disabled={options === undefined}
          value={chosen}
          onChange={(event) => onChoose(event.target.value)}
        >
          <option value="">{none}</option>
          {isKnown ? null : <option value={chosen}>{chosen}</option>}
          {(options ?? []).map(({ id, words }) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}
