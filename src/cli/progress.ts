/** Says how far something is, where a person sees it. */
export interface Progress {
  readonly at: (done: number) => void;
  /** Takes away what was said, so that something else can be written. */
  readonly end: () => void;
}

/** Milliseconds before anything is said, and between two says. */
const [patience, pace] = [1000, 100];

/** One line that is written over, on a terminal and only when it takes over a second. Without `total` the end is unknown. */
export function progressOn(
  stream: { readonly isTTY?: boolean; readonly write: (text: string) => unknown },
  says: string,
  total?: number,
): Progress {
  if (!stream.isTTY) return { at: () => {}, end: () => {} };
  const since = Date.now();
  let last = 0;
  let line = "";
  let shown = false;
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    timer = undefined;
    last = Date.now();
    shown = true;
    stream.write(`\r\x1b[K${line}`);
  };
  return {
    at: (done) => {
      line = total === undefined ? `${says} (${done})` : `${says} ${done} of ${total}`;
      const now = Date.now();
      const wait = Math.max(since + patience, last + pace) - now;
      if (wait <= 0) {
        clearTimeout(timer);
        draw();
      } else timer ??= setTimeout(draw, wait).unref();
    },
    end: () => {
      clearTimeout(timer);
      timer = undefined;
      if (shown) stream.write("\r\x1b[K");
      shown = false;
    },
  };
}
