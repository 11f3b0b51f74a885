/** Outgoing calls: a target becomes a call at once, and an error becomes the end of that call. */

import type { InviteOptions } from '../../sip/session/options.js';
import { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { Account } from '../account/account.js';
import { phoneError } from '../phone-error.js';
import type { CallList } from './call-list.js';
import type { End } from './call-state.js';
import type { Call, CallOptions } from './call.js';
import type { PhoneConfiguration } from '../configuration.js';
import type { MediaWishes } from '../audio/phone-media.js';
import type { Command, CommandOrigin } from '../policy/before.js';
import type { Cause, Party } from '../state.js';
import { optionOf } from '../settings.js';
import { readDialString, type Dialled } from './dial-string.js';
import { Numbering } from './numbering.js';
import { targetUri } from './target.js';

export interface OutgoingCallsOwner {
  readonly calls: CallList;
  readonly account: Account;
  configuration(): PhoneConfiguration;
  /** Rejects where the microphone may not be used. */
  permitted(call: Call, wishes: MediaWishes): Promise<void>;
  /** Runs `invite` so that its session has the requested media. */
  inviting(wishes: MediaWishes, invite: () => Session): Session;
  /** The call exists; the INVITE has not been sent. */
  placed(call: Call): void;
  /** Numbers are read differently: a numbering plan was loaded, or the country has changed. */
  renumbered(): void;
  /** Emits `before` for a command; false where a listener prevented it. */
  permits(command: Command<Call>): boolean;
  /** The user has dialled this target. */
  dialled(target: string): void;
}

interface Plan {
  /** Read when the INVITE is sent: the numbering plan may have to be loaded first. */
  uri(): URI | undefined;
  readonly postDial?: string;
  readonly options: InviteOptions;
  readonly wishes?: MediaWishes;
  /** Sends the INVITE in place of the connection, for a REFER. */
  invite?(): Session;
}

export class OutgoingCalls {
  readonly #numbering: Numbering;

  constructor(private readonly owner: OutgoingCallsOwner) {
    this.#numbering = new Numbering(() => owner.renumbered());
  }

  /** Takes the option `country`. */
  configure(): void {
    this.#numbering.use(optionOf(this.owner.configuration(), 'country'));
  }

  /** Returns the text formatted as a number of the country. */
  format(text: string): string {
    return this.#numbering.format(text);
  }

  /** Calls a number, a user name of the domain or a SIP URI. Where a `before` listener prevents it, returns an ended call. */
  call(target: string, options: CallOptions = {}, origin: CommandOrigin = 'local'): Call {
    const permitted = this.owner.permits({ action: 'call', target, options, origin });
    return permitted ? this.dialPermitted(target, options) : this.refused(target);
  }

  /** As `call`, for a command that has passed the `before` event. */
  dialPermitted(target: string, { extraHeaders, anonymous, ...wishes }: CallOptions = {}): Call {
    const dialled = readDialString(target);
    const options = {
      extraHeaders: [...(optionOf(this.owner.configuration(), 'extraHeaders') ?? []), ...(extraHeaders ?? [])],
      anonymous,
    };
    const { postDial } = dialled;
    const call = this.#start(this.#partyAt(target), { uri: () => this.#uriOf(dialled), postDial, options, wishes });
    this.owner.dialled(dialled.target);
    return call;
  }

  /** Calls a known URI, which is shown as `peer`. */
  dial(peer: Party, uri: URI, options: InviteOptions = {}): Call {
    return this.#start(peer, { uri: () => uri, options });
  }

  /** Calls the target of a REFER; `invite` sends the INVITE once there are a connection and a microphone (RFC 3515 §2.4.2). */
  dialReferred(peer: Party, invite: () => Session): Call {
    return this.#start(peer, { uri: () => URI.parse(peer.uri), options: {}, invite });
  }

  /** Returns a call that a `before` listener prevented. */
  refused(target: string): Call {
    return this.owner.calls.refused(this.#partyAt(target));
  }

  /** Returns a call that has ended as it cannot be made. */
  unable(peer: Party, cause: Cause): Call {
    const call = this.owner.calls.add('outgoing', peer);
    this.owner.placed(call);
    call.finish({ cause, endedBy: 'system' });
    return call;
  }

  /** Returns the URI of a target as the user entered it; undefined where it is invalid or there is no account. */
  targetUri(target: string): URI | undefined {
    return this.#uriOf(readDialString(target));
  }

  /** Returns a key that is equal for spellings of one address: for a number its E.164 form, whatever the server. */
  keyOf(uri: URI): string {
    const number = this.#numbering.toE164(uri.user ?? '');
    return /^\+?\d{7,}$/.test(number) ? number : uri.aor;
  }

  #partyAt(target: string): Party {
    const dialled = readDialString(target);
    const uri = this.#uriOf(dialled)?.toString() ?? dialled.target;
    return { name: '', number: dialled.target.replace(/^sips?:/i, ''), uri };
  }

  #uriOf({ target, context }: Dialled): URI | undefined {
    const { uri } = this.owner.account;
    return uri && targetUri(this.#numbering.toE164(target), uri, context);
  }

  #start(peer: Party, plan: Plan): Call {
    const call = this.owner.calls.add('outgoing', peer);
    this.owner.placed(call);
    this.#place(call, plan).catch((error: unknown) => call.finish(endBy(error)));
    return call;
  }

  async #place(call: Call, { uri: target, postDial, options, wishes = {}, invite }: Plan): Promise<void> {
    const { calls, account } = this.owner;
    const microphone = this.owner.permitted(call, wishes);
    microphone.catch(() => undefined);
    await calls.makeRoomFor(call, 'hold');
    const [line] = await Promise.all([account.settledLine(), this.#numbering.ready]);
    const uri = target();
    if (!line) return call.finish({ cause: 'no-connection', endedBy: 'system' });
    if (!uri) return call.finish({ cause: 'not-found', endedBy: 'system' });
    await Promise.all([microphone, line.usable()]);
    if (call.state.status !== 'dialing') return;
    call.attach(this.owner.inviting(wishes, () => (invite ? invite() : line.invite(uri, options))));
    if (postDial) void call.answered.then(() => call.sendPermitted(postDial)).catch(() => undefined);
  }
}

function endBy(error: unknown): End {
  const { kind, detail } = phoneError(error);
  return { cause: kind as End['cause'], endedBy: 'system', ...(detail === undefined ? {} : { reason: detail }) };
}
