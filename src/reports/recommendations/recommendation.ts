/** Something that the data asks for, with what shows it. */
export interface Recommendation {
  /** The rule that says so. */
  readonly rule: string;
  /** What to do, in one sentence. Names from files are in it as they are written. */
  readonly does: string;
  /** The numbers that ask for it. */
  readonly because: string;
  /** Files that show it. */
  readonly evidence: readonly string[];
  /** Minutes of incidents that it stands for; null where they are not known. */
  readonly minutes: number | null;
}
