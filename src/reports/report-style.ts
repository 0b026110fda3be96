/** The style of the HTML report. Contrasts are at least 4.5 : 1 in light and dark. */
export const reportStyle = `:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2430; --soft: #55606e; --line: #dbe0e6; --tint: #f5f7f9; --link: #0b57a4;
  --bad: #b42318; --warn: #945000; --good: #1d6b43;
  --phase-0: #7c5cd6; --phase-1: #d13a2f; --phase-2: #d9730d; --phase-3: #2f855a; --dot: #374151; --dot-text: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12171d; --ink: #e6eaef; --soft: #a3adba; --line: #2c3541; --tint: #1a2129; --link: #7fb8f5;
    --bad: #ff8a80; --warn: #f0b45c; --good: #77d1a0;
    --phase-0: #9f86e8; --phase-1: #ef6a5f; --phase-2: #ee9a4a; --phase-3: #4fb583; --dot: #dfe5ec; --dot-text: #12171d;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 60rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Inter, Roboto, "Helvetica Neue", sans-serif; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -99rem; padding: .5rem 1rem; background: var(--paper); }
.skip:focus { left: 1rem; top: 1rem; }
.id { margin: 0; color: var(--soft); font-size: .85rem; letter-spacing: .06em; text-transform: uppercase; }
.id span { color: var(--ink); font-weight: 600; text-transform: none; letter-spacing: 0; margin-left: .5em; }
h1 { margin: .35rem 0 .9rem; font-size: clamp(1.6rem, 4vw, 2.15rem); line-height: 1.2; letter-spacing: -.015em; text-wrap: balance; }
h2 { margin: 3rem 0 1rem; padding-top: 1.4rem; border-top: 1px solid var(--line); font-size: 1.35rem; line-height: 1.3; }
h3 { margin: 1.8rem 0 .6rem; font-size: 1.02rem; }
h1, h2, h3, p, li, .said { overflow-wrap: anywhere; }
td, th { overflow-wrap: break-word; max-width: 24rem; }
.said { min-width: 7rem; max-width: none; }
p { margin: .7rem 0; max-width: 44rem; }
ul, ol { padding-left: 1.5rem; max-width: 44rem; }
li { margin: .3rem 0; }
.tags { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; }
.tag { padding: .15rem .7rem; border: 1px solid var(--line); border-radius: 2rem; font-size: .88rem; color: var(--soft); }
.tag.severity { font-weight: 600; color: var(--ink); border-color: currentColor; }
.tag.sev1, .tag.sev2 { color: var(--bad); }
.tag.sev3 { color: var(--warn); }
nav { margin: 1.6rem 0 2rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: 0; padding: 0; list-style: none; max-width: none; font-size: .9rem; }
nav li { margin: 0; }
nav a { display: inline-block; padding: .15rem 0; text-underline-offset: .2em; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); margin: 0; border: 1px solid var(--line); border-radius: .6rem; overflow: hidden; background: var(--tint); }
.numbers div { padding: 1rem 1.1rem; box-shadow: 1px 1px 0 var(--line); }
.numbers dt { font-size: .82rem; color: var(--soft); }
.numbers dd { margin: .1rem 0 0; }
.numbers strong { display: block; font-size: 1.15rem; line-height: 1.5; font-variant-numeric: tabular-nums; }
.numbers small { display: block; font-size: .8rem; line-height: 1.4; color: var(--soft); }
.wide { overflow-x: auto; margin: 1rem 0; }
table { width: 100%; border-collapse: collapse; font-size: .93rem; font-variant-numeric: tabular-nums; }
caption { padding-bottom: .4rem; text-align: left; font-size: .85rem; color: var(--soft); }
th, td { padding: .5rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td:first-child, th:first-child { padding-left: 0; }
thead th { font-size: .82rem; font-weight: 600; color: var(--soft); border-bottom-color: var(--soft); white-space: nowrap; }
tbody th { font-weight: 500; min-width: 2rem; }
.facts th { width: 10rem; color: var(--soft); }
td p, li p { margin: .2rem 0; }
.is-overdue, .is-high { color: var(--bad); font-weight: 600; }
.is-done, .is-yes { color: var(--good); font-weight: 600; }
.is-medium { color: var(--warn); }
.note { padding: .5rem .9rem; border-left: 3px solid var(--line); background: var(--tint); color: var(--soft); font-size: .93rem; }
blockquote { margin: .8rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--soft); }
code, pre { font: .88em/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; background: var(--tint); border-radius: .3em; }
code { padding: .1em .3em; }
pre { padding: .8rem 1rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { padding: 0; background: none; }
figure { margin: 1rem 0 1.4rem; }
figcaption { font-size: .85rem; color: var(--soft); }
.timeline { display: block; width: 100%; min-width: 36rem; height: auto; font-family: inherit; }
figure .wide { margin: 0; }
.phase-0 { fill: var(--phase-0); } .phase-1 { fill: var(--phase-1); } .phase-2 { fill: var(--phase-2); } .phase-3 { fill: var(--phase-3); }
.axis { stroke: var(--soft); } .axis-text { fill: var(--soft); } .dot { fill: var(--dot); } .dot-text { fill: var(--dot-text); }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --tint: #fff; --link: #000;
    --bad: #8f1d14; --warn: #6b3a00; --good: #134e2f; --dot: #374151; --dot-text: #fff;
    --phase-0: #7c5cd6; --phase-1: #d13a2f; --phase-2: #d9730d; --phase-3: #2f855a; }
  @page { size: A4; margin: 18mm 16mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip { display: none; }
  .tags { margin-bottom: 1.2rem; }
  h2 { margin-top: 1.6rem; padding-top: .8rem; }
  h2, h3, caption { break-after: avoid; }
  tr, li, figure, .numbers { break-inside: avoid; }
  thead { display: table-header-group; }
  .wide { overflow: visible; }
  .timeline { min-width: 0; }
  .numbers { grid-template-columns: repeat(5, 1fr); }
  .numbers div { padding: .6rem .7rem; }
  .numbers strong { font-size: 1.05rem; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }`;
