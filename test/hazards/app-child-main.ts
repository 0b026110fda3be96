// The app in a process of its own, with options that the environment can't say: prints its address, then serves, and
// says when its first tick has put all the work that it found into the queue.
import { startApp } from "../../src/app/start.ts";

const app = await startApp(JSON.parse(process.argv[2] ?? "{}"));
process.stdout.write(`${app.url}\n`);
await app.tick();
process.stdout.write("ticked\n");
