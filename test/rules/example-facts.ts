import { type Facts, noFacts } from "../../src/model/facts.ts";

const files: Readonly<Record<string, readonly string[]>> = {
  "runbooks/database-failover.md": ["symptoms", "resolution"],
  "docs/limits.md": ["connection-limits", "timeouts"],
};
const people = ["alice", "bob", "carol"];

/**
 * The repository in which the examples of the rules' pages stand: every incident has its file, beside a runbook and a page;
 * alice, bob and carol work on it, and #57 is its last issue.
 */
export const exampleFacts: Facts = {
  ...noFacts,
  kindAt: (path) => (Object.hasOwn(files, path) ? "file" : "nothing"),
  anchorsIn: (path) => (Object.hasOwn(files, path) ? new Set(files[path]) : undefined),
  recordsOf: (id) => [`incidents/2025/${id}.md`],
  isPerson: (login) => people.includes(login),
  issueAt: (number) => (number <= 57 ? "open" : "nothing"),
};
