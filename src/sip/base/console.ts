/**
 * Writes a line to the console, without the filter for secrets of `Logger`: for texts of the library itself.
 * Subjects: console output of the library.
 */

import type { LogLevel } from './logger.js';

export function writeLine(level: LogLevel, category: string, line: string): void {
  console[level](`${category} | ${line}`);
}
