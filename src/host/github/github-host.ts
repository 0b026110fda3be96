import type { Octokit } from "@octokit/rest";
import type { Source } from "../../model/ask.ts";
import type { Sink } from "../../model/effect.ts";
import { instantOf } from "../../model/time.ts";
import type { Host } from "../host.ts";
import { branchSink, branchSource } from "./branches.ts";
import { changeSource } from "./changes.ts";
import { checkSink, checkSource } from "./checks.ts";
import { claimSink, claimSource } from "./claims.ts";
import { clientOf } from "./client.ts";
import { commentSink, commentSource } from "./comments.ts";
import { commitSink } from "./commits.ts";
import { eventSource } from "./events.ts";
import { fileSource } from "./files.ts";
import { batchingSource } from "./graphql/batching-source.ts";
import { togetherOf } from "./graphql/together.ts";
import { issueSink, issueSource } from "./issues.ts";
import type { Memory } from "./memory.ts";
import { peopleSource } from "./people.ts";
import { pullSink, pullSource } from "./pulls.ts";
import { readySink } from "./ready.ts";
import { repositorySink, repositorySource } from "./repository.ts";
import { reviewSink, reviewSource } from "./reviews.ts";
import { teamSource } from "./teams.ts";

export interface GitHubHostOptions {
  /** From `connect`: Probot's own repeats writes. */
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
  /** The login that our writes appear under, e.g. `gitcident[bot]`. */
  readonly self: string;
  readonly log?: (note: string) => void;
  /** One for each repository, kept for as long as the process lives. */
  readonly memory: Memory;
  /** Whether a person waits: such requests may use the rate limit's reserve. */
  readonly urgent?: boolean;
  /** Milliseconds for which the default branch's position is believed unless `memory.forget()` is called. */
  readonly branchTtl?: number;
  /** How many reads or writes are worth a GraphQL document. Default 2; with `Infinity` REST does everything. */
  readonly documentsFrom?: number;
}

/** One repository on GitHub, or on a server that speaks its REST API. */
export function gitHubHost(options: GitHubHostOptions): Host {
  const { memory, log = () => {}, urgent = false, branchTtl = 60_000 } = options;
  const client = clientOf({ ...options, log, urgent });
  const source: Source = {
    ...repositorySource(client, memory),
    ...branchSource(client, memory, branchTtl),
    ...issueSource(client, memory),
    ...commentSource(client, memory),
    ...claimSource(client),
    ...eventSource(client),
    ...fileSource(client, memory),
    ...pullSource(client, memory),
    ...changeSource(client, memory),
    ...checkSource(client, memory),
    ...reviewSource(client, memory),
    ...peopleSource(client, memory),
    ...teamSource(client, memory),
  };
  const sink: Sink = {
    ...repositorySink(client),
    ...branchSink(client),
    ...issueSink(client, memory),
    ...commentSink(client, memory),
    ...claimSink(client),
    ...commitSink(client, memory),
    ...pullSink(client, memory),
    ...readySink(client, memory),
    ...checkSink(client, memory),
    ...reviewSink(client, memory),
  };
  const now = () => instantOf(Date.now());
  const { documentsFrom = 2 } = options;
  if (documentsFrom === Number.POSITIVE_INFINITY) return { now, source, sink };
  const place = { client, memory };
  return {
    now,
    sink,
    source: batchingSource(source, place, documentsFrom),
    together: togetherOf(sink, place, documentsFrom),
  };
}
