import type { Config } from "./config.ts";
import type { Finding } from "./finding.ts";
import type { Runbook } from "./runbook.ts";
import type { Instant } from "./time.ts";
import type {
  Branch,
  ChangedFile,
  CheckRun,
  Comment,
  FileText,
  Issue,
  IssueEvent,
  Permission,
  Pull,
  Repository,
} from "./world.ts";

/** What every observation holds: the clock, the config and where we are are facts, not globals. */
export interface Ground {
  readonly now: Instant;
  readonly repository: Repository;
  /** The default branch. */
  readonly base: Branch;
  readonly config: Config;
  /** What is wrong with the config file; the last good defaults are in `config`. */
  readonly configFindings: readonly Finding[];
  /** Liquid templates of the repository by path, and ours where it has none. */
  readonly templates: Readonly<Record<string, string>>;
  readonly runbooks: readonly Runbook[];
}

/** The incident file as it is now. `archived`: it was found on the default branch only. */
export interface RecordFile extends FileText {
  readonly branch: string;
  readonly archived: boolean;
}

export interface IncidentObservation extends Ground {
  readonly kind: "incident";
  readonly issue: Issue | null;
  readonly comments: readonly Comment[];
  /** Null: nobody needed to look, the issue agrees with the file. */
  readonly events: readonly IssueEvent[] | null;
  readonly permissions: Readonly<Record<string, Permission>>;
  readonly record: RecordFile | null;
  /** The commit that the incident's branch is at; null: there is no branch. */
  readonly branch: string | null;
  /** Null: there is none. Undefined: nobody needed to look. */
  readonly pull: Pull | null | undefined;
  /** Label names of the repository; null: nobody needed to look. */
  readonly labels: readonly string[] | null;
}

export interface PullObservation extends Ground {
  readonly kind: "pull";
  readonly pull: Pull | null;
  readonly changes: readonly ChangedFile[];
  /** Texts of the changed files that are ours; null where one could not be read as text. */
  readonly files: readonly { readonly path: string; readonly text: string | null }[];
  readonly check: CheckRun | null;
}

/** Everything on the default branch. */
export interface ArchiveObservation extends Ground {
  readonly kind: "archive";
  readonly incidents: readonly FileText[];
  /** Incident files that could not be read as text. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  /** Issues with the action-item label and a key of ours, every state. */
  readonly actionIssues: readonly Issue[];
  /** The issues of incidents whose post-mortem is merged and whose issue may still be open. */
  readonly openIncidents: readonly Issue[];
  readonly reports: Readonly<Record<string, string | null>>;
  /** The rolling branch for reports, where the default branch is protected. */
  readonly rolling: {
    readonly branch: Branch | null;
    readonly pull: Pull | null;
    readonly files: Readonly<Record<string, string | null>>;
  } | null;
}

export interface ReminderObservation extends Ground {
  readonly kind: "reminders";
  readonly incidents: readonly {
    readonly issue: Issue;
    readonly record: RecordFile | null;
    readonly comments: readonly Comment[];
  }[];
  /** Open action-item issues with the comments that we made on them. */
  readonly actionIssues: readonly { readonly issue: Issue; readonly comments: readonly Comment[] }[];
}

export interface Observations {
  readonly incident: IncidentObservation;
  readonly pull: PullObservation;
  readonly archive: ArchiveObservation;
  readonly reminders: ReminderObservation;
}
export type Observation = Observations[keyof Observations];
