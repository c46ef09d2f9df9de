/** How one text became another: `gone` characters at `from` gave way to `came`. */
export interface Difference {
  readonly from: number;
  readonly gone: number;
  readonly came: string;
}

const step = 4_096;

/** What two texts begin and end with alike is passed over by the page, then by the letter. */
export function difference(one: string, other: string): Difference {
  const most = Math.min(one.length, other.length);
  let from = 0;
  while (from + step <= most && one.slice(from, from + step) === other.slice(from, from + step)) from += step;
  while (from < most && one[from] === other[from]) from++;
  let end = 0;
  while (end + step <= most - from && one.slice(one.length - end - step, one.length - end) === other.slice(other.length - end - step, other.length - end)) end += step;
  while (end < most - from && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  return { from, gone: one.length - from - end, came: other.slice(from, other.length - end) };
}

export const applied = (one: string, { from, gone, came }: Difference): string => one.slice(0, from) + came + one.slice(from + gone);
