import { JsonView } from "../json-view.tsx";
import { readTable } from "./table-data.ts";

const SHOWN_MAX = 500;

export function ArtifactTable({ data }: { data: unknown }) {
  const table = readTable(data);
  if (table === null) return <JsonView value={data} label="Data" />;
  const shown = table.rows.slice(0, SHOWN_MAX).map((row, index) => ({ number: index + 1, row }));
  return (
    <div className="artifact-table">
      <table className="data-table">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ number, row }) => (
            <tr key={number}>
              {table.columns.map((column, place) => (
                <td key={column} className={/^-?[\d.,]+%?$/.test(row[place] ?? "") ? "number-cell" : undefined}>
                  {row[place]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > SHOWN_MAX ? (
        <p className="muted">
          The first {SHOWN_MAX} of {table.rows.length.toLocaleString("en")} rows
        </p>
      ) : null}
    </div>
  );
}
