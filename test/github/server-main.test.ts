import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("runs as a process of its own, and its exit tells of requests that GitHub does not know", async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL("server-main.ts", import.meta.url))], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [line] = await once(createInterface(child.stdout), "line");
  const { url, tokens } = JSON.parse(line);
  const headers = { authorization: `token ${tokens.alice}` };
  expect(await (await fetch(`${url}/user`, { headers })).json()).toMatchObject({ login: "alice" });
  await fetch(`${url}/user?unknown=1`, { headers });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  child.kill("SIGTERM");
  expect(await once(child, "close")).toEqual([1, null]);
  expect(said).toContain("unexpected parameter property /unknown");
});
