export interface Remote {
  readonly owner: string;
  readonly name: string;
  /** Web address without a trailing slash. */
  readonly url: string;
}

/** Reads `https://host/owner/name(.git)`, `ssh://git@host/owner/name` and `git@host:owner/name`. Passwords are dropped. */
export function readRemote(address: string): Remote | undefined {
  const match =
    /^(?:https?|ssh|git):\/\/(?:[^/@]*@)?([\w.-]+)(?::\d+)?\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(address) ??
    /^(?:[\w.-]+@)?([\w.-]+\.[\w.-]+):([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(address);
  const [, host, owner, name] = match ?? [];
  if (!host || !owner || !name) return undefined;
  return { owner, name, url: `https://${host}/${owner}/${name}` };
}
