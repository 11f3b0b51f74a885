/**
 * An announcement for assistive technology, and its live region: polite or assertive (WAI-ARIA §6.6.7).
 * Subjects: politeness of an announcement, type.
 */

export interface Announcement {
  readonly text: string;
  readonly assertive: boolean;
}

export const polite = (text: string): Announcement => ({ text, assertive: false });
export const assertive = (text: string): Announcement => ({ text, assertive: true });
