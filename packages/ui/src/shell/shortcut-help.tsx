import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { shortcutsPreference } from "../preferences/layout.ts";
import { PAGES } from "./pages.ts";
import { usePreference } from "../preferences/preference.ts";
import "./shortcut-help.css";

const GROUPS: { title: string; keys: [string[], string][] }[] = [
  {
    title: "Anywhere",
    keys: [
      [["Ctrl K", "⌘K"], "Search, or jump to an id"],
      ...PAGES.map(({ keys, word }): [string[], string] => [[keys], word]),
      [["/"], "Search on this page"],
      [["?"], "This list"],
    ],
  },
  {
    title: "Lists",
    keys: [
      [["j", "k"], "Next, previous row"],
      [["Enter"], "Open the row"],
      [["x"], "Select the row"],
    ],
  },
  {
    title: "A run",
    keys: [
      [["j", "k"], "Next, previous task"],
      [["←", "→"], "Fold, unfold a group"],
      [["n"], "Next failed task"],
      [["t"], "Timeline as a table, and back"],
      [["d"], "What depends on what, and back"],
      [["l"], "Compare how long each took, and back"],
      [["f"], "Fill the page with it, and back"],
      [["z"], "Whole run on the time axis"],
      [["Esc"], "Let go of the task"],
    ],
  },
];

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const state = usePreference(shortcutsPreference);
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      {GROUPS.map(({ title, keys }) => (
        <section key={title} className="shortcut-group">
          <h3 className="shortcut-title">{title}</h3>
          <dl>
            {keys.map(([combinations, words]) => (
              <div key={words} className="shortcut">
                <dt>
                  {combinations.map((combination) => (
                    <kbd key={combination} className="kbd">
                      {combination}
                    </kbd>
                  ))}
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <label className="shortcut-switch">
        <input
          type="checkbox"
          checked={state === "on"}
          onChange={(event) => shortcutsPreference.write(event.target.checked ? "on" : "off")}
        />
        Single keys act as shortcuts
      </label>
      <div className="dialog-actions">
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
