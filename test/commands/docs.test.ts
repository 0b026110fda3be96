import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { grammar } from "../../src/commands/grammar.ts";
import { commandsDoc, helpText } from "../../src/commands/help.ts";
import { context } from "./read.ts";

const path = new URL("../../docs/commands.md", import.meta.url);

test("docs/commands.md is what the grammar says (UPDATE=1 writes it)", () => {
  if (process.env["UPDATE"] === "1") writeFileSync(path, commandsDoc());
  expect(readFileSync(path, "utf8")).toBe(commandsDoc());
});

test("/help has every command, role and severity", () => {
  const help = helpText(context.config);
  for (const row of grammar) expect(help).toContain(`| \`/${row.name}`);
  expect(help).toContain("`sev1` (`p1`, `critical`, `1`)");
  expect(help).toContain("`commander`, `communications`, `operations`, `scribe`");
  // Bars inside the cells are escaped: every row has three cells.
  const rows = help.split("\n").filter((line) => line.startsWith("|"));
  for (const row of rows) expect(row.replaceAll("\\|", "").split("|")).toHaveLength(5);
});

test("/help of one command has its arguments and examples", () => {
  const help = helpText(context.config, "action");
  expect(help).toContain("### action");
  expect(help).toContain("- `every`: How often it recurs");
  expect(help).toContain("`/action Run a failover drill @sre due:2025-04-01 priority:low type:process every:3mo`");
});
