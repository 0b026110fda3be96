import { describe, expect, it } from "vitest";
import { check } from "./check.ts";

const head = "---\nid: INC-2025-042\ntitle: a\nissue: 42\nseverity: sev4\nstatus: resolved\ncauses: []\n---\n\n# A\n\n";

/** The words that a rule points at in a text. */
function pointed(rule: string, text: string): readonly (string | undefined)[] {
  const whole = `${head}${text}\n`;
  const lines = whole.split("\n");
  return check(whole)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ place }) => lines[place.line - 1]?.slice(place.column - 1, place.endColumn - 1));
}

describe("blameless-words", () => {
  it.each([
    ["The change was made carelessly.", "carelessly"],
    ["It was gross negligence of the team.", "negligence"],
    ["He should have known better.", "should have known better"],
    ["They should've been more careful.", "should've been more careful"],
    ["The operator should have checked the prompt.", "should have checked"],
    ["@bob should have tested it.", "should have tested"],
    ["The release team is to blame for this.", "is to blame"],
    ["It was entirely the fault of the on-call engineer.", "fault of the on-call engineer"],
    ["It was their own fault.", "their own fault"],
    ["A stupid change.", "stupid"],
    ["Somebody dropped the ball.", "dropped the ball"],
    ["- 02:10 fat-fingered the hostname", "fat-fingered"],
    ["| a | b |\n| - | - |\n| sloppy work | x |", "sloppy"],
    ["## An incompetent vendor", "incompetent"],
    ["A **reckless** deploy.", "reckless"],
  ])("%s", (text, words) => {
    expect(pointed("blameless-words", text)).toEqual([words]);
  });

  it.each([
    "This was not carelessness.",
    "Nobody is to blame.",
    "We asked what, not who, was to blame.",
    "The alert should have caught this.",
    "The test should have noticed the missing index.",
    "Requests that should have been retried were dropped.",
    "A page fault, fault tolerance and the fault of the power supply.",
    "The customer wrote “this is a stupid error message”.",
    'The label said "careless".',
    "> You are all idiots",
    "The flag `--stupid` of the tool.",
    "```\nstupid content tracker\n```",
    "<!-- negligent -->",
    "See [the page](https://example.com/stupid).",
    "https://example.com/careless",
    "`git blame` shows the line.",
  ])("is content with: %s", (text) => {
    expect(pointed("blameless-words", text)).toEqual([]);
  });
});

describe("blameless-names", () => {
  it.each([
    ["@alice broke the build.", "@alice broke"],
    ["It was @alice who saw it; then @bob forgot to tell.", "@bob forgot"],
    ["Bob forgot to rotate the key.", "Bob forgot"],
    ["Maria Curie overlooked the alert.", "Maria Curie overlooked"],
    ["The engineer failed to notice the page.", "The engineer failed to notice"],
    ["At 02:10 the on-call engineer accidentally ran it.", "the on-call engineer accidentally"],
    ["She misread the graph.", "She misread"],
    ["@carol had missed the page.", "@carol had missed"],
    ["**@carol** crashed the node.", "@carol** crashed"],
    ["The config was broken by @dave.", "broken by @dave"],
    ["This was @dave's mistake.", "@dave's mistake"],
    ["@octo/db should have reviewed it.", "@octo/db should have"],
  ])("%s", (text, words) => {
    expect(pointed("blameless-names", text)).toEqual([words]);
  });

  it.each([
    "@alice found the broken build and rolled it back.",
    "@bob deleted the stale pods.",
    "@bob failed to reach the node, which was down.",
    "Safari broke on the page, and Kubernetes failed to notice nothing.",
    "We forgot to rotate the key.",
    "Monitoring missed the spike.",
    "Jenkins forgot the credentials.",
    "Users overlooked the banner.",
    "Nobody @alice asked had missed a page.",
    "If @bob forgot, a reminder would come.",
    "> @alice broke it",
    "The mail of a@bob.example broke the parser.",
    "The release broke by 10:20.",
  ])("is content with: %s", (text) => {
    expect(pointed("blameless-names", text)).toEqual([]);
  });
});

describe("human-error", () => {
  it.each([
    ["It was caused by human error.", "human error"],
    ["Operator errors came on top.", "Operator errors"],
  ])("%s", (text, words) => {
    expect(pointed("human-error", text)).toEqual([words]);
  });

  it.each([
    "This was not human error.",
    "A second approval reduces the risk of human error.",
    "The manual step is prone to human error.",
    "The human error rate of typing is known.",
    "> human error, they said",
  ])("is content with: %s", (text) => {
    expect(pointed("human-error", text)).toEqual([]);
  });
});
