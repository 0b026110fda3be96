/** The config that `init` writes: every line is a comment, since every key has a default. */
export const starterConfig = `# Gitcident's settings. Every key has a default and this file may stay as it is.
# All keys: schema/config.json of the package. \`npx gitcident check\` says what it can't read here.

# Who is asked to review a post-mortem, once the incident is resolved.
# reviewers: ["@your-org/sre"]

# Who may be mentioned, and so be notified, beside the people in the incident itself.
# mentions: ["@your-org/sre"]

# roles:
#   commander:
#     delegates: ["@your-org/sre"]

# types:
#   availability:
#     exit:
#       - Traffic is back to normal for 15 minutes
#       - Alerts are quiet

# rules:
#   timeline-inside: warning
`;

/** Lines for CODEOWNERS: who has to approve a change of an incident, runbook or setting. */
export function codeowners(folders: readonly string[], owner: string | undefined): string {
  const lines = [...folders.map((folder) => `/${folder}/`), "/.github/gitcident.yml"];
  const width = Math.max(...lines.map((line) => line.length)) + 2;
  const prefix = owner === undefined ? "# " : "";
  const rows = lines.map((line) => `${prefix}${line.padEnd(width)}${owner ?? "@your-org/sre"}`);
  return ["# Incidents and runbooks (Gitcident)", ...rows, ""].join("\n");
}
