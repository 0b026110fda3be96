import { describe, expect, test } from "vitest";
import { maskSecrets } from "../../src/host/secrets/mask.ts";
import { secretPatterns } from "../../src/model/secret-patterns.ts";
import { cpuTime, cpuTimeOf } from "../cpu-time.ts";

describe("hazard 22: slow patterns", () => {
  const nasties = [
    "a",
    "A1",
    "-",
    "_",
    " ",
    "\n",
    "://",
    "http://a:",
    "a:b@",
    "password=",
    "token: ",
    "api_key",
    "bearer ",
    "authorization: ",
    "eyJ",
    "eyJaaaaaaaa.",
    "sk-",
    "sk-a",
    "SG.",
    "ghp_",
    "xoxb-",
    "AKIA",
    "key-",
    "0",
    "1:AA",
    "-u a:",
    " --token ",
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----",
    "https://hooks.slack.com/services/",
    "a.",
    "a-b",
    "?sig=",
    '"',
    "\\n",
    "é",
  ];

  test("each of ours takes at most 20 ms for 64 KB", () => {
    const slow: string[] = [];
    let worst = 0;
    for (const nasty of nasties) {
      const text = nasty.repeat(Math.ceil(65_536 / nasty.length));
      for (const { pattern } of secretPatterns) {
        // The machine is shared: what is slow once is timed again, and only what stays slow counts.
        let took = cpuTime(() => text.replaceAll(pattern, ""));
        for (let again = 0; again < 8 && took > 20; again += 1)
          took = Math.min(
            took,
            cpuTime(() => text.replaceAll(pattern, "")),
          );
        worst = Math.max(worst, took);
        if (took > 20) slow.push(`${pattern} on ${JSON.stringify(nasty)}: ${took.toFixed(0)} ms`);
      }
    }
    console.log(`hazard 22: the slowest secret pattern takes ${worst.toFixed(1)} ms for 64 KB`);
    expect(slow).toEqual([]);
  }, 600_000);

  test("a comment of 1 MB takes at most 2 s", async () => {
    const token = ["gh", "p_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("");
    const docker = ["dckr", "_pat_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N"].join("");
    for (const nasty of [...nasties, `${token} `, `${docker} `, "lorem ipsum dolor sit amet "]) {
      const text = nasty.repeat(Math.ceil(1_048_576 / nasty.length));
      let took = Number.POSITIVE_INFINITY;
      for (let again = 0; again < 4 && took > 2000; again += 1) {
        took = Math.min(took, await cpuTimeOf(() => maskSecrets(text)));
      }
      expect(took, JSON.stringify(nasty)).toBeLessThan(2000);
    }
  }, 600_000);
});
