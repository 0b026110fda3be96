import { type Instant, instantOf } from "../../model/time.ts";
import type { Host } from "../host.ts";
import { changeSource } from "./changes.ts";
import { commitSink } from "./commits.ts";
import { fileSource } from "./files.ts";
import { type Git, openGit } from "./git.ts";
import { refSink, refSource } from "./refs.ts";
import { repositorySource } from "./repository.ts";
import { unsupportedSink } from "./unsupported.ts";

export interface LocalHostOptions {
  /** The top of the clone's working tree. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now?: () => Instant;
}

/** A clone as a host: branches, files and commits are git's own; what only a GitHub has is empty or `unsupported`. */
export function localHost({
  root,
  env,
  now = () => instantOf(Date.now()),
}: LocalHostOptions): Host & { readonly git: Git } {
  const git = openGit(root, env);
  return {
    git,
    now,
    source: {
      ...repositorySource(git),
      ...refSource(git),
      ...fileSource(git),
      ...changeSource(git),
      issue: async () => null,
      issues: async () => [],
      comments: async () => [],
      events: async () => [],
      claims: async () => [],
      labels: async () => [],
      pull: async () => null,
      pulls: async () => [],
      "open-pulls": async () => [],
      check: async () => null,
      "review-comments": async () => [],
      approvals: async () => null,
      people: async () => null,
      team: async () => null,
      "issue-state": async () => null,
    },
    sink: { ...refSink(git), ...commitSink(git), ...unsupportedSink() },
  };
}
