#!/usr/bin/env node
import { ioOf } from "./io.ts";
import { runProgram } from "./program.ts";

// `npx gitcident`: the command line as a process.
// A reader that goes away (`| head`) is no failure: what is left to say is dropped.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
// Every write is one step of git's or GitHub's, so that an end between two of them leaves nothing half done.
process.once("SIGINT", () => {
  process.stderr.write("\nStopped.\n");
  process.exit(130);
});

// Not awaited here: what a file of the bundle awaits while it is loaded, others that it shares code with wait for too.
void started();

async function started(): Promise<void> {
  try {
    process.exitCode = await runProgram(process.argv.slice(2), ioOf(process));
  } catch (error) {
    // A bug of ours, which must not look like one of the four codes.
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${said}\nThis is a bug of Gitcident: please report it with the command that you ran.\n`);
    process.exitCode = 70;
  }
}
