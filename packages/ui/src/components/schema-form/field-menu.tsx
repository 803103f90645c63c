import { Icon } from "../icon.tsx";
import { Menu, type MenuItem } from "../menu.tsx";
import { blankValue, standIn, type StandInKind, standInOf } from "./form-values.ts";
import type { SchemaFieldProps } from "./schema-field-props.ts";

interface FieldMenuProps extends SchemaFieldProps {
  isJson: boolean;
  onJson: (isJson: boolean) => void;
  isNullable: boolean;
}

const STAND_INS: [StandInKind, string][] = [
  ["workspace_variable", "Take a variable"],
  ["jinja", "Take a template"],
];

/** Other ways to give a value: none, the default, as JSON, by a variable or a template. */
export function FieldMenu({ field, root, value, onChange, hasStandIns, isJson, onJson, isNullable }: FieldMenuProps) {
  const stand = standInOf(value);
  const isSpecial = stand !== null || isJson || value === null;
  const items: MenuItem[] = [
    ...(value === undefined ? [] : [{ label: unsetWords(field.fallback), onSelect: () => onChange(undefined) }]),
    ...(isSpecial
      ? [
          {
            label: "Use the form",
            onSelect: () => {
              onJson(false);
              if (stand !== null || value === null) onChange(blankValue(field.schema, root));
            },
          },
        ]
      : [{ label: "Write JSON", onSelect: () => onJson(true) }]),
    ...(isNullable && value !== null ? [{ label: "Give null", onSelect: () => onChange(null) }] : []),
    ...(hasStandIns ? STAND_INS.filter(([kind]) => stand?.kind !== kind) : []).map(([kind, label]) => ({
      label,
      onSelect: () => onChange(standIn({ kind, text: "" })),
    })),
  ];
  return (
    <Menu
      label={`How ${field.title} is given`}
      trigger={<Icon name="more" size={14} />}
      triggerClass="icon-button menu-trigger"
      triggerLabel={`How ${field.title} is given`}
      align="end"
      items={items}
    />
  );
}

function unsetWords(fallback: unknown): string {
  return fallback === undefined ? "Give nothing" : "Use the default";
}
