/** Sections that an incident's record gets by nobody's hand but a person's, once it is over. */
export const writtenSections = ["Root cause", "Lessons learned"] as const;
