/**
 * Targets as the user enters them: numbers by the plan of the country, names at the domain of the account, SIP URIs.
 * Subjects: typed target; comparison of two numbers; key of an address; same number, national or with country code.
 */

import type { URI } from '../../sip/message/uri.js';
import type { PhoneCore } from '../phone-core.js';
import type { Party } from '../state.js';
import { readDialString, type Dialled } from './dial-string.js';
import { Numbering } from './numbering.js';
import { targetUri } from './target.js';

export class Targets {
  readonly #numbering: Numbering;
  readonly #account: { readonly uri: URI | undefined };

  /** @param account has the address-of-record */
  constructor(core: PhoneCore, account: { readonly uri: URI | undefined }) {
    this.#account = account;
    this.#numbering = new Numbering(() => core.emit('renumbered'));
    core.on('configured', () => this.#numbering.use(core.option('country')));
  }

  /** Resolves when the numbering plan is loaded. */
  get ready(): Promise<unknown> {
    return this.#numbering.ready;
  }

  /** Returns the text formatted as a number of the country. */
  format(text: string): string {
    return this.#numbering.format(text);
  }

  /** Returns the URI of a target; undefined where it is invalid or there is no account. */
  uriOf(target: string | Dialled): URI | undefined {
    const { uri } = this.#account;
    const { target: number, context } = typeof target === 'string' ? readDialString(target) : target;
    return uri && targetUri(this.#numbering.toE164(number), uri, context);
  }

  /** Returns the party to show for a target. */
  partyAt(target: string): Party {
    const dialled = readDialString(target);
    const uri = this.uriOf(dialled)?.toString() ?? dialled.target;
    return { name: '', number: dialled.target.replace(/^sips?:/i, ''), uri };
  }

  /** Returns a key that is equal for spellings of one address: for a number its E.164 form, whatever the server. */
  keyOf(uri: URI): string {
    const number = this.#numbering.toE164(uri.user ?? '');
    return /^\+?\d{7,}$/.test(number) ? number : uri.aor;
  }
}
