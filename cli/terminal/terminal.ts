import { styleText } from 'node:util';
import type { Output } from '../io';
import { escapeControls } from './escape-controls';
import { ownSequences } from './guarded-terminal';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Width of the terminal, and a function that styles a piece of text for it. */
export interface Drawing {
  readonly width: number;
  readonly paint: (style: Style, text: string) => string;
}

/** Otherwise Node asks standard output whether it is a terminal. */
const FOR_ANY_STREAM = { validateStream: false };

/** Returns the drawing for a stream. `hasColors` honours NO_COLOR and FORCE_COLOR. */
export function drawingFor(stream: Output): Drawing {
  const colour = stream.isTTY && stream.hasColors?.();
  return {
    // A terminal of unknown width reports 0.
    width: stream.columns || 100,
    paint: (style, text) =>
      colour ? ownSequences(styleText(style, escapeControls(text, stream), FOR_ANY_STREAM), stream) : text,
  };
}
