import type { Rect } from '../../geometry';
import type { Choice } from './choice';
import type { PickerView } from './view';

/** What the user has taken: the chosen picture, or an area in CSS px of the viewport. */
export type Taken = { readonly choice: Choice } | { readonly area: Rect } | undefined;

/** A picker that is open in the page. */
export interface Session {
  readonly view: PickerView;
  readonly choice: Choice;
  draw(): void;
  end(taken?: Taken): void;
}
