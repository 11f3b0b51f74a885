/** One thing that is said aloud, and how: when there is time, or at once (WAI-ARIA §6.6.7). */

export interface Announcement {
  readonly text: string;
  readonly assertive: boolean;
}

export const polite = (text: string): Announcement => ({ text, assertive: false });
export const assertive = (text: string): Announcement => ({ text, assertive: true });
