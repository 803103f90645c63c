import { useState } from "react";
import { CopyButton } from "./copy-button.tsx";
import { Tabs } from "./tabs.tsx";
import "./code-snippets.css";

interface SnippetsProps {
  /** Names the list. */
  label: string;
  snippets: readonly { language: string; code: string }[];
}

/** The same in several languages, one shown, each to copy. */
export function CodeSnippets({ label, snippets }: SnippetsProps) {
  const [chosen, setChosen] = useState(snippets[0]?.language ?? "");
  const shown = snippets.find(({ language }) => language === chosen) ?? snippets[0];
  if (shown === undefined) return null;
  return (
    <div className="snippets">
      <Tabs
        label={label}
        tabs={snippets.map(({ language }) => ({ name: language, words: language }))}
        chosen={shown.language}
        onChoose={setChosen}
      >
        <div className="snippet">
          <pre tabIndex={0} aria-label={shown.language}>
            {shown.code}
          </pre>
          <CopyButton text={shown.code} label={`Copy the ${shown.language}`} />
        </div>
      </Tabs>
    </div>
  );
}
