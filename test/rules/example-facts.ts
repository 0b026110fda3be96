import { type Facts, noFacts } from "../../src/model/facts.ts";

/** The repository in which the examples of the rules' pages stand: every incident has its file. */
export const exampleFacts: Facts = {
  ...noFacts,
  recordsOf: (id) => [`incidents/2025/${id}.md`],
};
