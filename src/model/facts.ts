/**
 * What a rule may ask of the repository around a file. Each answer is undefined where nobody looked: the rule then says
 * nothing. Paths are of the repository, from its root, with `/`, without `.` and `..`.
 */
export interface Facts {
  /** What stands at a path. What lies behind a symbolic link or in a submodule is not known. */
  readonly kindAt: (path: string) => "file" | "folder" | "nothing" | undefined;
  /** The anchors of a Markdown file, as GitHub makes them of headings, and those that are written out. */
  readonly anchorsIn: (path: string) => ReadonlySet<string> | undefined;
  /** The paths of all incident files whose name carries an id; the file's own is among them. */
  readonly recordsOf: (id: string) => readonly string[] | undefined;
  /** Whether a login (without @) may be assigned issues here. Teams are never known. */
  readonly isPerson: (login: string) => boolean | undefined;
  /** The state of an issue or pull request of this repository. */
  readonly issueAt: (number: number) => "open" | "closed" | "nothing" | undefined;
}

const unknown = (): undefined => undefined;

/** Nobody looked. */
export const noFacts: Facts = {
  kindAt: unknown,
  anchorsIn: unknown,
  recordsOf: unknown,
  isPerson: unknown,
  issueAt: unknown,
};
