import { Button, IconButton } from "../button.tsx";
import type { FieldSpec } from "./field-kind.ts";
import { errorsAt } from "./form-errors.ts";
import { blankValue } from "./form-values.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { OuterFieldProps } from "./schema-field-props.ts";

/** The items of a list, each to be changed, moved or taken out, and more to be added. */
export function ListField({ items, ...props }: OuterFieldProps & { items: JsonSchema }) {
  const { Field, field, root, value, onChange, errors, hasStandIns, depth } = props;
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <div className="form-list">
      {list.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- items have no other name than their place
        <div key={index} className="form-list-item">
          <Field
            field={itemField(field, items, index)}
            root={root}
            value={item}
            onChange={(next) => onChange(list.with(index, next ?? null))}
            errors={errorsAt(errors, index)}
            hasStandIns={hasStandIns}
            depth={depth + 1}
          />
          {index === 0 ? null : (
            <IconButton
              icon="arrowUp"
              label={`Move item ${index + 1} up`}
              onClick={() => onChange(moved(list, index))}
            />
          )}
          <IconButton
            icon="trash"
            label={`Take item ${index + 1} out`}
            onClick={() => onChange(list.toSpliced(index, 1))}
          />
        </div>
      ))}
      <div>
        <Button icon="plus" onClick={() => onChange([...list, blankValue(items, root) ?? null])}>
          Add an item
        </Button>
      </div>
    </div>
  );
}

function itemField(field: FieldSpec, items: JsonSchema, index: number): FieldSpec {
  const title = `${field.title} ${index + 1}`;
  return { key: String(index), title, description: null, isRequired: true, schema: items, fallback: undefined };
}

function moved(list: readonly unknown[], index: number): unknown[] {
  const item = list[index];
  return list.toSpliced(index, 1).toSpliced(index - 1, 0, item);
}
