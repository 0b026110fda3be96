import { afterAll, describe, expect, it } from "vitest";
import { readConfigText } from "../../src/markdown/config-text.ts";
import { leastCpuTime } from "../cpu-time.ts";
import { check } from "./check.ts";
import { yamlBombs } from "./yaml-bombs.ts";

/** What the hazard asks, in ms. */
const bound = 50;

function timed<T>(run: () => T): { readonly value: T; readonly ms: number } {
  const ms = leastCpuTime(bound, run, () => undefined);
  return { value: run(), ms };
}

describe("hazard 20: YAML bombs", () => {
  const worst = { name: "", ms: 0 };
  afterAll(() =>
    console.log(
      `hazard 20: ${Object.keys(yamlBombs).length} inputs, slowest ${worst.ms.toFixed(1)} ms (${worst.name})`,
    ),
  );

  it.each(Object.entries(yamlBombs))("%s", (name, yaml) => {
    const text = `---\n${yaml}\n---\n\n# A\n`;
    const incident = timed(() => check(text));
    const config = timed(() => readConfigText(yaml));
    const ms = Math.max(incident.ms, config.ms);
    if (ms > worst.ms) Object.assign(worst, { name, ms });
    expect(incident.value.findings.length).toBeGreaterThan(0);
    expect(ms).toBeLessThanOrEqual(bound);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(config.value.config)).toBe(Object.prototype);
  });
});
