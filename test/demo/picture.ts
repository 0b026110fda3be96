import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { markdownHtml } from "../../src/reports/markdown-html.ts";
import { reader } from "./github.ts";
import { asRead } from "./show.ts";
import { raiseStage } from "./stage.ts";
import { day, declaration, lines } from "./story.ts";

/**
 * Draws the README's picture from what the embedded GitHub holds after the first minutes of the story:
 * `node test/demo/picture.ts docs/images/incident.png`. Needs Chromium.
 */
const out = resolve(process.argv[2] ?? "incident.png");
const stage = await raiseStage(`${day}T02:32:15Z`);
const { data: issue } = await stage.github
  .as("alice")
  .issues.create({ ...stage.shop, ...declaration, labels: ["incident"] });
await stage.quiet();
const chosen = lines.filter(
  ({ at, by }) =>
    at < "02:46:30" && by !== "mallory" && !["02:33:00", "02:33:20", "02:34:00", "02:40:00", "02:35:05"].includes(at),
);
for (const line of chosen) {
  stage.clock.set(`${day}T${line.at}Z`);
  await stage.github.as(line.by).issues.createComment({ ...stage.shop, issue_number: issue.number, body: line.says });
  await stage.quiet();
}
const github = reader(stage);
const now = await github.issue(issue.number);
const comments = await github.comments(issue.number);
const [pull] = await github.pulls();
const check = pull && (await github.check(pull.head.sha));
const record = pull ? await github.file(`incidents/${day.slice(0, 4)}/INC-2025-001.md`, pull.head.ref) : "";
await stage.close();

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function bubble(comment: (typeof comments)[number]): string {
  const reactions = comment.reactions as { rocket?: number; confused?: number } | undefined;
  const mark = reactions?.rocket ? "🚀" : reactions?.confused ? "😕" : "";
  const by = comment.user?.login ?? "";
  const time = comment.created_at.slice(11, 16);
  const said = markdownHtml(asRead(comment.body ?? "").replace(/^\/.*$/s, "`$&`"));
  return `<div class="row"><div class="face" style="background:${by.endsWith("[bot]") ? "#1f883d" : hue(by)}">${escaped((by[0] ?? "?").toUpperCase())}</div><div class="bubble"><div class="by"><b>${escaped(by)}</b> <span>${time}</span></div><div class="said">${said}</div>${mark ? `<span class="mark">${mark} 1</span>` : ""}</div></div>`;
}

const hue = (name: string): string =>
  `hsl(${[...name].reduce((sum, letter) => sum + letter.charCodeAt(0) * 37, 0) % 360} 45% 45%)`;
const labels = now.labels.map((label) => (typeof label === "string" ? { name: label, color: "ededed" } : label));
const dark = (color: string): boolean =>
  Number.parseInt(color.slice(0, 2), 16) < 0xd0 || Number.parseInt(color.slice(2, 4), 16) < 0x90;
const page = `<!doctype html><meta charset="utf-8"><style>
*{box-sizing:border-box}body{margin:0;background:#fff;font:14px/1.45 "Inter","Noto Sans",sans-serif;color:#1f2328;width:1280px;padding:28px 32px;display:grid;grid-template-columns:700px 1fr;gap:28px}
h1{font-size:22px;margin:0 0 6px;font-weight:600;grid-column:1/-1}h1 span{color:#59636e;font-weight:400}.labels{grid-column:1/-1;margin-top:-18px}.label{border-radius:1em;padding:1px 9px;font-size:12px;margin-right:5px;font-weight:600}
.row{display:flex;gap:12px;margin-bottom:12px}.face{width:34px;height:34px;border-radius:50%;color:#fff;font-weight:700;display:grid;place-items:center;flex:none}
.bubble{border:1px solid #d1d9e0;border-radius:7px;flex:1;overflow:hidden}.by{background:#f6f8fa;border-bottom:1px solid #d1d9e0;padding:5px 13px;font-size:13px}.by span{color:#59636e}.said{padding:7px 13px}.said p{margin:4px 0}.said h3{margin:2px 0 6px;font-size:16px}
.mark{display:inline-block;border:1px solid #d1d9e0;border-radius:1em;font-size:12px;padding:0 8px;margin:0 13px 8px}table{border-collapse:collapse;margin:6px 0}td,th{border:1px solid #d1d9e0;padding:3px 10px}th{display:none}ul{margin:4px 0;padding-left:22px}
code{background:#818b981f;border-radius:5px;padding:1px 5px;font:12.5px "DejaVu Sans Mono",monospace}.side .card{border:1px solid #d1d9e0;border-radius:7px;margin-bottom:18px;overflow:hidden}.card h2{margin:0;padding:8px 13px;font-size:13px;background:#f6f8fa;border-bottom:1px solid #d1d9e0}
pre{margin:0;padding:10px 13px;font:11.2px/1.5 "DejaVu Sans Mono",monospace;white-space:pre-wrap;word-break:break-word}.finding{padding:8px 13px;border-bottom:1px solid #d1d9e0;font-size:13px}.finding:last-child{border:0}.finding b{color:#d1242f}.where{color:#59636e;font:11.5px "DejaVu Sans Mono",monospace}a{color:#0969da;text-decoration:none}
</style><h1>${escaped(now.title)} <span>#${now.number}</span></h1><div class="labels">${labels.map(({ name, color }) => `<span class="label" style="background:#${color};color:${dark(color ?? "ededed") ? "#fff" : "#1f2328"}">${escaped(name ?? "")}</span>`).join("")}</div>
<main>${comments.slice(0, 7).map(bubble).join("")}</main>
<div class="side"><div class="card"><h2>${escaped(pull?.head.ref ?? "")} · one commit for each command</h2><pre>${escaped(
  record
    .split("\n")
    .filter((line) => !line.startsWith("- Are") && !line.startsWith("- Was") && !line.startsWith("- Will"))
    .slice(0, 50)
    .join("\n"),
)}</pre></div>
<div class="card"><h2>✗ gitcident / post-mortem: ${escaped(check?.title ?? "")}</h2>${(check?.annotations ?? []).map((one) => `<div class="finding"><span class="where">${escaped(one.path)}:${one.start_line}</span><br><b>${escaped(one.message?.split("\n")[0] ?? "")}</b><br>${escaped(one.message?.split("\n")[1] ?? "")}</div>`).join("")}</div></div>`;

const folder = mkdtempSync(join(tmpdir(), "gitcident-picture-"));
const file = join(folder, "page.html");
writeFileSync(file, page);
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--hide-scrollbars",
  "--disable-background-networking",
  "--disable-sync",
  "--no-first-run",
];
execFileSync(
  "chromium",
  [...flags, `--user-data-dir=${folder}/profile`, "--window-size=1280,1240", `--screenshot=${out}`, `file://${file}`],
  { stdio: "ignore" },
);
console.log(out);
