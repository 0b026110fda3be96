import { sectionNames } from "../markdown/section-names.ts";

/** The sections that a post-mortem must have: who was told what is worth keeping, and not every incident has it. */
export const postmortemSections = sectionNames.filter((name) => name !== "Communication log");
