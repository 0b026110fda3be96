import { readFileSync } from "node:fs";
import { readSettings, type Settings } from "./settings.ts";

// `npm start`: the app as a process. Exit code 2: the settings are wrong; 1: it could not listen.
const read = readSettings(process.env, (path) => readFileSync(path, "utf8"));
if ("problems" in read) {
  for (const problem of read.problems) process.stderr.write(`${problem}\n`);
  process.exit(2);
}

const starting = start(read.settings);
let stopping = false;
// From the first moment: a signal that nobody awaits ends the process without finishing anything.
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, async () => {
    // Whoever asks twice does not want to wait; what is left undone, the next start's tick finds.
    if (stopping) process.exit(130);
    stopping = true;
    await (await starting).close();
    process.exit(0);
  });
}

async function start(settings: Settings) {
  const { startApp } = await import("./start.ts");
  try {
    return await startApp(settings);
  } catch (error) {
    const where = `${settings.host}:${settings.port}`;
    process.stderr.write(
      `Unexpected failure to start on ${where}, expected to listen there: ${(error as Error).message}\n`,
    );
    process.exit(1);
  }
}
