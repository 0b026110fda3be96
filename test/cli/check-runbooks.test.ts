import { readFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { cloneWith, type Folder } from "../host/clone.ts";
import { cli } from "./cli.ts";

const whole = readFileSync("runbooks/network-partition.md", "utf8");
const files = {
  "runbooks/network-partition.md": whole,
  "runbooks/database-failover.md": readFileSync("runbooks/database-failover.md", "utf8"),
  "runbooks/api-error-rate.md": readFileSync("runbooks/api-error-rate.md", "utf8"),
  "runbooks/README.md": "# Not a runbook\n",
  "incidents/2025/INC-2025-001.md": readFileSync("incidents/2025/INC-2025-001.md", "utf8"),
};
let folder: Folder;
afterEach(() => folder.remove());

interface Found {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly url: string | null;
}
const at = ["--now", "2026-11-21T00:00:00Z"];
const found = async (...args: readonly string[]): Promise<readonly Found[]> =>
  JSON.parse((await cli(folder.path, ["check", "--json", ...at, ...args])).out).findings;
const rules = (list: readonly Found[]): readonly string[] => list.map(({ rule }) => rule);

it("reads the folder of the runbooks too, and finds nothing in good ones", async () => {
  folder = cloneWith(files);
  const { err } = await cli(folder.path, ["check", "--json", ...at, "runbooks"]);
  expect(err).toMatch(/^3 files checked: 0 errors and 0 warnings$/m);
  expect((await cli(folder.path, ["check", ...at])).err).toMatch(/^4 files checked/m);
});

it("says the line, the rule and where it is documented", async () => {
  folder = cloneWith({ ...files, "runbooks/bare.md": "# Bare\n\n## Resolution\n\nRun `kubectl get pods`.\n" });
  const list = await found("runbooks/bare.md");
  expect(new Set(rules(list))).toEqual(
    new Set([
      "runbook-approved",
      "runbook-commands",
      "runbook-owner",
      "runbook-sections",
      "runbook-steps",
      "runbook-verified",
    ]),
  );
  expect(list.find(({ rule }) => rule === "runbook-commands")).toMatchObject({ path: "runbooks/bare.md", line: 5 });
  expect(list[0]?.url).toMatch(/docs\/runbook-rules\/runbook-\w+\.md$/);
});

it("looks at the files that it links to, and at CODEOWNERS, whatever the cache remembers", async () => {
  folder = cloneWith(files);
  const cached = ["--cache", "cache", "runbooks"];
  expect(await found(...cached)).toEqual([]);
  expect(await found(...cached)).toEqual([]);
  folder.git("rm", "-q", "incidents/2025/INC-2025-001.md");
  const list = await found(...cached);
  expect(new Set(rules(list))).toEqual(new Set(["runbook-links"]));
  expect(list).toEqual(await found("--no-cache", "runbooks"));
  folder.write("CODEOWNERS", "/runbooks/ @nobody-of-them\n");
  expect(rules(await found(...cached)).filter((rule) => rule === "runbook-approved")).toHaveLength(3);
});

it("names a runbook that is no text", async () => {
  folder = cloneWith({ ...files, "runbooks/broken.md": "a\0b" });
  expect(await found()).toContainEqual(expect.objectContaining({ rule: "readable", path: "runbooks/broken.md" }));
});
