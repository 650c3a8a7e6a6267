/**
 * The report's style sheet. Colours of scenarios are Okabe and Ito's, darkened or lightened until they
 * stand 3:1 against the paper; text stands 4.5:1 or more in both schemes.
 */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --ink: #1d1f21; --muted: #5c6166; --hairline: #dfe0dc; --rule: #1d1f21;
  --link: #1f5582; --good: #0b5f8f; --bad: #a8420a; --wash: #f3f3ee;
  --scenario-a: #55595e; --scenario-b: #c4560a; --scenario-c: #0b6fb3; --scenario-d: #00785a; --scenario-e: #9c3d7d;
  --worker-kernel: #55595e; --worker-ebpf: #00785a; --worker-iptables: #b04a08; --worker-wire: #0b6fb3;
  --serif: Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', 'DejaVu Serif', serif;
  --sans: system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif;
  --mono: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181a; --ink: #e4e4df; --muted: #a3a8ad; --hairline: #33373b; --rule: #b9bab5;
    --link: #8fc1ea; --good: #7cc4f0; --bad: #f2a06c; --wash: #1f2225;
    --scenario-a: #b4b8bd; --scenario-b: #f08c46; --scenario-c: #5fb0ee; --scenario-d: #45c49c; --scenario-e: #dd8cc2;
    --worker-kernel: #b4b8bd; --worker-ebpf: #45c49c; --worker-iptables: #f08c46; --worker-wire: #5fb0ee;
  }
}
* { box-sizing: border-box; }
html:lang(en) :is(span, tspan, p, li)[lang='ko'], html:lang(ko) :is(span, tspan, p, li)[lang='en'] { display: none; }
html:lang(ko) body { word-break: keep-all; overflow-wrap: break-word; line-height: 1.65; }
html:lang(ko) { --serif: 'Noto Serif KR', 'Noto Serif CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Nanum Myeongjo', serif; --sans: system-ui, 'Noto Sans KR', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif; }
html:lang(ko) :is(h1, h2, h3) { letter-spacing: -0.01em; line-height: 1.3; }
html:lang(ko) .verdict { font-style: normal; }
samp { font: inherit; }
.languages { display: flex; gap: 0.4rem; justify-content: flex-end; font: 0.84rem/1.4 var(--sans); }
.languages[hidden] { display: none; }
.languages button { padding: 0.25rem 0.7rem; border: 1px solid var(--hairline); border-radius: 3px; background: none; color: var(--muted); font: inherit; cursor: pointer; }
.languages [aria-pressed='true'] { border-color: var(--rule); color: var(--ink); font-weight: 600; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 68rem;
  background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 var(--serif);
}
h1, h2, h3, p, dl, figure, nav ol { margin: 0; }
h1 { font-size: clamp(1.9rem, 1.4rem + 2.2vw, 2.7rem); line-height: 1.12; font-weight: 600; letter-spacing: -0.012em; text-wrap: balance; }
h2 { margin: 4rem 0 1rem; padding-top: 0.6rem; border-top: 2px solid var(--rule); font-size: 1.55rem; line-height: 1.2; font-weight: 600; }
h3 { margin: 2.6rem 0 0.5rem; font-size: 1.17rem; line-height: 1.3; font-weight: 600; }
main { counter-reset: part figure table; }
main > section { counter-increment: part; }
h2::before { content: counter(part) '\\2002'; color: var(--muted); font-weight: 400; }
p { max-width: 66ch; }
p + p { margin-top: 0.75em; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code { font: 0.84em/1.4 var(--mono); overflow-wrap: anywhere; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.3rem 0.6rem; background: var(--paper); }
.kicker { font: 0.8rem/1.4 var(--sans); color: var(--muted); margin-bottom: 0.4rem; }
.standfirst { margin-top: 0.8rem; color: var(--muted); max-width: 60ch; }
header dl {
  display: flex; flex-wrap: wrap; gap: 0.7rem 1.9rem;
  margin: 1.6rem 0; padding: 0.9rem 0; border-block: 1px solid var(--hairline); font: 0.875rem/1.4 var(--sans);
}
dt { color: var(--muted); font-size: 0.78rem; }
dd { margin: 0; font-variant-numeric: tabular-nums; }
.caveat { padding-left: 1rem; border-left: 3px solid var(--scenario-b); }
nav { margin-top: 2rem; font: 0.875rem/1.5 var(--sans); }
nav ol { padding-left: 1.3rem; columns: 2 16rem; column-gap: 2rem; }
.findings { margin: 1rem 0 0; padding: 0; list-style: none; max-width: 66ch; }
.findings li { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; column-gap: 0.6rem; margin-top: 0.45rem; }
.findings b { max-width: 11rem; font-weight: 600; }
.finding { font-size: 1.17rem; line-height: 1.45; max-width: 60ch; }
.remark, .remark sup { font-size: 0.95rem; color: var(--muted); }
.remark { margin-top: 0.5rem; }
figure { margin: 1.4rem 0 1.8rem; max-width: 46rem; }
figure svg { display: block; width: 100%; height: auto; font-family: var(--sans); }
svg.narrow { display: none; }
figcaption, caption { font: 0.84rem/1.45 var(--sans); color: var(--muted); text-align: left; }
figcaption { counter-increment: figure; margin-top: 0.5rem; max-width: 72ch; }
figcaption::before { content: 'Figure ' counter(figure) '. ';  color: var(--ink); font-weight: 600; }
caption { counter-increment: table; padding-bottom: 0.5rem; }
caption > span { position: sticky; left: 0; display: inline-block; max-width: min(80ch, calc(100vw - 2rem)); }
caption > span::before { content: 'Table ' counter(table) '. '; color: var(--ink); font-weight: 600; }
html:lang(ko) figcaption::before { content: '그림 ' counter(figure) '. '; }
html:lang(ko) caption > span::before { content: '표 ' counter(table) '. '; }
.scroll { overflow-x: auto; margin: 1.4rem 0 2rem; }
table { width: 100%; border-collapse: collapse; font: 0.875rem/1.4 var(--sans); font-variant-numeric: tabular-nums lining-nums; }
thead th { border-bottom: 1px solid var(--rule); border-top: 1px solid var(--rule); font-weight: 600; vertical-align: bottom; }
tbody tr:last-child > * { border-bottom: 1px solid var(--rule); }
th, td { padding: 0.34rem 0.9rem 0.34rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--hairline); }
th:last-child, td:last-child { padding-right: 0; }
tbody th { font-weight: 500; position: sticky; left: 0; background: var(--paper); }
.number { text-align: right; white-space: nowrap; }
.links { min-width: 12rem; }
thead .number { white-space: normal; }
tr.twin > * { color: var(--muted); }
td small { color: var(--muted); font-size: 0.92em; }
a.figure { color: inherit; text-decoration-color: var(--hairline); }
a.figure:hover { text-decoration-color: currentColor; }
.verdict { font-weight: 600; }
.verdict.better, td .verdict.better { color: var(--good); }
.verdict.worse, td .verdict.worse { color: var(--bad); }
.verdict.equivalent, td .verdict.equivalent { color: var(--ink); }
.verdict.inconclusive, .verdict.too-few, .verdict.unresolvable, .verdict.not-compared { color: var(--muted); font-weight: 500; font-style: italic; }
.matrix { min-width: 46rem; }
.matrix tbody th { max-width: 13rem; }
.matrix .ratio { font-size: 1.08em; font-weight: 600; }
.matrix td small, .matrix td .verdict, .levels td small, .breadth td small { display: block; }
.levels td .verdict { display: block; }
.levels td small small { display: inline; }
.breadth td, .levels td { white-space: nowrap; }
.trouble tbody th { white-space: nowrap; }
.breadth tbody th { min-width: 11rem; }
tbody th small { display: block; color: var(--muted); font-weight: 400; font-size: 0.92em; }
.breadth td small { font-size: 0.86em; }
.trouble { min-width: 58rem; }
.declared { min-width: 50rem; }
sup { font-size: 0.75em; line-height: 0; color: var(--muted); }
.absent { padding: 0.5rem 0.9rem; background: var(--wash); }
main ul, main ol { padding-left: 1.2rem; max-width: 66ch; }
main li { margin-top: 0.4rem; }
ul.findings { padding-left: 0; }
.claims .claim { display: block; color: var(--muted); }
.cited td:nth-child(2) { white-space: nowrap; }
.claims p { font-size: 0.95rem; color: var(--muted); }
.mechanisms tbody th, .cited tbody th, .statements tbody th { max-width: 26rem; }
.policies tbody th { max-width: 18rem; }
.policies samp { font: 0.84em/1.4 var(--mono); overflow-wrap: anywhere; }
.mechanisms { min-width: 52rem; }
.cited, .chains, .policies { min-width: 46rem; }
.comparison, .tunings, .facts { min-width: 50rem; }
.standing-supported { color: var(--good); }
.standing-opposed { color: var(--bad); }
.standing-open, .standing-none { color: var(--muted); }
.raw td:last-child { word-spacing: 0.25em; }
:target { background: var(--wash); outline: 0.4rem solid var(--wash); }
footer { margin-top: 4rem; padding-top: 0.8rem; border-top: 1px solid var(--hairline); font: 0.84rem/1.5 var(--sans); color: var(--muted); }
@media (max-width: 46rem) {
  body { font-size: 1rem; padding-top: 1.5rem; }
  h2 { margin-top: 3rem; }
  svg.wide { display: none; }
  svg.narrow { display: block; }
  header dl { display: block; }
  header dl div { display: grid; grid-template-columns: 4.5rem 1fr; gap: 0.6rem; padding: 0.15rem 0; }
  dt { font-size: inherit; }
  tbody th, .mechanisms tbody th, .cited tbody th, .statements tbody th, .policies tbody th { max-width: 9rem; }
  .cited tbody th, .statements tbody th, .policies tbody th { min-width: 8rem; }
  td.text { min-width: 9rem; }
  .cited td:nth-child(2) { min-width: 0; }
  .policies td.text { min-width: 5rem; }
  .policies td:nth-child(4) { min-width: 17rem; }
  .links { white-space: nowrap; }
}
@media print {
  :root {
    --paper: #fff; --ink: #000; --muted: #444; --hairline: #ccc; --rule: #000; --link: #000; --good: #0b5f8f; --bad: #a8420a; --wash: #fff;
    --scenario-a: #55595e; --scenario-b: #c4560a; --scenario-c: #0b6fb3; --scenario-d: #00785a; --scenario-e: #9c3d7d;
  }
  @page { margin: 18mm 16mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip, .languages { display: none; }
  svg.wide { display: block; }
  svg.narrow { display: none; }
  h2, h3, caption { break-after: avoid; }
  figure, tr { break-inside: avoid; }
  .scroll { overflow: visible; }
  tbody th { position: static; }
  table { font-size: 7.5pt; }
  th, td { padding-right: 0.6rem; }
  .links { display: none; }
  .matrix, .trouble, .declared { min-width: 0; }
  a { color: inherit; text-decoration: none; }
}
`;
