/**
 * Links marked `data-sip="call"` call with a phone of the page, by a `<sip-links>` beside it: never with one of their own (RFC
 * 3966 §11).
 * Subjects: link with data-sip; which phone a link calls with.
 */

import { PHONE_TAGS } from './mark-attributes.js';

/** The attribute by which the `<sip-links>` of a phone knows its links. */
const VIA = 'data-sip-via';

export class LinkConnections {
  readonly #links = new Set<Element>();
  readonly #numbers = new WeakMap<Element, string>();
  #count = 0;

  add(link: Element): void {
    this.#links.add(link);
    // Editors keep no `href` of the scheme `sip:`.
    const target = link.getAttribute('data-sip-target')?.trim();
    if (target) link.setAttribute('href', /^(?:tel|sips?):/i.test(target) ? target : `${schemeOf(target)}:${target}`);
  }

  /** Connects each link with the phone that it names, else with the one around it, else with the first one of the page. */
  connect(): void {
    for (const link of this.#links) {
      if (!link.isConnected || !link.hasAttribute('data-sip')) {
        this.#links.delete(link);
        link.removeAttribute(VIA);
        continue;
      }
      const phone = phoneFor(link);
      if (phone) link.setAttribute(VIA, this.#numberOf(phone));
    }
  }

  /** The number of a phone; its `<sip-links>` is made with it. */
  #numberOf(phone: Element): string {
    const known = this.#numbers.get(phone);
    if (known) return known;
    const number = `${++this.#count}`;
    this.#numbers.set(phone, number);
    const links = document.createElement('sip-links');
    links.setAttribute('scope', `[${VIA}="${number}"]`);
    // Inside it, it would take the place of the interface of the phone.
    links.setAttribute('for', (phone.id ||= `sip-phone-${number}`));
    phone.after(links);
    return number;
  }
}

const schemeOf = (target: string): string => (target.includes('@') ? 'sip' : 'tel');

function phoneFor(link: Element): Element | null {
  const id = link.getAttribute('data-sip-for');
  if (!id) return link.closest(PHONE_TAGS) ?? document.querySelector(PHONE_TAGS);
  const named = document.getElementById(id);
  return named?.matches(PHONE_TAGS) ? named : (named?.querySelector(PHONE_TAGS) ?? null);
}
