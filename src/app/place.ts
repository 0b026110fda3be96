/** A repository, and the installation of the App that lets us in. */
export interface Place {
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
}

export function nameOfPlace({ owner, repo }: Place): string {
  return `${owner}/${repo}`.toLowerCase();
}
