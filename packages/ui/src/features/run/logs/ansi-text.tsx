import Anser from "anser";
import type { CSSProperties } from "react";
import { cutAtHits, hasEscapes, showControls } from "./plain-text.ts";

/** A line of log output with its terminal colours, and what is sought marked. */
export function AnsiText({ text, sought }: { text: string; sought: string }) {
  if (!hasEscapes(text)) return <Marked text={showControls(text)} sought={sought} />;
  return piecesOf(text).map(({ at, piece }) => (
    <span key={at} className={classOf(piece)} style={styleOf(piece)}>
      <Marked text={showControls(piece.content)} sought={sought} />
    </span>
  ));
}

function Marked({ text, sought }: { text: string; sought: string }) {
  if (sought === "") return text;
  return cutAtHits(text, sought).map((cut) => (cut.isHit ? <mark key={cut.at}>{cut.text}</mark> : cut.text));
}

type Piece = ReturnType<typeof Anser.ansiToJson>[number];

function piecesOf(text: string): { at: number; piece: Piece }[] {
  let at = 0;
  return Anser.ansiToJson(text, { use_classes: true, remove_empty: true, json: true }).map((piece) => {
    const placed = { at, piece };
    at += piece.content.length;
    return placed;
  });
}

/** Named colours follow the theme; `ansi-red` and so on are in the style sheet. */
function classOf({ fg, bg, decorations }: Piece): string {
  const colours = [fg, bg === null ? null : `${bg}-bg`].filter((name) => name?.startsWith("ansi-") === true);
  return [...colours, ...decorations.map((name) => `ansi-${name}`)].join(" ");
}

function styleOf({ fg_truecolor: fg, bg_truecolor: bg }: Piece): CSSProperties | undefined {
  if (fg === null && bg === null) return undefined;
  return { ...(fg === null ? {} : { color: `rgb(${fg})` }), ...(bg === null ? {} : { backgroundColor: `rgb(${bg})` }) };
}
