import { useQuery } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { type SkeletonColumn, SkeletonRow } from "../../components/skeleton-row.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { type SettingLine, settingLines } from "./setting-lines.ts";
import "../../components/table.css";

interface ServerSettingsProps {
  /** Only settings in whose name or value it stands. */
  text: string;
  onText: (text: string) => void;
}

const SKELETONS = Array.from({ length: 16 }, (_, index) => index);
const SKELETON: readonly SkeletonColumn[] = [
  { name: "setting", width: 190 },
  { name: "value", width: 80 },
  { name: "description", width: 260 },
  { name: "variable", width: 220 },
];

/** What the server was told, with the variable that tells it; secrets are masked by the server. */
export function ServerSettings({ text, onText }: ServerSettingsProps) {
  const settings = useQuery({
    queryKey: ["settings"],
    queryFn: ({ signal }) => request<object>("/admin/settings", { signal }),
  });
  const lines = settingLines(settings.data ?? {});
  const wanted = text.toLowerCase();
  const shown = lines.filter((line) => Object.values(line).join(" ").toLowerCase().includes(wanted));
  return (
    <>
      <search className="settings-search">
        <SearchField label="Search settings" value={text} isPageSearch onChange={onText} />
      </search>
      {settings.isError ? (
        <Failure what="The settings could not be read" error={settings.error} onRetry={() => void settings.refetch()} />
      ) : null}
      {settings.isSuccess && shown.length === 0 ? <Empty title="No setting matches" /> : null}
      <table className="table settings-table" aria-label="Settings of the server">
        <thead>
          <tr>
            <th className="col-setting">Setting</th>
            <th className="col-value">Value</th>
            <th className="col-description">What it says</th>
            <th className="col-variable">Variable</th>
          </tr>
        </thead>
        <tbody>
          {settings.isPending ? SKELETONS.map((key) => <SkeletonRow key={key} columns={SKELETON} />) : null}
          {shown.map((line) => (
            <SettingRow key={line.name} line={line} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function SettingRow({ line: { name, value, variable, description } }: { line: SettingLine }) {
  return (
    <tr>
      <td title={name}>{name}</td>
      <td className="mono" title={value}>
        {value}
      </td>
      <td className="col-description">{description}</td>
      <td className="col-variable">
        {variable === null ? null : (
          <span className="settings-variable">
            <code className="truncate">{variable}</code>
            <CopyButton text={variable} label={`Copy ${variable}`} />
          </span>
        )}
      </td>
    </tr>
  );
}
