import type { OpenAI } from 'openai';
import type { AnswerListeners } from './image-request';

/** What reading an answer needs besides the answer. */
export interface AnswerContext {
  readonly client: OpenAI;
  readonly baseUrl: string;
  /** Aborts downloads of pictures that the answer only links to. */
  readonly signal: AbortSignal;
  readonly listeners: AnswerListeners;
  /** Called once when the picture is wholly there, whatever the stream still does. */
  onComplete(): void;
}
