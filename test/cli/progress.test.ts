import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Progress, progressOn } from "../../src/cli/progress.ts";

let written = "";
const terminal = {
  isTTY: true,
  write: (text: string) => {
    written += text;
  },
};

beforeEach(() => {
  written = "";
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => void vi.useRealTimers());

/** What a person sees: the line that was written last, and was not taken away. */
const seen = () => written.split("\r\u001b[K").at(-1) ?? "";
function after(ms: number, progress: Progress, done: number): string {
  vi.setSystemTime(Date.now() + ms);
  progress.at(done);
  return seen();
}

it("says nothing within the first second, then how far it is", () => {
  const progress = progressOn(terminal, "Checking", 500);
  expect([after(10, progress, 1), after(980, progress, 100), after(20, progress, 200)]).toEqual([
    "",
    "",
    "Checking 200 of 500",
  ]);
  // Not for every file.
  expect([after(50, progress, 210), after(60, progress, 220)]).toEqual(["Checking 200 of 500", "Checking 220 of 500"]);
  progress.end();
  expect(seen()).toBe("");
});

it("speaks up while one thing takes long, and leaves nothing behind", () => {
  const progress = progressOn(terminal, "Asking GitHub");
  progress.at(1);
  vi.advanceTimersByTime(999);
  expect(written).toBe("");
  vi.advanceTimersByTime(2);
  expect(seen()).toBe("Asking GitHub (1)");
  progress.end();
  const length = written.length;
  vi.advanceTimersByTime(10_000);
  expect([seen(), written.length]).toEqual(["", length]);
});

it("says nothing where nobody sees it, and nothing after its end", () => {
  const nobody = progressOn({ ...terminal, isTTY: false }, "Checking", 5);
  after(5000, nobody, 1);
  const ended = progressOn(terminal, "Checking", 5);
  ended.at(1);
  ended.end();
  vi.advanceTimersByTime(5000);
  expect(written).toBe("");
});
