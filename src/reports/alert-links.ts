import type { Alert } from "../model/alert.ts";
import type { Runbook } from "../model/runbook.ts";
import type { RunbookIndex } from "./runbook-index.ts";

/** Where links of alerts lead, beside what the runbooks themselves say. */
export interface LinkRules {
  /** Web addresses, and the folder of the repository that each of them shows. */
  readonly base: Readonly<Record<string, string>>;
  /** The repository's own web address; undefined where nobody knows it. */
  readonly repository?: string | undefined;
}

export type LinkEnd =
  | { readonly kind: "runbook"; readonly runbook: Runbook; readonly anchor?: string; readonly prefix?: string }
  | { readonly kind: "broken"; readonly reason: string }
  /** A label that the rule does not set itself: only the firing alert knows where it leads. */
  | { readonly kind: "templated"; readonly reason: string }
  /** Out of the repository, where nobody here can look. */
  | { readonly kind: "elsewhere"; readonly address: string };

/** Where an alert's link leads: by the addresses of the config, by the repository's own address, by path. */
export function followLink(alert: Alert, rules: LinkRules, index: RunbookIndex): LinkEnd {
  const filled = fillLabels(alert.runbook?.text ?? "", alert.labels);
  if (filled.missing !== undefined) return { kind: "templated", reason: filled.missing };
  const { path: link, fragment } = cutLink(filled.text);
  const found = /^https?:\/\//i.test(link) ? byAddress(link, rules, index) : byPath(link, alert.path, index);
  return found.kind === "runbook" && fragment !== "" ? atAnchor(found.runbook, fragment) : found;
}

/** `{{ $labels.type }}` and `{{ .Labels.type }}` with the labels that the rule itself sets. */
function fillLabels(
  text: string,
  labels: Readonly<Record<string, string>>,
): { readonly text: string; readonly missing?: string } {
  let missing: string | undefined;
  const filled = text.slice(0, 2000).replaceAll(/\{\{-?([^{}]{0,200})\}\}/g, (all, inside: string) => {
    const label = /^\s*(?:\$labels|\.Labels)\.(\w{1,100})\s*(?:\|\s*(toLower|toUpper)\s*)?-?$/.exec(inside);
    const value = label?.[1] !== undefined && Object.hasOwn(labels, label[1]) ? labels[label[1]] : undefined;
    if (value === undefined || value.includes("{{")) {
      missing ??= `${all.trim()} is known only when the alert fires`;
      return all;
    }
    return label?.[2] === "toLower" ? value.toLowerCase() : label?.[2] === "toUpper" ? value.toUpperCase() : value;
  });
  return missing === undefined ? { text: filled } : { text: filled, missing };
}

function cutLink(link: string): { readonly path: string; readonly fragment: string } {
  const hash = link.indexOf("#");
  const path = (hash === -1 ? link : link.slice(0, hash)).replace(/\?.*$/s, "");
  return { path: path.trim(), fragment: hash === -1 ? "" : decoded(link.slice(hash + 1)).trim() };
}

function byAddress(link: string, { base, repository }: LinkRules, index: RunbookIndex): LinkEnd {
  const lower = plainAddress(link);
  const [address, folder] =
    Object.entries(base)
      .filter(([one]) => isBelow(lower, plainAddress(one)))
      .toSorted(([a], [b]) => b.length - a.length)[0] ?? [];
  if (address !== undefined && folder !== undefined) {
    return fileAt(joinPath(folder, withoutScheme(link).slice(withoutScheme(address).length)), index, address);
  }
  const hosted = /^(https?:\/\/[^/]+\/[^/]+\/[^/]+)(?:\/-)?\/(?:blob|tree|raw)\/([^/]+)\/(.+)$/i.exec(link);
  if (hosted && repository !== undefined) {
    const own = hosted[1]?.toLowerCase() === repository.toLowerCase();
    if (own) return fileAt(hosted[3] ?? "", index, undefined);
    if (hosted[1]?.split("/")[2] === repository.split("/")[2]) return { kind: "elsewhere", address: link };
  }
  // Who says where runbooks are shown means nothing else by an address, but for files on a server of repositories.
  if (!hosted && Object.keys(base).length > 0) return { kind: "elsewhere", address: link };
  // Without a word of the config an address means the file whose path ends as it does.
  const ends = index.endingLike(decoded(link.replace(/^https?:\/\/[^/]+/i, "")));
  return ends
    ? { kind: "runbook", runbook: ends.runbook, prefix: link.slice(0, Math.max(0, link.length - ends.length)) }
    : { kind: "elsewhere", address: link };
}

/** `http` and `https` show the same. */
const withoutScheme = (address: string): string => address.replace(/^https?:/i, "");
const plainAddress = (address: string): string => withoutScheme(address).toLowerCase();

const isBelow = (link: string, base: string): boolean =>
  link.startsWith(base) && (base.endsWith("/") || link.length === base.length || link[base.length] === "/");

/** A path as people write it in a file: from that file's folder, else from the repository's root. */
function byPath(link: string, from: string, index: RunbookIndex): LinkEnd {
  const folder = from.includes("/") ? from.slice(0, from.lastIndexOf("/")) : "";
  const near = link.startsWith("/") ? undefined : index.at(joinPath(folder, decoded(link)));
  if (near) return { kind: "runbook", runbook: near };
  return fileAt(link.replace(/^(?:\.{1,2}\/)+/, ""), index, undefined);
}

function fileAt(link: string, index: RunbookIndex, prefix: string | undefined): LinkEnd {
  const path = joinPath("", decoded(link));
  const runbook = index.at(path);
  if (!runbook) return { kind: "broken", reason: `there is no ${path || "such file"}` };
  return { kind: "runbook", runbook, ...(prefix !== undefined && { prefix }) };
}

function atAnchor(runbook: Runbook, fragment: string): LinkEnd {
  const wanted = fragment.toLowerCase();
  const headings = runbook.facts?.headings ?? [];
  const heading = headings.find(({ anchor }) => anchor === wanted);
  if (heading) return { kind: "runbook", runbook, anchor: heading.anchor };
  const written = runbook.facts?.anchors.find((anchor) => anchor.toLowerCase() === wanted);
  // `#top` is the page itself (HTML, 7.4.6.4), `#L10-L20` lines of the file as GitHub shows it.
  if (written !== undefined || /^(?:top|L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?)$/i.test(fragment))
    return { kind: "runbook", runbook };
  return { kind: "broken", reason: `${runbook.path} has no heading #${fragment.slice(0, 100)}` };
}

/** A path below a folder, with its dots resolved; what would leave the repository stays at its root. */
export function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
