import { type Signal, signal } from '@preact/signals';

/** What of an editor's furniture is open. It is the screen's own, and says nothing of the drawing. */
export interface EditorScreen {
  /** The tools behind "More tools". */
  readonly moreTools: Signal<boolean>;
  /** The mask's colour and opacity. */
  readonly display: Signal<boolean>;
  /** The list of keys. */
  readonly keys: Signal<boolean>;
}

/** @param moreTools give one to remember it between images */
export const createEditorScreen = (moreTools: Signal<boolean> = signal(false)): EditorScreen => ({
  moreTools,
  display: signal(false),
  keys: signal(false),
});
