import { Button } from "../../components/button.tsx";
import { Checklist } from "../../components/checklist.tsx";
import { Icon } from "../../components/icon.tsx";
import { Popover } from "../../components/popover.tsx";
import { usePreference } from "../../preferences/preference.ts";
import { COLUMN_WORDS, columnsPreference, isUsual, RUN_COLUMNS, USUAL_COLUMNS } from "./run-columns.ts";

/** Which columns lists of runs have, in this browser. */
export function ColumnsButton() {
  return (
    <Popover
      label="Columns"
      align="end"
      triggerClass="icon-button"
      triggerLabel="Choose the columns"
      trigger={<Icon name="columns" />}
    >
      {() => <ColumnList />}
    </Popover>
  );
}

function ColumnList() {
  const columns = usePreference(columnsPreference);
  return (
    <div className="checklist">
      <Checklist
        choices={RUN_COLUMNS.map((value) => ({ value, label: COLUMN_WORDS[value] }))}
        chosen={columns}
        onChange={(chosen) => columnsPreference.write(RUN_COLUMNS.filter((column) => chosen.includes(column)))}
      />
      <p className="checklist-note">Kept in this browser, for all lists of runs.</p>
      {isUsual(columns) ? null : (
        <Button look="quiet" onClick={() => columnsPreference.write(USUAL_COLUMNS)}>
          The usual ones
        </Button>
      )}
    </div>
  );
}
