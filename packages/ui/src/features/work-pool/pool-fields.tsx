import { FormField } from "../../components/form/form-field.tsx";
import { NumberInput } from "../../components/form/number-input.tsx";

interface PoolFieldsProps {
  description: string;
  limit: number | undefined;
  onChange: (changes: { description?: string; limit?: number | undefined }) => void;
}

export function PoolFields({ description, limit, onChange }: PoolFieldsProps) {
  return (
    <>
      <FormField label="Description">
        {(control) => (
          <textarea
            {...control}
            className="input input-prose"
            rows={2}
            value={description}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        )}
      </FormField>
      <FormField label="Runs at once" hint="Empty for as many as workers take.">
        {(control) => (
          <NumberInput
            control={control}
            isInteger
            min={0}
            value={limit}
            onChange={(next) => onChange({ limit: next })}
          />
        )}
      </FormField>
    </>
  );
}
