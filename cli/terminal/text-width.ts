import getStringTruncatedWidth from 'fast-string-truncated-width';

/** Cells of a terminal that a text takes: Korean, Japanese and Chinese characters and emoji take two. */
export const textWidth = (text: string): number => getStringTruncatedWidth(text).width;

export const padStart = (text: string, width: number): string => ' '.repeat(missing(text, width)) + text;

export const padEnd = (text: string, width: number): string => text + ' '.repeat(missing(text, width));

/** Cuts a text to at most `width` cells. */
export const truncate = (text: string, width: number): string =>
  text.slice(0, getStringTruncatedWidth(text, { limit: Math.max(0, width), ellipsis: '' }).index);

const missing = (text: string, width: number) => Math.max(0, width - textWidth(text));
