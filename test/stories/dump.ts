import { withoutSecrets } from "./fake-secrets.ts";
import type { Finding } from "../../src/model/finding.ts";
import { commitOf, differing, mergeBase, type World } from "../memory/world.ts";

/** The end of a story as files: what changed on each branch, and `issue.md` with all else that people see. */
export function dump(world: World, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const merged = [...world.pulls.values()].filter((pull) => pull.merged).map(({ head }) => head.branch);
  const open = [...world.pulls.values()].filter(({ state }) => state === "open").map(({ head }) => head.branch);
  for (const branch of [...world.branches.keys()].sort()) {
    if (merged.includes(branch) && !open.includes(branch)) continue;
    const sha = world.branches.get(branch) ?? "";
    const from = mergeBase(world, world.branches.get("main") ?? "", sha)?.files;
    const seen = branch === "main" ? before : (from ?? new Map<string, string>());
    const now = commitOf(world, branch)?.files ?? new Map<string, string>();
    for (const path of differing(seen, now)) {
      const text = now.get(path) ?? "(deleted)\n";
      files.set(`${branch}/${path}`, path.endsWith(".svg") && path.includes("/charts/") ? "(a picture)\n" : text);
    }
  }
  const issues = [...world.issues.keys(), ...world.pulls.keys()].toSorted((a, b) => a - b);
  files.set("issue.md", `${issues.map((number) => issueText(world, number) ?? pullText(world, number)).join("\n")}`);
  return new Map([...files].map(([path, text]) => [path, withoutSecrets(text)]));
}

function issueText(world: World, number: number): string | undefined {
  const issue = world.issues.get(number);
  if (!issue) return undefined;
  const parent = world.parents.get(number);
  const comments = [...world.comments.values()].filter((one) => one.issue === number);
  return [
    `# Issue #${number}: ${issue.title}`,
    "",
    `- ${issue.state}${issue.stateReason ? `, ${issue.stateReason}` : ""}`,
    `- by ${issue.author.login}, assigned to ${issue.assignees.join(", ") || "nobody"}`,
    `- labels: ${issue.labels.join(", ") || "none"}`,
    ...(parent === undefined ? [] : [`- below #${parent}`]),
    "",
    ...(issue.author.login === world.self ? [quoted(issue.body), ""] : []),
    ...comments.flatMap(({ author, body, createdAt, updatedAt, reactions }) => [
      `## ${author.login}, ${said(createdAt)}${updatedAt > createdAt ? `, edited ${said(updatedAt)}` : ""}${reactions?.rocket ? " 🚀" : ""}${reactions?.confused ? " 😕" : ""}`,
      "",
      quoted(author.login === world.self ? body : body.length > 200 ? `${body.slice(0, 200)} […]` : body),
      "",
    ]),
  ].join("\n");
}

function pullText(world: World, number: number): string {
  const pull = world.pulls.get(number);
  if (!pull) return "";
  const runs = [...world.checks.values()].filter(({ sha }) => sha === pull.head.sha);
  return [
    `# Pull request #${number}: ${pull.title}`,
    "",
    `- ${pull.merged ? "merged" : pull.state}${pull.draft ? ", draft" : ""}, ${pull.head.branch} → ${pull.base.branch}`,
    `- reviewers: ${pull.reviewers.join(", ") || "none"}`,
    ...runs.map(({ name, conclusion, title }) => `- check ${name}: ${conclusion}, “${title}”`),
    ...runs.flatMap(({ findings }) => findings.map(findingText)),
    "",
  ].join("\n");
}

function findingText({ path, place, severity, rule, message }: Finding): string {
  return `  - ${severity} ${rule} ${path}:${place.line} ${message}`;
}

const quoted = (text: string): string => text.trimEnd().replaceAll(/^/gm, "> ").replaceAll(/^> $/gm, ">");
const said = (instant: string): string => instant.slice(5, 19).replace("T", " ");
