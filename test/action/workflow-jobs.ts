import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "rolldown";
import { parse } from "yaml";

const root = new URL("../../", import.meta.url);

/** A job that an event starts, with the inputs that it gives the Action. */
export interface StartedJob {
  readonly job: string;
  readonly name: string;
  readonly permissions: Readonly<Record<string, "read" | "write">>;
  readonly inputs: Readonly<Record<string, string>>;
  /** The runs of one group wait for each other. */
  readonly group: string;
}

export interface WorkflowEvent {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: an event as GitHub sends it.
  readonly payload: any;
  readonly ref?: string;
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly types?: readonly string[] } | null>>;
  readonly concurrency: { readonly group: string };
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly if: string;
        readonly permissions: Readonly<Record<string, "read" | "write">>;
        readonly steps: readonly { readonly uses: string; readonly with?: Readonly<Record<string, string>> }[];
      }
    >
  >;
}

/** Our own workflow, read as GitHub reads it: which jobs an event starts, and with what. */
export async function loadWorkflow(): Promise<{
  readonly listensTo: (event: string, action: string | undefined) => boolean;
  readonly jobsOf: (event: WorkflowEvent) => readonly StartedJob[];
  /** Every run is in a group, also one that starts no job. */
  readonly groupOf: (event: WorkflowEvent) => string;
}> {
  const workflow: Workflow = parse(readFileSync(new URL(".github/workflows/gitcident.yml", root), "utf8"));
  const evaluate = await loadEvaluator();
  let runs = 0;
  const contextsOf = ({ event, payload, ref = "refs/heads/main" }: WorkflowEvent) => {
    const github = {
      event: payload,
      event_name: event,
      run_id: 1000 + runs++,
      repository: payload.repository?.full_name ?? "octo/shop",
      ref_name: ref.replace(/^refs\/(?:heads|tags)\//, ""),
      head_ref: payload.pull_request?.head?.ref ?? "",
    };
    return { github, inputs: payload.inputs ?? {} };
  };
  const filledFor =
    (contexts: ReturnType<typeof contextsOf>) =>
    (text: unknown): string =>
      String(text).replaceAll(/\$\{\{(.*?)\}\}/gs, (_, inner: string) => textOf(evaluate(inner.trim(), contexts)));
  return {
    listensTo: (event, action) => {
      if (!Object.hasOwn(workflow.on, event)) return false;
      const types = event === "repository_dispatch" ? undefined : workflow.on[event]?.types;
      return types === undefined || types.includes(action ?? "");
    },
    groupOf: (event) => filledFor(contextsOf(event))(workflow.concurrency.group),
    jobsOf: (event) => {
      const contexts = contextsOf(event);
      const filled = filledFor(contexts);
      return Object.entries(workflow.jobs)
        .filter(([, { if: condition }]) => truthy(evaluate(condition, contexts)))
        .map(([job, { name, permissions, steps }]) => ({
          job,
          name: filled(name),
          permissions,
          group: filled(workflow.concurrency.group),
          inputs: Object.fromEntries(
            Object.entries(steps.find(({ uses }) => uses === "./")?.with ?? {}).map(([key, text]) => [
              key,
              filled(text),
            ]),
          ),
        }));
    },
  };
}

type Evaluate = (expression: string, contexts: Readonly<Record<string, unknown>>) => unknown;
const truthy = (value: unknown): boolean => value !== null && value !== false && value !== 0 && value !== "";
const textOf = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

/** GitHub's own evaluator of expressions. Its modules import each other as bundlers do and Node does not. */
async function loadEvaluator(): Promise<Evaluate> {
  const scratch = mkdtempSync(join(tmpdir(), "gitcident-expressions-"));
  try {
    const file = join(scratch, "expressions.mjs");
    const options = { cwd: fileURLToPath(root), platform: "node", logLevel: "silent" } as const;
    await build({ ...options, input: "@actions/expressions", output: { file, codeSplitting: false } });
    const { Lexer, Parser, Evaluator, data } = await import(pathToFileURL(file).href);
    const dataOf = (value: unknown): object => {
      if (value === null || value === undefined) return new data.Null();
      if (typeof value === "string") return new data.StringData(value);
      if (typeof value === "number") return new data.NumberData(value);
      if (typeof value === "boolean") return new data.BooleanData(value);
      if (Array.isArray(value)) return new data.Array(...value.map(dataOf));
      return new data.Dictionary(...Object.entries(value).map(([key, one]) => ({ key, value: dataOf(one) })));
    };
    return (expression, contexts) => {
      const parser = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), []);
      const result = new Evaluator(parser.parse(), dataOf(contexts)).evaluate();
      return result.primitive ? result.value : result.kind === 6 ? null : true;
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
