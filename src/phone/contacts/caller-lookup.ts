/**
 * Details of remote parties from the application: contacts at once, `lookUp` results when they arrive.
 * Subjects: name of a caller; lookUp, called; picture and note of a caller; callerUrl, effect.
 */

import { defined } from '../../sip/base/defined.js';
import { reportListenerError } from '../../sip/base/emitter.js';
import { URI } from '../../sip/message/uri.js';
import type { Call } from '../calls/call.js';
import { cleanText } from '../calls/party.js';
import type { Contact, LookedUp, Party } from '../contact-state.js';
import type { PhoneCore } from '../phone-core.js';
import { callerPage } from './caller-page.js';
import type { Contacts } from './contacts.js';
import { pageUrl, pictureUrl } from './safe-addresses.js';

/** Details of a party besides its address. */
type Details = Partial<Pick<Party, 'name' | 'note' | 'picture' | 'url' | 'suspect'>>;

export class CallerLookup {
  /** The looked-up number of each call, and the result. */
  readonly #known = new WeakMap<Call, { readonly number: string; details: Details }>();

  constructor(
    private readonly core: PhoneCore,
    private readonly contacts: Contacts,
  ) {
    core.on('peer', (call) => this.#meet(call));
  }

  /** Describes the peer of a call: for a new call, and after a change of its peer or name. */
  #meet(call: Call): void {
    const { peer } = call.state;
    const known = this.#known.get(call);
    const uri = URI.parse(peer.uri);
    const contact = uri && this.contacts.find(uri);
    const asked = known?.number === peer.number;
    const details = contact ? detailsOf(contact) : {};
    const template = this.core.option('callerUrl');
    const url = template === undefined ? undefined : callerPage(template, { ...peer, ...details });
    describe(call, { ...defined({ url }), ...details, ...(asked ? known.details : {}) });
    if (!asked) this.#ask(call, peer);
  }

  #ask(call: Call, peer: Party): void {
    const entry = { number: peer.number, details: {} as Details };
    this.#known.set(call, entry);
    const lookUp = this.core.option('lookUp');
    if (!lookUp) return;
    const show = (answer: LookedUp | undefined): void => {
      // The peer may have changed meanwhile.
      if (this.#known.get(call) !== entry) return;
      entry.details = readAnswer(answer);
      describe(call, entry.details);
    };
    // An error of the application never affects the call.
    Promise.resolve(peer).then(lookUp).then(show).catch(reportListenerError);
  }
}

function describe(call: Call, details: Details): void {
  if (Object.keys(details).length > 0) call.describe(details);
}

function detailsOf({ name, picture }: Contact): Details {
  return defined({ name: name || undefined, picture });
}

/** Validates the result of `lookUp`: it is as untrusted as text from the network. */
function readAnswer(answer: unknown): Details {
  if (typeof answer === 'string') return readAnswer({ name: answer });
  const { name, note, picture, url, suspect } = (answer ?? {}) as Partial<Record<keyof Details, unknown>>;
  const text = (value: unknown): string => (typeof value === 'string' ? cleanText(value) : '');
  const entries = [
    ['name', text(name)],
    ['note', text(note)],
    ['picture', pictureUrl(picture)],
    ['url', pageUrl(url)],
  ] as const;
  return {
    ...Object.fromEntries(entries.filter(([, value]) => value)),
    ...(typeof suspect === 'boolean' ? { suspect } : {}),
  };
}
