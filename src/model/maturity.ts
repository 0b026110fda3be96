/** What the maturity of incident response is looked at by. */
export const maturityDimensions = ["process", "people", "technology", "culture", "metrics"] as const;
export type Dimension = (typeof maturityDimensions)[number];
