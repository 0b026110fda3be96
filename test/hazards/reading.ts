import type { Octokit } from "@octokit/rest";
import { keyIn } from "../../src/model/key.ts";
import { shop } from "./stage.ts";

/** What GitHub shows, read as anybody reads it, lists to their last page. */
export function reader(octokit: Octokit) {
  const all = { ...shop, per_page: 100 } as const;
  const comments = (issue: number) => octokit.paginate(octokit.issues.listComments, { ...all, issue_number: issue });
  return {
    file: async (path: string, ref: string): Promise<string> => {
      const { data } = await octokit.repos.getContent({ ...shop, path, ref });
      return Buffer.from((data as { content: string }).content, "base64").toString("utf8");
    },
    files: async (ref: string): Promise<readonly string[]> => {
      const { data } = await octokit.git.getTree({ ...shop, tree_sha: ref, recursive: "1" });
      return data.tree.filter((entry) => entry.type === "blob").map((entry) => entry.path ?? "");
    },
    branches: async (): Promise<readonly string[]> =>
      (await octokit.paginate(octokit.repos.listBranches, all)).map(({ name }) => name),
    issues: async () =>
      (await octokit.paginate(octokit.issues.listForRepo, { ...all, state: "all" })).filter((one) => !one.pull_request),
    pulls: () => octokit.paginate(octokit.pulls.list, { ...all, state: "all" }),
    comments,
    /** The text of our comment that has a key. */
    ownComment: async (issue: number, key: string): Promise<string> =>
      (await comments(issue))
        .filter((one) => one.user?.login === "gitcident[bot]" && keyIn(one.body ?? "") === key)
        .map((one) => one.body ?? "")
        .join("\n"),
    /** The keys of our comments on an issue, those that time alone makes left out. */
    keys: async (issue: number): Promise<readonly string[]> =>
      (await comments(issue))
        .filter((one) => one.user?.login === "gitcident[bot]")
        .map((one) => keyIn(one.body ?? "") ?? "no key")
        .filter((key) => !key.startsWith("due:")),
  };
}

export type Reader = ReturnType<typeof reader>;

export const incidentId = (number: number, year = new Date().getUTCFullYear()): string =>
  `INC-${year}-${String(number).padStart(3, "0")}`;
export const pathOfIncident = (number: number): string =>
  `incidents/${incidentId(number).slice(4, 8)}/${incidentId(number)}.md`;
export const branchOfIncident = (number: number): string => `incident/${incidentId(number)}`;

/** How many entries of a list are there more than once. */
export const doubled = (names: readonly string[]): number => names.length - new Set(names).size;
