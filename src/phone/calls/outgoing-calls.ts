/**
 * Outgoing calls: a target becomes a call at once, and an error becomes the end of that call.
 * Subjects: outgoing call; call refused before it begins; digits after the answer, sent; error that becomes an ended call;
 * microphone before an INVITE; call to a number, begun.
 */

import { defined } from '../../sip/base/defined.js';
import type { InviteOptions } from '../../sip/session/options.js';
import { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { Account } from '../account/account.js';
import { phoneError } from '../error-causes.js';
import type { CallList } from './call-list.js';
import type { End } from './call-state.js';
import type { Call, CallOptions } from './call.js';
import type { MediaWishes, PhoneMedia } from '../audio/phone-media.js';
import type { PhoneCore } from '../phone-core.js';
import type { CommandOrigin } from '../policy/before.js';
import type { Cause, Party } from '../state.js';
import { identityOptions, isEmergency } from './identities.js';
import { readDialString } from './dial-string.js';
import type { Targets } from './targets.js';

interface OutgoingCallsParts {
  readonly calls: CallList;
  readonly account: Account;
  readonly media: PhoneMedia;
  readonly targets: Targets;
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
  /** What a call was made with, for its repetition: one that withholds the identity does so again. */
  readonly #options = new WeakMap<Call, CallOptions>();

  constructor(
    private readonly core: PhoneCore,
    private readonly parts: OutgoingCallsParts,
  ) {
    parts.calls.dial = (target) => this.dialPermitted(target);
    core.on('retry', (target, call) => (this.call(target, this.#options.get(call), 'retry').isRepeated = true));
  }

  /** Calls a number, a user name of the domain or a SIP URI. Where a `before` listener prevents it, returns an ended call. */
  call(target: string, options: CallOptions = {}, origin: CommandOrigin = 'local'): Call {
    if (!this.core.veto.permits({ action: 'call', target, options, origin })) return this.refused(target);
    // The tab with the connection may have another choice.
    const chosen = options.identity === undefined ? { ...options, ...this.#choice } : options;
    return this.core.otherTab?.call(target, chosen) ?? this.dialPermitted(target, chosen);
  }

  /** As `call`, for a command that has passed the `before` event. */
  dialPermitted(target: string, made: CallOptions = this.#choice): Call {
    const { extraHeaders, anonymous, identity, ...wishes } = made;
    const dialled = readDialString(target);
    const caller = identityOptions(this.core, identity, isEmergency(dialled.target) ? false : anonymous);
    const options = {
      ...caller,
      extraHeaders: [...(this.core.option('extraHeaders') ?? []), ...caller.extraHeaders, ...(extraHeaders ?? [])],
    };
    const { postDial } = dialled;
    const call = this.#start(this.parts.targets.partyAt(target), {
      uri: () => this.parts.targets.uriOf(dialled),
      postDial,
      options,
      wishes,
    });
    this.#options.set(call, made);
    const { lastDialled } = this.core.state;
    this.core.store.update({ lastDialled: dialled.target || lastDialled, dialString: '' });
    return call;
  }

  /** Calls a known URI, which is shown as `peer`. */
  dial(peer: Party, uri: URI, options: InviteOptions): Call {
    return this.#start(peer, { uri: () => uri, options: { ...this.identity, ...options } });
  }

  /** Calls the target of a REFER; `invite` sends the INVITE once there are a connection and a microphone (RFC 3515 §2.4.2). */
  dialReferred(peer: Party, invite: () => Session): Call {
    return this.#start(peer, { uri: () => URI.parse(peer.uri), options: {}, invite });
  }

  /** Returns a call that a `before` listener prevented. */
  refused(target: string): Call {
    return this.parts.calls.refused(this.parts.targets.partyAt(target));
  }

  /** Returns a call that has ended as it cannot be made. */
  unable(peer: Party, cause: Cause): Call {
    const call = this.parts.calls.add('outgoing', peer);
    this.core.emit('peer', call);
    call.finish({ cause, endedBy: 'system' });
    return call;
  }

  /** What an INVITE has from the chosen identity. */
  get identity(): InviteOptions {
    return identityOptions(this.core, this.core.state.identity);
  }

  get #choice(): CallOptions {
    const { identity } = this.core.state;
    return identity === undefined ? {} : { identity };
  }

  #start(peer: Party, plan: Plan): Call {
    const call = this.parts.calls.add('outgoing', peer);
    this.core.emit('peer', call);
    this.#place(call, plan).catch((error: unknown) => call.finish(endBy(error)));
    return call;
  }

  async #place(call: Call, { uri: target, postDial, options, wishes = {}, invite }: Plan): Promise<void> {
    const { calls, account, media, targets } = this.parts;
    const microphone = media.permitted(call, wishes);
    microphone.catch(() => undefined);
    await calls.makeRoomFor(call, 'hold');
    const [line] = await Promise.all([account.settledLine(), targets.ready]);
    const uri = target();
    if (!line) return call.finish({ cause: 'no-connection', endedBy: 'system' });
    if (!uri) return call.finish({ cause: 'not-found', endedBy: 'system' });
    await Promise.all([microphone, line.usable()]);
    if (call.state.status !== 'dialing') return;
    call.attach(media.listening(wishes.listenOnly, () => (invite ? invite() : line.invite(uri, options))));
    if (postDial) void call.answered.then(() => call.sendPermitted(postDial)).catch(() => undefined);
  }
}

function endBy(error: unknown): End {
  const { kind, detail } = phoneError(error);
  return { cause: kind as End['cause'], endedBy: 'system', ...defined({ reason: detail }) };
}
