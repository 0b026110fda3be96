import type { Target } from "../model/target.ts";
import { type Instant, readInstant } from "../model/time.ts";

/** What the runner tells, in its own environment variables and in the step's inputs. */
export interface Environment {
  readonly event: string;
  readonly payload: unknown;
  readonly owner: string;
  readonly repo: string;
  /** Without a trailing slash. */
  readonly apiUrl: string;
  readonly token: string;
  /** The account that the token acts as; undefined: nobody said so. */
  readonly login: string | undefined;
  /** Where a clone may be. */
  readonly workspace: string | undefined;
  readonly outputFile: string | undefined;
  readonly summaryFile: string | undefined;
  readonly dryRun: boolean;
  /** What to look at instead of what the event names. */
  readonly asked: Target | "all" | undefined;
  /** Instead of the clock. */
  readonly now: Instant | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The account of the token that every workflow is given. */
const ownLogin = "github-actions[bot]";

/** Reads what the runner tells; `problems` has one line for each thing that is missing or wrong, with what mends it. */
export function readEnvironment(
  env: Env,
  readFile: (path: string) => string,
): { readonly environment: Environment } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const set = (name: string): string | undefined => env[name]?.trim() || undefined;
  const input = (name: string): string | undefined => set(`INPUT_${name.toUpperCase()}`);
  const repository = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(set("GITHUB_REPOSITORY") ?? "");
  if (!repository) problems.push(`Unexpected ${shown(env, "GITHUB_REPOSITORY")}, expected owner/name: run it in a job`);
  const event = set("GITHUB_EVENT_NAME");
  if (!event) problems.push(`Unexpected ${shown(env, "GITHUB_EVENT_NAME")}, expected an event: run it in a job`);
  const apiUrl = set("GITHUB_API_URL") ?? "https://api.github.com";
  if (!/^https?:\/\//.test(apiUrl) || !URL.canParse(apiUrl)) {
    problems.push(`Unexpected ${shown(env, "GITHUB_API_URL")}, expected the address of a GitHub API`);
  }
  const workflowToken = input("workflow-token") ?? set("GITHUB_TOKEN");
  const token = input("token") ?? workflowToken;
  if (!token)
    problems.push("Unexpected step without a token, expected the input `token`: leave it out to use the job's own");
  const asked = readAsked(input("target"));
  if (asked === "unknown") {
    const said = JSON.stringify(input("target")?.slice(0, 80));
    problems.push(`Unexpected target ${said}, expected all, archive, reminders, incident 42 or pull 9`);
  }
  const now = input("now") === undefined ? undefined : readInstant(input("now") ?? "");
  if (input("now") !== undefined && now === undefined) {
    problems.push("Unexpected now, expected a time with a zone, e.g. 2025-01-15T02:30:00Z");
  }
  const dryRun = input("dry-run") ?? "false";
  if (!/^(?:true|false)$/i.test(dryRun)) problems.push("Unexpected dry-run, expected true or false");
  const payload = readPayload(set("GITHUB_EVENT_PATH"), readFile, problems);
  if (problems.length > 0 || !repository || !event || !token || asked === "unknown") return { problems };
  return {
    environment: {
      event,
      payload,
      owner: repository[1] ?? "",
      repo: repository[2] ?? "",
      apiUrl: apiUrl.replace(/\/+$/, ""),
      token,
      login: input("login") ?? (token === workflowToken ? ownLogin : undefined),
      workspace: set("GITHUB_WORKSPACE"),
      outputFile: set("GITHUB_OUTPUT"),
      summaryFile: set("GITHUB_STEP_SUMMARY"),
      dryRun: /^true$/i.test(dryRun),
      asked,
      now,
    },
  };
}

function readAsked(text: string | undefined): Environment["asked"] | "unknown" {
  if (text === undefined) return undefined;
  const [, word = "", digits] = /^([a-z]+)(?:[ /]#?([1-9]\d{0,14}))?$/i.exec(text) ?? [];
  const [kind, number] = [word.toLowerCase(), Number(digits)];
  if (digits === undefined)
    return kind === "all" || kind === "sweep"
      ? "all"
      : kind === "archive" || kind === "reminders"
        ? { kind }
        : "unknown";
  if (kind === "incident") return { kind, issue: number, thorough: true };
  return kind === "pull" ? { kind, number } : "unknown";
}

function readPayload(path: string | undefined, readFile: (path: string) => string, problems: string[]): unknown {
  try {
    return path === undefined ? {} : JSON.parse(readFile(path).replace(/^\uFEFF/, ""));
  } catch (error) {
    problems.push(`Unexpected GITHUB_EVENT_PATH, expected a file of JSON: ${(error as Error).message}`);
    return {};
  }
}

function shown(env: Env, name: string): string {
  const value = env[name];
  return value ? `${name}=${JSON.stringify(value.slice(0, 80))}` : `${name} (not set)`;
}
