import { Command, CommanderError, Option } from "commander";
import { type ExitCode, exit } from "./exit.ts";
import { failureOf } from "./failure.ts";
import type { Io } from "./io.ts";
import { readManifest } from "./package.ts";
import type { Verb } from "./verb.ts";
import { verbs } from "./verbs.ts";

/** Runs a command line (without `node` and the script) and returns its exit code. Bugs of ours are thrown. */
export async function runProgram(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  const program = new Command("gitcident")
    .description("Incidents as code: declare, check and report on incidents of a repository.")
    .version(readManifest().version)
    .helpCommand(false)
    .showHelpAfterError("Add --help for what it takes.")
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: (text) => io.err(text.trimEnd()) })
    .addHelpText(
      "after",
      "\nExit codes: 0 ok, 1 findings, 2 usage or configuration, 3 remote.\nA verb with --help shows its options and examples.",
    );
  // A verb that is named first needs no other to be told of.
  const named = verbs.filter(({ name }) => name === argv[0]);
  for (const verb of named.length > 0 ? named : verbs) {
    const command = program
      .command(verb.name)
      .description(verb.says)
      .exitOverride()
      .configureOutput(program.configureOutput());
    command.showHelpAfterError("Add --help for what it takes.").allowExcessArguments(false);
    for (const { name, says } of verb.arguments ?? []) command.argument(name, says);
    for (const { flags, says, choices, required } of verb.options) {
      const option = new Option(flags, says).makeOptionMandatory(required === true);
      command.addOption(choices ? option.choices(choices) : option);
    }
    command.addHelpText("after", `\n${exampleText(verb)}`);
    command.action(async () => {
      const run = await verb.load();
      code = await run({ args: command.args, options: command.opts() }, io);
    });
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    // Help and the version are asked for; everything else that commander throws is a mistake of usage.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage;
    const failure = failureOf(error);
    if (!failure) throw error;
    io.err(failure.line);
    return failure.code;
  }
}

function exampleText({ examples }: Verb): string {
  const width = Math.max(...examples.map(([line]) => line.length)) + 2;
  const lines = examples.map(([line, says]) => `  npx gitcident ${line.padEnd(width)}${says}`);
  return [`Example${examples.length === 1 ? "" : "s"}:`, ...lines].join("\n");
}
