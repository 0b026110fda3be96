/** A pure reading of something that many ask for: read once and kept as long as what it was read from. */
export function remembered<From extends WeakKey, Args extends readonly unknown[], Value>(
  read: (from: From, ...rest: Args) => Value,
): (from: From, ...rest: Args) => Value {
  const known = new WeakMap<From, { readonly value: Value }>();
  return (from, ...rest) => {
    const found = known.get(from);
    if (found) return found.value;
    const value = read(from, ...rest);
    known.set(from, { value });
    return value;
  };
}
