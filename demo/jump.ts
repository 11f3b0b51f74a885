/** The links at the bottom of a small screen, where the phones are below each other: one press leads to the phone that rings. */

import type { SipPhone } from '../src/index.js';
import { words } from './settings.js';

/** After these events a phone may ring or be in a call, or no longer. */
const CHANGES = ['sip-registered', 'sip-incoming', 'sip-call-progress', 'sip-call-accepted', 'sip-call-terminated'];

/** Shows in the link of each phone whether it rings or is in a call, and else its number. Returns a function that shows it anew. */
export function followPhones(phones: readonly SipPhone[]): () => void {
  const links = phones.map((phone) => {
    const link = document.querySelector<HTMLElement>(`.jump [href="#${phone.id}"]`)!;
    const line = link.querySelector('small')!;
    return { phone, link, line, number: line.textContent };
  });
  const show = (): void => {
    for (const { phone, link, line, number } of links) {
      const calls = phone.state?.calls.filter(({ status }) => status !== 'ended') ?? [];
      const rings = calls.some(({ status }) => status === 'incoming');
      link.classList.toggle('rings', rings);
      line.textContent = rings ? words().rings : calls.length > 0 ? words().inCall : number;
    }
  };
  for (const { phone } of links)
    for (const name of CHANGES) phone.addEventListener(name, () => void phone.updateComplete.then(show));
  return show;
}
