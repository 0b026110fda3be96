import { readFileSync } from "node:fs";
import { readSettings } from "./settings.ts";

// `npm start`: the app as a process. Exit code 2: the settings are wrong; 1: it could not listen.
const read = readSettings(process.env, (path) => readFileSync(path, "utf8"));
if ("problems" in read) {
  for (const problem of read.problems) process.stderr.write(`${problem}\n`);
  process.exit(2);
}

const { startApp } = await import("./start.ts");
const app = await startApp(read.settings).catch((error: Error) => {
  const { host, port } = read.settings;
  process.stderr.write(`Unexpected failure to listen on ${host}:${port}, expected a free port: ${error.message}\n`);
  process.exit(1);
});

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, async () => {
    // Whoever asks twice does not want to wait; what is left undone, the next start's tick finds.
    if (stopping) process.exit(130);
    stopping = true;
    await app.close();
    process.exit(0);
  });
}
