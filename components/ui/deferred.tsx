import { type Signal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';

interface Deferred<Props> {
  /** The component once its code is there, and until then the skeleton, with the same properties. */
  readonly Part: ComponentType<Props>;
  /** Begins to load the code; harmless where that was done. */
  load(): void;
}

/**
 * A component whose code is loaded when it is first shown: the first paint does not wait for it.
 * @param load imports it; that fails only where a file of the extension itself is missing, which the console says
 */
export function deferred<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Skeleton: ComponentType<Props>,
): Deferred<Props> {
  const loaded: Signal<{ readonly Whole: ComponentType<Props> } | undefined> = signal(undefined);
  let isLoading = false;
  const begin = () => {
    if (isLoading) return;
    isLoading = true;
    // A task later: what is being shown, or answers a click, comes first.
    setTimeout(() =>
      load().then(
        (Whole) => {
          loaded.value = { Whole };
        },
        (error: unknown) => {
          isLoading = false;
          console.error(error);
        },
      ),
    );
  };
  const Part = (props: Props) => {
    useEffect(begin, []);
    if (!loaded.value) return <Skeleton {...props} />;
    const { Whole } = loaded.value;
    return <Whole {...props} />;
  };
  return { Part, load: begin };
}
