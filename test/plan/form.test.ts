import { expect, it } from "vitest";
import { declared, record, said } from "./stage.ts";

it("what people write below a form's answer of one line spoils no answer and is kept", async () => {
  const body = [
    "### What is seen\n\nAll calls answer 503.",
    "### Severity\n\nSEV-2 (High): degraded service\n\nI am not quite sure.",
    "### Started\n\n02:20\n\nGraphs: the last hour of the gateway.",
  ].join("\n\n");
  const world = await declared({ body });
  expect(said(world, "form")).toBeUndefined();
  expect(record(world)).toMatch(/severity: sev2\n/);
  expect(record(world)).toMatch(/started: \S+T02:20:00Z\n/);
  expect(record(world)).toMatch(/503\.[\s\S]*I am not quite sure\.[\s\S]*the last hour of the gateway/);
});
