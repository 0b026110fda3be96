import type { Config } from "./config.ts";
import type { Finding } from "./finding.ts";
import type { Runbook } from "./runbook.ts";
import type { StubOffer } from "./runbook-stub.ts";
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
  ReviewComment,
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
  /** It is there and could not be read: over 1 MB, or not UTF-8. `text` is empty then. */
  readonly unread?: true;
}

export interface IncidentObservation extends Ground {
  readonly kind: "incident";
  readonly issue: Issue | null;
  readonly comments: readonly Comment[];
  /** Null: nobody needed to look, the issue agrees with the file. */
  readonly events: readonly IssueEvent[] | null;
  readonly permissions: Readonly<Record<string, Permission>>;
  /** The issues that commands name; null where there is none of that number. */
  readonly named: Readonly<Record<number, Issue | null>>;
  readonly record: RecordFile | null;
  /** The incident's branch; null: there is none. Undefined: nobody needed to look. */
  readonly branch: Branch | null | undefined;
  /** Null: there is none. Undefined: nobody needed to look. */
  readonly pull: Pull | null | undefined;
  /** Label names of the repository; null: nobody needed to look. */
  readonly labels: readonly string[] | null;
}

export interface PullObservation extends Ground {
  readonly kind: "pull";
  readonly pull: Pull | null;
  /** The commit that is checked: the head of the pull request or of a merge group. Null: there is nothing to check. */
  readonly commit: string | null;
  readonly changes: readonly ChangedFile[];
  /** Texts of the changed files that are ours; null where one could not be read as text. */
  readonly files: readonly { readonly path: string; readonly text: string | null }[];
  readonly check: CheckRun | null;
  /** Comments on lines of the pull request, where there may be some. */
  readonly comments: readonly ReviewComment[];
  /** What rules of runbooks ask besides; null: no runbook is changed. */
  readonly ownership: Ownership | null;
  /** What rules may ask of the repository around the files; null: none of them is ours. */
  readonly around: Around | null;
  /** What alert coverage is made of, before and after; null: the changes touch neither alerts nor runbooks. */
  readonly coverage: CoverageSides | null;
}

/** The repository as it will be once a pull request is merged, as far as rules ask for it. */
export interface Around {
  readonly paths: readonly string[];
  /** Paths of symbolic links and submodules. */
  readonly opaque: readonly string[];
  /** Logins of those who may be assigned issues; null: nobody can tell. */
  readonly people: readonly string[] | null;
  /** The issues and pull requests that the files name; null: nobody may tell. */
  readonly issues: Readonly<Record<number, "open" | "closed" | "nothing" | null>>;
  /** Texts of the incident files that are not changed; null: there are too many to look at. */
  readonly others: readonly { readonly path: string; readonly text: string | null }[] | null;
}

/** Who owns files by CODEOWNERS, and who has approved the pull request. */
export interface Ownership {
  /** The text of CODEOWNERS on the default branch; null: there is none that can be read. */
  readonly codeOwners: string | null;
  /** Null: nobody can tell, or it is no pull request. */
  readonly approvers: readonly string[] | null;
  /** Members of the teams that matter, by `@org/team` in lower case; null: we may not know. */
  readonly teams: Readonly<Record<string, readonly string[] | null>>;
}

/** Alert files on the default branch, and alert files and runbooks once a pull request is merged. */
export interface CoverageSides {
  readonly before: readonly { readonly path: string; readonly text: string | null }[];
  readonly after: readonly { readonly path: string; readonly text: string | null }[];
  readonly runbooks: readonly Runbook[];
}

/** Everything on the default branch. */
export interface ArchiveObservation extends Ground {
  readonly kind: "archive";
  readonly incidents: readonly FileText[];
  /** Incident files that could not be read as text. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  /** Issues with the action-item label: the open ones, and all where an item of the archive has no number yet. */
  readonly actionIssues: readonly Issue[];
  /** Issues that items name and that are not among `actionIssues`; null where there is none of that number. */
  readonly otherIssues: Readonly<Record<number, Issue | null>>;
  /** Open issues with the incident label. */
  readonly openIncidents: readonly Issue[];
  /** Comments of incidents whose action items become issues now, where the server has no sub-issues. */
  readonly comments: Readonly<Record<number, readonly Comment[]>>;
  /**
   * Where more issues may have to be opened than the brake lets through: the incident with most of them, and its
   * comments. Null: there are not so many, or no incident of theirs has an issue.
   */
  readonly braked: { readonly issue: number; readonly comments: readonly Comment[] } | null;
  /** The files in which the config says that alerts are defined, and those that list services; null: no text. */
  readonly alertFiles: readonly { readonly path: string; readonly text: string | null }[];
  readonly serviceFiles: readonly { readonly path: string; readonly text: string | null }[];
  /** The files of archives that the config adopts, for the metrics; null: no text. */
  readonly adoptedFiles: readonly { readonly path: string; readonly text: string | null }[];
  /** What has come of the stubs of runbooks, by the id of the incident that ended lately without one. */
  readonly stubs: Readonly<Record<string, StubOffer>>;
  /** The issue in which digests are said (null: each is an issue of its own, or that issue is not there), and what was said since the last week's end. Null: none is wanted. */
  readonly digest: { readonly issue: Issue | null; readonly said: readonly (Comment | Issue)[] } | null;
  /** The reports as they are, by path. */
  readonly reports: Readonly<Record<string, string>>;
  /** The rolling pull request that stands in for commits where the default branch is protected. */
  readonly rolling: Rolling | null;
}

export interface Rolling {
  readonly branch: Branch | null;
  readonly pull: Pull | null;
  /** Whether the branch is what a pull request that was merged or closed left. Not where lists show none yet. */
  readonly ended: boolean;
  /** Incident files and reports on the rolling branch, by path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface ReminderObservation extends Ground {
  readonly kind: "reminders";
  /** Claims that were made of comments, and until when. */
  readonly claims: readonly { readonly name: string; readonly until: Instant }[];
  /** What may be due, with the comments of its issue; those of which nothing is due are left out. */
  readonly incidents: readonly {
    readonly issue: Issue;
    readonly text: string;
    readonly comments: readonly Comment[];
  }[];
  readonly actionIssues: readonly { readonly issue: Issue; readonly comments: readonly Comment[] }[];
}

export interface Observations {
  readonly incident: IncidentObservation;
  readonly pull: PullObservation;
  readonly archive: ArchiveObservation;
  readonly reminders: ReminderObservation;
}
export type Observation = Observations[keyof Observations];
