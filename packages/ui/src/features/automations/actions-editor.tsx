import {
  ACTION_FIELDS,
  type ActionDraft,
  actionGap,
  type ActionType,
  actionWords,
  newAction,
} from "@tutti/core/automation/action-form";
import { Button, IconButton } from "../../components/button.tsx";
import { FieldErrors, FormField } from "../../components/form/form-field.tsx";
import { ActionFields } from "./action-fields.tsx";

interface ActionsEditorProps {
  actions: readonly ActionDraft[];
  onChange: (actions: ActionDraft[]) => void;
}

const TYPES = Object.keys(ACTION_FIELDS) as ActionType[];

/** What the automation does, in turn. */
export function ActionsEditor({ actions, onChange }: ActionsEditorProps) {
  const put = (index: number, action: ActionDraft) => onChange(actions.with(index, action));
  const drop = (index: number) => onChange(actions.toSpliced(index, 1));
  const moveUp = (index: number) => {
    const moved = actions[index];
    if (moved !== undefined) onChange(actions.toSpliced(index, 1).toSpliced(index - 1, 0, moved));
  };
  return (
    <div className="form-list">
      {actions.map((action, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- an action has no other name than its place
        <fieldset key={index} className="action-card" aria-label={`Action ${index + 1}`}>
          <FormField
            label={actions.length === 1 ? "Do" : `${index + 1}. Do`}
            tools={
              <span className="action-tools">
                {index === 0 ? null : (
                  <IconButton icon="arrowUp" label={`Move action ${index + 1} up`} onClick={() => moveUp(index)} />
                )}
                {actions.length === 1 ? null : (
                  <IconButton icon="trash" label={`Remove action ${index + 1}`} onClick={() => drop(index)} />
                )}
              </span>
            }
          >
            {(control) => (
              <select
                {...control}
                className="input"
                value={action.type}
                onChange={(event) => put(index, newAction(event.target.value as ActionType))}
              >
                {TYPES.map((type) => (
                  <option key={type} value={type}>
                    {actionWords({ type })}
                  </option>
                ))}
              </select>
            )}
          </FormField>
          <ActionFields action={action} onChange={(next) => put(index, next)} />
          <FieldErrors errors={[actionGap(action)].filter((gap) => gap !== null)} />
        </fieldset>
      ))}
      <div>
        <Button icon="plus" onClick={() => onChange([...actions, newAction("do-nothing")])}>
          Add an action
        </Button>
      </div>
    </div>
  );
}
