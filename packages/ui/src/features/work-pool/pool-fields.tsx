import { FormField } from "../../components/form/form-field.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { NumberInput } from "../../components/form/number-input.tsx";

interface PoolFieldsProps {
  description: string;
  limit: number | undefined;
  onChange: (changes: { description?: string; limit?: number | undefined }) => void;
}

export function PoolFields({ description, limit, onChange }: PoolFieldsProps) {
  return (
    <>
      <TextField
        label="Description"
        rows={2}
        value={description}
        onChange={(description) => onChange({ description })}
      />
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
