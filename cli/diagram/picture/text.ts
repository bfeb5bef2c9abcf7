export const FONT = {
  title: { size: 14, weight: 600 },
  line: { size: 12, weight: 400 },
  label: { size: 12, weight: 400 },
} as const;

export type Font = (typeof FONT)[keyof typeof FONT];

/** Widths of Helvetica's letters, in thousandths of the font's size; what is not listed is as wide as a capital. */
const WIDTHS: readonly (readonly [width: number, letters: string])[] = [
  [222, "'ijl|"],
  [278, ' !,./:;I[\\]ft'],
  [333, '()-`r·'],
  [389, '*'],
  [500, 'Jcksvxyz'],
  [556, '"#$0123456789?L_abdeghnopqu'],
  [611, 'FTZ'],
  [667, '&ABEKPSVXY'],
  [722, 'CDHNRUw'],
  [833, 'Mm'],
  [889, '%'],
  [944, 'W'],
];

const widthOf = (letter: string) => WIDTHS.find(([, letters]) => letters.includes(letter))?.[0] ?? 778;

/** Returns the width of a text in pixels in the widest of the usual sans-serif fonts, so that it fits in all. */
export function textWidth(text: string, { size, weight }: Font): number {
  const thousandths = [...text].reduce((sum, letter) => sum + widthOf(letter), 0);
  return (thousandths / 1000) * size * (weight > 400 ? 1.27 : 1.15);
}

/**
 * Returns the lines of a text that breaks at spaces, but not before a `·`. Only a word that is wider makes a line wider than
 * `most` pixels.
 */
export function linesOf(text: string, font: Font, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/ (?!·)/)) {
    const longer = [...lines.slice(-1), word].join(' ');
    if (lines.length > 0 && textWidth(longer, font) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
