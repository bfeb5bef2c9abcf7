import { styleText } from 'node:util';
import type { Output } from '../io';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Width of the terminal, and a function that styles a piece of text for it. */
export interface Drawing {
  readonly width: number;
  readonly paint: (style: Style, text: string) => string;
}

/** Returns the drawing for a stream. `hasColors` honours NO_COLOR and FORCE_COLOR. */
export function drawingFor(stream: Output): Drawing {
  const colour = stream.isTTY && stream.hasColors?.();
  return {
    // A terminal of unknown width reports 0.
    width: stream.columns || 100,
    paint: (style, text) => (colour ? styleText(style, text) : text),
  };
}
