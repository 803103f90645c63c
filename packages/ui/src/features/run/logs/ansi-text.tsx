import Anser from "anser";
import { cutAtHits, showControls } from "./log-rows.ts";

/** A line of log output with its terminal colours, and what is sought marked. */
export function AnsiText({ text, sought }: { text: string; sought: string }) {
  if (!text.includes("\u001B")) return <Marked text={showControls(text)} sought={sought} />;
  const pieces = Anser.ansiToJson(text, { use_classes: true, remove_empty: true, json: true });
  return pieces.map((piece, index) => (
    // Pieces of one line never change places.
    // oxlint-disable-next-line react/no-array-index-key
    <span key={index} className={classOf(piece)} style={styleOf(piece)}>
      <Marked text={showControls(piece.content)} sought={sought} />
    </span>
  ));
}

function Marked({ text, sought }: { text: string; sought: string }) {
  if (sought === "") return text;
  return cutAtHits(text, sought).map((part, index) =>
    // oxlint-disable-next-line react/no-array-index-key
    index % 2 === 0 ? part : <mark key={index}>{part}</mark>,
  );
}

type Piece = ReturnType<typeof Anser.ansiToJson>[number];

/** Named colours follow the theme; `ansi-red` and so on are in the style sheet. */
function classOf({ fg, bg, decorations }: Piece): string {
  const colours = [fg, bg === null ? null : `${bg}-bg`].filter((name) => name?.startsWith("ansi-") === true);
  return [...colours, ...decorations.map((name) => `ansi-${name}`)].join(" ");
}

function styleOf({ fg_truecolor: fg, bg_truecolor: bg }: Piece): React.CSSProperties | undefined {
  if (fg === null && bg === null) return undefined;
  return { ...(fg === null ? {} : { color: `rgb(${fg})` }), ...(bg === null ? {} : { backgroundColor: `rgb(${bg})` }) };
}
