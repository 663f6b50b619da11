import type { AnswerFault } from './behaviour';
import { type Exchange, write } from './exchange';

/** One server-sent event: an `event:` line, a `data:` line of JSON, a blank line. */
export interface StreamEvent {
  name: string;
  data: unknown;
}

export function eventText({ name, data }: StreamEvent): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Sends one event, spoilt on its way as `fault` says; `isLast` marks the end of the stream. */
export async function writeEvent(
  exchange: Exchange,
  event: StreamEvent,
  fault: AnswerFault | undefined,
  isLast: boolean,
): Promise<void> {
  const text = eventText(event);
  if (fault === 'split_lines') return writePieces(exchange, text);
  if (!isLast) return write(exchange, text);
  if (fault === 'no_last_blank_line') return write(exchange, text.trimEnd());
  if (fault !== 'cut_in_base64' && fault !== 'ended_in_base64') return write(exchange, text);
  await write(exchange, text.slice(0, text.length / 2));
  if (fault === 'cut_in_base64') exchange.drop();
}

/** Cuts inside field names, inside the base64, and between the two line ends of an event. */
async function writePieces(exchange: Exchange, text: string): Promise<void> {
  const dataLine = text.indexOf('data:');
  const middle = Math.floor((dataLine + text.length) / 2);
  const cuts = [3, dataLine + 2, dataLine + 40, middle, text.length - 1, text.length];
  let from = 0;
  for (const to of cuts) {
    await write(exchange, text.slice(from, to));
    // A pause of one turn, so that the pieces leave in packets of their own.
    await new Promise((resolve) => setImmediate(resolve));
    from = to;
  }
}
