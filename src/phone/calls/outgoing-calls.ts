/** Calls that go out: what was typed becomes a call at once, and whatever is wrong with it becomes its end. */

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
  /** What `invite` makes has the media that is wished for. */
  inviting(wishes: MediaWishes, invite: () => Session): Session;
  /** The call exists, and has not been sent. */
  placed(call: Call): void;
  /** Numbers mean something else now: the plan of a country was loaded, or it is another country. */
  renumbered(): void;
  /** Passes a command by the listeners of `before`: false where one of them stopped it. */
  permits(command: Command<Call>): boolean;
  /** A person has dialled this. */
  dialled(target: string): void;
}

interface Plan {
  /** Asked for when the call leaves: how numbers are read may have to be loaded first. */
  uri(): URI | undefined;
  readonly postDial?: string;
  readonly options: InviteOptions;
  readonly wishes?: MediaWishes;
  /** Sends the INVITE in place of the line: that of a REFER. */
  invite?(): Session;
}

export class OutgoingCalls {
  readonly #numbering: Numbering;

  constructor(private readonly owner: OutgoingCallsOwner) {
    this.#numbering = new Numbering(() => owner.renumbered());
  }

  /** The country may be another one. */
  configure(): void {
    this.#numbering.use(optionOf(this.owner.configuration(), 'country'));
  }

  /** A number as people write it while typing, by the country that is set. */
  format(text: string): string {
    return this.#numbering.format(text);
  }

  /** Calls a number, a name of this domain or a SIP URI, unless a `before` listener stops it: then the call has ended. */
  call(target: string, options: CallOptions = {}, origin: CommandOrigin = 'local'): Call {
    const permitted = this.owner.permits({ action: 'call', target, options, origin });
    return permitted ? this.dialPermitted(target, options) : this.refused(target);
  }

  /** As `call`, for a command that was permitted. */
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

  /** Calls an address that is known, which is shown as `peer`. */
  dial(peer: Party, uri: URI, options: InviteOptions = {}): Call {
    return this.#start(peer, { uri: () => uri, options });
  }

  /** Calls the target of a REFER; `invite` sends the INVITE when there is a connection and a microphone (RFC 3515 §2.4.2). */
  dialReferred(peer: Party, invite: () => Session): Call {
    return this.#start(peer, { uri: () => URI.parse(peer.uri), options: {}, invite });
  }

  /** A call that a `before` listener stopped. */
  refused(target: string): Call {
    return this.owner.calls.refused(this.#partyAt(target));
  }

  /** A call that cannot be made. */
  unable(peer: Party, cause: Cause): Call {
    const call = this.owner.calls.add('outgoing', peer);
    this.owner.placed(call);
    call.finish({ cause, endedBy: 'system' });
    return call;
  }

  /** Who is meant by what a person named; undefined where that can be nobody, or there is no account. */
  targetUri(target: string): URI | undefined {
    return this.#uriOf(readDialString(target));
  }

  /** Tells addresses apart that may be written differently: a number is the same at whatever server it is called. */
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
