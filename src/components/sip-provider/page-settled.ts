/**
 * When a page has set what it sets on an element that names no credentials: scripts further down in the page, and frameworks that hydrate
 * markup of a server, set properties after the element is there.
 * Subjects: wait for late credentials; hydration, password set later; 1 s wait for credentials.
 */

import { elementClock } from '../shared/time/time.js';

/** From the end of parsing, or from the upgrade of an element that was in the page, ms. */
const HYDRATION = 1000;
/** The longest wait for an idle page, ms. */
const BUSY = 2000;

/** @param upgraded whether the element was in the page before its class was registered, as markup of a server is */
export async function pageSettled(upgraded: boolean): Promise<void> {
  const parsing = document.readyState === 'loading';
  if (parsing) await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  if (parsing || upgraded) await new Promise<void>((resolve) => elementClock().after(HYDRATION, resolve));
  await new Promise<void>((resolve) => {
    // Without it an element with this id is in its place (HTML §7.2.2.3).
    if (typeof requestIdleCallback !== 'function') setTimeout(resolve);
    else requestIdleCallback(() => resolve(), { timeout: BUSY });
  });
}
