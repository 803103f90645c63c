import {
  ACTION_FIELDS,
  type ActionDraft,
  type ActionField,
  type BlockKind,
  type TargetKind,
} from "@tutti/core/automation/action-form";
import { STATE_TYPES } from "@tutti/core/state-type";
import { unreachable } from "@tutti/core/unreachable";
import { Link } from "@tanstack/react-router";
import { FormField } from "../../components/form/form-field.tsx";
import { JsonField } from "../../components/form/json-field.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { stateWords } from "../../state/tone.ts";
import { useBlockOptions, useObjectOptions } from "./object-options.ts";
import { ObjectSelect } from "./object-select.tsx";

interface ActionFieldsProps {
  action: ActionDraft;
  onChange: (action: ActionDraft) => void;
}

/** What an action asks for. */
export function ActionFields({ action, onChange }: ActionFieldsProps) {
  const fields: readonly ActionField[] = ACTION_FIELDS[action.type];
  return fields.map((field) => (
    <OneField
      key={"key" in field ? field.key : field.kind}
      field={field}
      action={action}
      onChange={(changes) => onChange({ ...action, ...changes })}
    />
  ));
}

interface OneFieldProps {
  field: ActionField;
  action: ActionDraft;
  onChange: (changes: object) => void;
}

function OneField({ field, action, onChange }: OneFieldProps) {
  switch (field.kind) {
    case "target":
      return <TargetField of={field.of} name={field.key} action={action} onChange={onChange} />;
    case "block":
      return <BlockField of={field.of} action={action} onChange={onChange} />;
    case "text": {
      const { key, kind: _kind, ...rest } = field;
      return <TextField {...rest} value={textOf(action[key])} onChange={(text) => onChange({ [key]: text })} />;
    }
    case "json":
      return (
        <JsonField
          label={field.label}
          hint={field.hint}
          value={action[field.key] ?? undefined}
          onChange={(value) => onChange({ [field.key]: value ?? null })}
          rows={4}
        />
      );
    case "state":
      return <StateField action={action} onChange={onChange} />;
    default:
      return unreachable(field);
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

const INFERRED = "inferred";

function TargetField({ of, name, action, onChange }: { of: TargetKind; name: string } & Omit<OneFieldProps, "field">) {
  const options = useObjectOptions(of);
  const noun = of.replace("-", " ");
  const ofEvent = { id: INFERRED, words: `the ${noun} that the event is about` };
  return (
    <ObjectSelect
      label={`${noun.charAt(0).toUpperCase()}${noun.slice(1)}`}
      isRequired
      none="choose one"
      options={options === undefined ? undefined : [ofEvent, ...options]}
      chosen={action["source"] === INFERRED ? INFERRED : textOf(action[name])}
      onChoose={(id) =>
        onChange(id === INFERRED ? { source: INFERRED, [name]: null } : { source: "selected", [name]: id || null })
      }
    />
  );
}

const BLOCK_WORDS: Record<BlockKind, { label: string; what: string }> = {
  notification: { label: "Send with", what: "No block is saved that sends notifications." },
  webhook: { label: "Webhook", what: "No webhook block is saved." },
};

function BlockField({ of, action, onChange }: { of: BlockKind } & Omit<OneFieldProps, "field">) {
  const options = useBlockOptions(of);
  return (
    <>
      <ObjectSelect
        label={BLOCK_WORDS[of].label}
        isRequired
        none="choose a block"
        options={options}
        chosen={textOf(action["block_document_id"])}
        onChoose={(id) => onChange({ block_document_id: id === "" ? null : id })}
      />
      {options?.length === 0 ? (
        <p className="form-hint">
          {BLOCK_WORDS[of].what}{" "}
          <Link
            className="link-accent"
            to="/blocks/catalog"
            search={{ q: of === "webhook" ? "webhook" : "notification" }}
          >
            Add one
          </Link>
        </p>
      ) : null}
    </>
  );
}

function StateField({ action, onChange }: Omit<OneFieldProps, "field">) {
  return (
    <FormField label="State" isRequired>
      {(control) => (
        <select
          {...control}
          className="input"
          value={textOf(action["state"])}
          onChange={(event) => onChange({ state: event.target.value })}
        >
          {STATE_TYPES.map((type) => (
            <option key={type} value={type}>
              {stateWords(type, null)}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}
