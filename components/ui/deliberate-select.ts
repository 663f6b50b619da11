import { type ReadonlySignal, useSignal } from '@preact/signals';

interface DeliberateSelect {
  /** What keys have walked to and nobody has taken yet; undefined where there is none. */
  readonly pending: ReadonlySignal<string | undefined>;
  /** For the `select`; its value is `pending`, else the one that is in force. */
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: () => void;
    readonly onChange: (event: { readonly currentTarget: HTMLSelectElement }) => void;
    readonly onBlur: () => void;
  };
}

/** Keys that open the list: in it nothing changes before a choice is made. */
const opens = ({ key, altKey }: KeyboardEvent): boolean =>
  key === ' ' || key === 'F4' || (altKey && /^Arrow(Up|Down)$/.test(key));

/**
 * A choice that does something at once, such as loading another picture. A closed `select` changes at every arrow key
 * and letter; here such a change waits for Enter, and is dropped when the focus leaves. A choice out of the open list
 * is one already.
 */
export function useDeliberateSelect(onChoose: (value: string) => unknown): DeliberateSelect {
  const pending = useSignal<string | undefined>(undefined);
  const walks = useSignal(false);
  return {
    pending,
    handlers: {
      onKeyDown(event) {
        const chosen = pending.peek();
        walks.value = event.key !== 'Enter' && !opens(event);
        if (event.key !== 'Enter' || chosen === undefined) return;
        event.preventDefault();
        pending.value = undefined;
        onChoose(chosen);
      },
      onPointerDown() {
        walks.value = false;
      },
      onChange({ currentTarget: { value } }) {
        if (walks.peek()) {
          pending.value = value;
          return;
        }
        pending.value = undefined;
        onChoose(value);
      },
      onBlur() {
        walks.value = false;
        pending.value = undefined;
      },
    },
  };
}
