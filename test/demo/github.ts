import type { Stage } from "./stage.ts";

/** What GitHub shows, read as anybody reads it. */
export function reader({ github, shop }: Stage) {
  const alice = github.as("alice");
  const file = async (path: string, ref?: string): Promise<string> => {
    const { data } = await alice.repos.getContent({ ...shop, path, ...(ref ? { ref } : {}) });
    return Buffer.from((data as { content: string }).content, "base64").toString("utf8");
  };
  return {
    file,
    issue: async (number: number) => (await alice.issues.get({ ...shop, issue_number: number })).data,
    comments: async (number: number) =>
      (await alice.issues.listComments({ ...shop, issue_number: number, per_page: 100 })).data,
    issuesWith: async (label: string) =>
      (await alice.issues.listForRepo({ ...shop, labels: label, state: "all", per_page: 100 })).data,
    pull: async (number: number) => (await alice.pulls.get({ ...shop, pull_number: number })).data,
    pulls: async () => (await alice.pulls.list({ ...shop, state: "all" })).data,
    filesOf: async (number: number) =>
      (await alice.pulls.listFiles({ ...shop, pull_number: number })).data.map(({ filename }) => filename),
    check: async (sha: string) => {
      const { data } = await alice.checks.listForRef({ ...shop, ref: sha });
      const run = data.check_runs.find((one) => one.name === "gitcident / post-mortem");
      if (!run) return undefined;
      const annotations = await alice.checks.listAnnotations({ ...shop, check_run_id: run.id, per_page: 50 });
      return { title: run.output.title ?? "", conclusion: run.conclusion, annotations: annotations.data };
    },
  };
}

export type Reader = ReturnType<typeof reader>;
