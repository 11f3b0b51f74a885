/**
 * Renders a party: avatar, name and number. Names come from the network and are rendered as text nodes only.
 * Subjects: initials of a person; avatar, rendering; name or number shown; anonymous caller, shown; picture over the initials;
 * long names.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { Party } from '../../../phone/state.js';
import { icon } from '../icons/icons.js';

const LETTER = /\p{L}/u;
const ARABIC = /\p{Script=Arabic}/u;
const PICTURE = /^(https:|blob:|data:image\/)/i;
/** Names longer than this get a smaller font. */
const LONG = 24;

/** Returns one or two initials; undefined without a name. */
export function initials(name: string): string | undefined {
  const words = name.split(/[\s._-]+/u).filter((word) => LETTER.test(word));
  const picked = [words[0], words.length > 1 ? words.at(-1) : undefined].flatMap((word) => {
    const letter = word && [...word].find((character) => LETTER.test(character));
    return letter ? [letter.toLocaleUpperCase()] : [];
  });
  if (picked.length === 0) return undefined;
  // Separate Arabic letters, which would join to a word.
  return picked.join(picked.some((letter) => ARABIC.test(letter)) ? ' ' : '');
}

export function avatar(
  party: Party,
  options: { size?: 'xl' | 'l'; waves?: boolean; talks?: boolean } = {},
): TemplateResult {
  const classes = `avatar ${options.size ?? ''} ${options.talks ? 'talks' : ''}`;
  const waves = options.waves ? html`<span class="waves" part="waves"></span>` : nothing;
  const plain = options.size === undefined ? icon('user', { size: 'm' }) : icon('user');
  const letters = initials(party.name) ?? plain;
  return html`<div class=${classes} part="avatar" aria-hidden="true">${waves}${letters}${picture(party.picture)}</div>`;
}

/** Renders the image over the initials, which stay visible if it cannot be loaded. Accepts image URLs only. */
function picture(url: string | undefined): TemplateResult | typeof nothing {
  if (url === undefined || !PICTURE.test(url)) return nothing;
  const show = (shown: boolean) => (event: Event) => ((event.target as HTMLElement).hidden = !shown);
  return html`<img
    alt=""
    src=${url}
    loading="lazy"
    decoding="async"
    referrerpolicy="no-referrer"
    @load=${show(true)}
    @error=${show(false)}
  />`;
}

/** Renders the name in its own direction, or the number, left to right, without a name. */
export function nameOf(party: Party, withheld: string): TemplateResult | string {
  if (party.name) return html`<bdi>${party.name}</bdi>`;
  return isAnonymous(party) ? withheld : html`<bdi dir="ltr">${party.number}</bdi>`;
}

/** Returns the same as plain text, for labels and announcements. */
export const plainNameOf = (party: Party, withheld: string): string =>
  party.name || (isAnonymous(party) ? withheld : party.number);

export const isLongName = (party: Party): boolean => party.name.length > LONG;

/** Whether the identity is withheld (RFC 3323 §4.1.1.3). */
const isAnonymous = (party: Party): boolean => /^anonymous$/i.test(party.number) || party.number === '';
