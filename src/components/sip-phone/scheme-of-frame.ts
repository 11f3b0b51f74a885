/**
 * The registered custom property by which a part of the phone knows the color-scheme of the frame (CSS Properties and Values API 1 §2).
 * Subjects: color-scheme of one part.
 */

let isRegistered = false;

/** A style sheet of a shadow root cannot register a property. Another copy of this module may have done it before. */
export function registerSchemeOfFrame(): void {
  if (isRegistered) return;
  isRegistered = true;
  try {
    CSS.registerProperty({ name: '--_dark', syntax: '<color>', inherits: true, initialValue: 'transparent' });
  } catch {
    // It is registered, or this is no browser.
  }
}
