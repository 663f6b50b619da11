import { useEffect, useState } from 'preact/hooks';

const secondsSince = (startedAt: number): number =>
  Math.max(0, Math.round((Date.now() - startedAt) / 1000));

/** Whole seconds since `startedAt` (ms since 1970), counted on while the component lives. */
export function useSecondsSince(startedAt: number): number {
  const [seconds, setSeconds] = useState(secondsSince(startedAt));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsSince(startedAt)), 1000);
    return () => clearInterval(timer);
  }, [startedAt]);
  return seconds;
}
