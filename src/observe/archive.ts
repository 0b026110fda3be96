import { readActionItems } from "../markdown/action-items.ts";
import { readDocument } from "../markdown/document.ts";
import { sectionOf } from "../markdown/section-names.ts";
import { ask, askAll, type Look } from "../model/ask.ts";
import type { Config } from "../model/config.ts";
import { isIncidentPath, issueIn } from "../model/incident.ts";
import type { ArchiveObservation, Ground, Rolling } from "../model/observation.ts";
import { rollingBranch } from "../model/rolling-branch.ts";
import type { Instant } from "../model/time.ts";
import type { FileText, Issue, TreeEntry } from "../model/world.ts";
import { isAlertPath, isServicePath } from "../reports/alert-paths.ts";
import { isAdopted } from "../reports/metrics/counted-path.ts";
import { lookAtDigest } from "./digest.ts";
import { lookAtBlobs, lookAtGround } from "./ground.ts";
import { lookAtStubs } from "./stub-offers.ts";
import { lookAtTexts } from "./texts.ts";

/** Looks at everything on the default branch, and at the issues of its action items. */
export function* lookAtArchive(now: Instant): Look<ArchiveObservation> {
  const { ground, entries } = yield* lookAtGround(now);
  const { config } = ground;
  const files = yield* lookAtTexts(
    entries.filter((entry) => entry.type === "file" && isIncidentPath(entry.path, config.incidents)),
  );
  const incidents = files.filter((file): file is FileText => file.text !== null);
  const items = incidents.map((file) => itemsIn(file, config));
  const unlinked = items.filter(({ unlinked }) => unlinked > 0);
  const [actionIssues, openIncidents] = yield* askAll([
    { kind: "issues", label: config.actionLabel, state: unlinked.length > 0 ? "all" : "open" },
    { kind: "issues", label: config.label, state: "open" },
  ] as const);
  const reports = yield* lookAtBlobs(entries.filter((entry) => isReport(entry, config)));
  const defined = yield* lookAtTexts(entries.filter((entry) => isFile(entry) && isAlertPath(entry.path, config)));
  const listed = yield* lookAtTexts(entries.filter((entry) => isFile(entry) && isServicePath(entry.path, config)));
  const adopted = yield* lookAtTexts(entries.filter((entry) => isFile(entry) && isAdopted(entry.path, config)));
  return {
    ...ground,
    kind: "archive",
    incidents,
    unread: files
      .filter(({ text }) => text === null)
      .map(({ path }) => ({ path, reason: "not UTF-8 text of at most 1 MB" })),
    actionIssues,
    otherIssues: yield* lookAtOthers(
      items.flatMap(({ undone }) => undone),
      actionIssues,
    ),
    openIncidents,
    braked: yield* lookAtBraked(unlinked, config),
    comments: ground.repository.lacks.includes("sub-issues")
      ? yield* lookAtComments(unlinked.flatMap(({ issue }) => issue ?? []))
      : {},
    alertFiles: defined.map(({ path, text }) => ({ path, text })),
    serviceFiles: listed.map(({ path, text }) => ({ path, text })),
    adoptedFiles: adopted.map(({ path, text }) => ({ path, text })),
    digest: yield* lookAtDigest(config, now),
    stubs: yield* lookAtStubs(ground, incidents),
    reports: Object.fromEntries(reports.map(({ path, text }) => [path, text])),
    rolling: ground.base.protected ? yield* lookAtRolling(ground) : null,
  };
}

const isFile = ({ type }: TreeEntry): boolean => type === "file";

const isReport = (entry: TreeEntry, config: Config): boolean =>
  entry.type === "file" && entry.path.startsWith(`${config.reports}/`);

interface Items {
  readonly issue: number | undefined;
  /** How many items that are not done have no issue yet. */
  readonly unlinked: number;
  /** The issue numbers of items that are not done. */
  readonly undone: readonly number[];
}

function itemsIn({ path, text }: FileText, config: Config): Items {
  const none = { issue: issueIn(path), unlinked: 0, undone: [] };
  if (!/^[ \t]*[-*+] /m.test(text)) return none;
  const read = readDocument(path, text);
  const section = read.kind === "ok" ? sectionOf(read.document, "Action items", config) : undefined;
  const items = read.kind === "ok" && section ? readActionItems(read.document, section) : [];
  return {
    issue: issueIn(path),
    unlinked: items.filter((item) => !item.done && item.issue === undefined && item.text !== "").length,
    undone: items.flatMap((item) => (item.done ? [] : (item.issue ?? []))),
  };
}

/** Items that are not done and whose issue is not open: closed since, or of another repository's numbering. */
function* lookAtOthers(numbers: readonly number[], known: readonly Issue[]): Look<ArchiveObservation["otherIssues"]> {
  const missing = [...new Set(numbers)].filter((number) => !known.some((issue) => issue.number === number));
  const issues = yield* askAll(missing.map((number) => ({ kind: "issue" as const, number })));
  return Object.fromEntries(missing.map((number, index) => [number, issues[index] ?? null]));
}

/** The comments of the incident where people look first when the brake holds issues back. */
function* lookAtBraked(unlinked: readonly Items[], config: Config): Look<ArchiveObservation["braked"]> {
  if (unlinked.reduce((sum, one) => sum + one.unlinked, 0) <= config.brake) return null;
  const [most] = unlinked.filter(({ issue }) => issue !== undefined).toSorted((a, b) => b.unlinked - a.unlinked);
  if (most?.issue === undefined) return null;
  const issue = yield* ask({ kind: "issue", number: most.issue });
  return issue && { issue: issue.number, comments: yield* ask({ kind: "comments", issue: issue.number }) };
}

/** Of those that are there: a record may name an issue that was deleted, or is another repository's. */
function* lookAtComments(numbers: readonly number[]): Look<ArchiveObservation["comments"]> {
  const issues = yield* askAll(numbers.map((number) => ({ kind: "issue" as const, number })));
  const there = issues.flatMap((issue) => issue?.number ?? []);
  const comments = yield* askAll(there.map((issue) => ({ kind: "comments" as const, issue })));
  return Object.fromEntries(there.map((issue, index) => [issue, comments[index] ?? []]));
}

function* lookAtRolling({ config }: Ground): Look<Rolling> {
  const [branch, pulls] = yield* askAll([
    { kind: "branch", name: rollingBranch },
    { kind: "pulls", head: rollingBranch },
  ] as const);
  const tree = branch ? yield* ask({ kind: "tree", sha: branch.tree }) : [];
  const texts = yield* lookAtBlobs(
    tree.filter(
      (entry) => isReport(entry, config) || (entry.type === "file" && isIncidentPath(entry.path, config.incidents)),
    ),
  );
  return {
    branch,
    pull: pulls.find(({ state }) => state === "open") ?? null,
    ended: pulls.some(({ state, head }) => state === "closed" && head.sha === branch?.sha),
    files: Object.fromEntries(texts.map(({ path, text }) => [path, text])),
  };
}
