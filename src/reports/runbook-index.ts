import type { Runbook } from "../model/runbook.ts";

/** Runbooks by what links and names say of them; made once for all alerts. */
export interface RunbookIndex {
  readonly runbooks: readonly Runbook[];
  /** By path, without case; its ending (`.md`, `.html.md.erb`) may be left out, and `.html` may stand for it. */
  readonly at: (path: string) => Runbook | undefined;
  /** The one whose path ends most like an address; `length`: how many of the address's characters are alike. */
  readonly endingLike: (address: string) => { readonly runbook: Runbook; readonly length: number } | undefined;
  /** Those that name an alert in `alerts:`, by path. */
  readonly ofAlert: (name: string) => readonly Runbook[];
  /** The one that is named as an alert is, by its file or title. */
  readonly named: (name: string) => Runbook | undefined;
  /** The heading of a page that holds many runbooks which is named as an alert is. */
  readonly heading: (name: string) => { readonly runbook: Runbook; readonly anchor: string } | undefined;
}

const order = (a: Runbook, b: Runbook): number => (a.path < b.path ? -1 : Number(a.path > b.path));
const lower = (text: string): string => text.trim().toLowerCase();

/** `HighErrorRate`, `high-error-rate` and `High error rate` are one name. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");

const ending = /\.(?:[a-z]{2,5}\.)?(?:md|markdown|mdx)(?:\.[a-z]{2,4})?$|\.html?$/;
const bare = (path: string): string => path.replace(ending, "");

export function indexRunbooks(given: readonly Runbook[]): RunbookIndex {
  const runbooks = given.toSorted(order);
  const paths = new Map<string, Runbook>();
  const bares = new Map<string, Runbook>();
  const lasts = new Map<string, Runbook[]>();
  const alerts = new Map<string, Runbook[]>();
  const names = new Map<string, Runbook | null>();
  const headings = new Map<string, { runbook: Runbook; anchor: string }>();
  for (const runbook of runbooks) {
    const path = runbook.path.toLowerCase();
    paths.set(path, runbook);
    if (!bares.has(bare(path))) bares.set(bare(path), runbook);
    push(lasts, bare(path.slice(path.lastIndexOf("/") + 1)), runbook);
    for (const name of new Set(runbook.alerts.map(lower))) push(alerts, name, runbook);
    const own = new Set([plainName(bare(path.slice(path.lastIndexOf("/") + 1))), plainName(runbook.title)]);
    // A name that two have says nothing.
    for (const name of own) if (name !== "") names.set(name, names.has(name) ? null : runbook);
    for (const { title, anchor } of runbook.facts?.headings ?? []) {
      const name = plainName(/^alert(?: ?name)?\s*:\s*(.+)$/i.exec(title.slice(0, 300))?.[1] ?? "");
      if (name !== "" && !headings.has(name)) headings.set(name, { runbook, anchor });
    }
  }
  const at = (path: string): Runbook | undefined => {
    const wanted = path.toLowerCase().replace(/\/+$/, "");
    return paths.get(wanted) ?? bares.get(bare(wanted));
  };
  return {
    runbooks,
    at,
    endingLike: (address) => {
      const wanted = bare(address.toLowerCase().replace(/\/+$/, "")).split("/");
      const candidates = lasts.get(wanted.at(-1) ?? "") ?? [];
      const alike = candidates.map((runbook) => ({
        runbook,
        parts: commonEnd(wanted, bare(lower(runbook.path)).split("/")),
      }));
      const [best, next] = alike.toSorted((a, b) => b.parts - a.parts);
      if (!best || wanted.at(-1) === "" || best.parts === next?.parts) return undefined;
      const length = address.length - wanted.slice(0, wanted.length - best.parts).join("/").length;
      return { runbook: best.runbook, length: Math.max(0, length) };
    },
    ofAlert: (name) => alerts.get(lower(name)) ?? [],
    named: (name) => names.get(plainName(name)) ?? undefined,
    heading: (name) => headings.get(plainName(name)),
  };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let same = 0;
  while (same < a.length && same < b.length && a.at(-1 - same) === b.at(-1 - same)) same += 1;
  return same;
}
