/** The report's style sheet. Text and marks keep a contrast of at least 4.5 and 3 to 1 on both backgrounds. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f7f7f5; --card: #ffffff; --text: #1d1f23; --quiet: #5c626b; --line: #e2e2de; --axis: #9a9fa6;
  --mark: #2f6fb7; --mark-open: #7b8794; --band: #b9d2ee; --median: #17497f; --drop: #b4552d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14161a; --card: #1c1f25; --text: #e8eaed; --quiet: #a3aab4; --line: #2d323a; --axis: #6b727c;
    --mark: #6aa5e6; --mark-open: #8b94a0; --band: #2f4f73; --median: #a9cdf5; --drop: #e08a5f;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 820px; margin: 0 auto; padding: 48px 20px 64px; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 8px; letter-spacing: -0.01em; }
h2 { font-size: 1.15rem; margin: 0 0 4px; }
p { margin: 0 0 16px; }
.lead, .quiet, figcaption { color: var(--quiet); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(136px, 1fr)); gap: 12px; margin: 28px 0 12px; padding: 0; }
.tiles div, section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.tiles div { padding: 14px 16px; display: flex; flex-direction: column-reverse; }
.tiles dt { color: var(--quiet); font-size: 0.85rem; }
.tiles dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
section { padding: 22px 24px; margin-top: 20px; }
figure { margin: 0; } figcaption { margin-bottom: 12px; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums; }
.grid { stroke: var(--line); } .axis { stroke: var(--axis); }
.bar { fill: var(--mark); } .bar.open { fill: var(--mark-open); }
.band { fill: var(--band); } .median { stroke: var(--median); stroke-width: 3; stroke-linecap: round; }
.shares { display: flex; gap: 2px; height: 14px; margin: 16px 0 8px; border-radius: 4px; overflow: hidden; }
.shares span { min-width: 3px; background: var(--mark); } .shares .dropped { background: var(--drop); }
.key::before { content: ""; display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 8px; background: var(--mark); }
.key.dropped::before { background: var(--drop); }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.92rem; }
caption { text-align: left; color: var(--quiet); padding: 4px 0; }
th, td { padding: 5px 0; border-top: 1px solid var(--line); text-align: right; font-weight: 400; }
td, thead th + th { padding-left: 16px; }
th[scope="row"], th:first-child { text-align: left; } thead th { color: var(--quiet); border-top: 0; }
.total th, .total td { font-weight: 600; }
details { margin-top: 12px; } summary { cursor: pointer; color: var(--quiet); width: fit-content; }
summary:focus-visible { outline: 2px solid var(--mark); outline-offset: 3px; border-radius: 2px; }
footer { margin-top: 28px; color: var(--quiet); font-size: 0.88rem; } a { color: var(--mark); }
@media (max-width: 560px) { svg text { font-size: 16px; } section { padding: 18px; } }
@media print { body { background: none; } section, .tiles div { break-inside: avoid; } }
`;
