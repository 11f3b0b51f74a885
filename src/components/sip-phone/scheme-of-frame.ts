/**
 * The registered custom property by which a part of the phone knows the color-scheme of the frame (CSS Properties and Values API 1 §2).
 * Subjects: color-scheme of one part.
 */

/** Registers it in a document, as a style sheet of a shadow root cannot. Another phone or copy of this module may have done it before. */
export function registerSchemeOfFrame({ defaultView }: Document): void {
  try {
    defaultView!.CSS.registerProperty({
      name: '--_dark',
      syntax: '<color>',
      inherits: true,
      initialValue: 'transparent',
    });
  } catch {
    // It is registered, or this is no browser.
  }
}
