/**
 * Light and dark by the reader's system, cards on a phone, everything unfolded on paper. The browser styles and lays
 * out only rows that can be seen, which boxes of a table cannot do: so rows are grids, and roles say what they are.
 */
export const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif;
  --line: light-dark(#c8ccd2, #43484f); --soft: light-dark(#50565e, #b3b9c1); --band: light-dark(#f3f4f6, #1d2126);
  background: light-dark(#ffffff, #111418); color: light-dark(#16191d, #e8eaed); }
body { margin: 0 auto; max-width: 90rem; padding: 1rem; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin-top: 2rem; }
h1, h2, p, td, dd, li { overflow-wrap: anywhere; }
.soft { color: var(--soft); font-size: .85rem; }
dl { display: grid; gap: .2rem 1rem; grid-template-columns: max-content 1fr; } dd { margin: 0; }
.controls { background: inherit; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; padding: .5rem 0; }
.controls[hidden] { display: none; }
.controls label { display: grid; font-size: .85rem; }
input, select, button { font: inherit; padding: .3rem .5rem; }
table, caption, thead, tbody { display: block; } table { font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
tr { border-bottom: 1px solid var(--line); display: grid;
  grid-template-columns: 6.5rem minmax(0, 18fr) 9rem minmax(0, 14fr) minmax(0, 15fr) minmax(0, 35fr); }
tbody tr { content-visibility: auto; contain-intrinsic-block-size: auto 4rem; }
tbody tr[hidden] { display: none; }
th, td { padding: .4rem .6rem; text-align: left; }
thead { background: var(--band); position: sticky; top: 0; z-index: 1; }
th button { background: none; border: 0; color: inherit; cursor: pointer; font-weight: 600; padding: 0; text-align: left; }
th[aria-sort=ascending] button::after { content: " \\2191"; } th[aria-sort=descending] button::after { content: " \\2193"; }
.s { border-radius: .3rem; display: inline-block; font-weight: 600; padding: 0 .4rem; }
.s-critical { background: #a3122a; color: #fff; } .s-high { background: #b3400b; color: #fff; }
.s-medium { background: #ffd166; color: #221a00; } .s-low { background: #bfe3f2; color: #06222e; }
.s-cosmetic { background: #dfe2e6; color: #22262b; }
summary { cursor: pointer; } ul { margin: .3rem 0; padding-left: 1.2rem; } td > ul { list-style: none; padding: 0; margin: 0; }
@media (max-width: 50rem) {
  thead { display: none; }
  tbody tr { border: 1px solid var(--line); border-radius: .4rem; contain-intrinsic-block-size: auto 12rem;
    grid-template-columns: minmax(0, 1fr); margin: .6rem 0; }
  td { padding: .2rem .6rem; }
  td[data-name]::before { content: attr(data-name) ": "; color: var(--soft); }
  dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; }
}
@media print {
  :root { color-scheme: light; font-size: .7rem; } .controls { display: none; }
  body { max-width: none; padding: 0; } tbody tr { break-inside: avoid; content-visibility: visible; } thead { position: static; }
  .s { border: 1px solid; background: none; color: inherit; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
}
`;
