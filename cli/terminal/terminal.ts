import { styleText } from 'node:util';
import type { Output } from '../io';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** How lines are drawn: the width of the terminal, and how to make a piece of text bold, faint or alarming. */
export interface Drawing {
  readonly width: number;
  readonly paint: (style: Style, text: string) => string;
}

/** Colour is for a terminal that has it and whose owner did not refuse it (NO_COLOR): hasColors knows all of that. */
export function drawingFor(stream: Output): Drawing {
  const colour = stream.isTTY && stream.hasColors?.();
  return {
    // A terminal that does not know its width says 0.
    width: stream.columns || 100,
    paint: (style, text) => (colour ? styleText(style, text) : text),
  };
}
