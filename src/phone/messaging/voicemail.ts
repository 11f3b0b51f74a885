/**
 * Message waiting: the number of voice messages in the mailbox (RFC 3842).
 * Subjects: voicemail; message waiting indicator (MWI); mailbox number.
 */

import { defined } from '../../sip/base/defined.js';
import type { Clock } from '../../sip/base/clock.js';
import type { ServerContext } from '../../sip/core/server-context.js';
import type { MessageSummary } from '../../sip/event/package/message-summary.js';
import { parseEvent } from '../../sip/message/header/event.js';
import { URI } from '../../sip/message/uri.js';
import { cleanText } from '../calls/party.js';
import type { PhoneState } from '../state.js';
import type { Store } from '../store.js';
import { MESSAGES_WAITING, withEventCode } from '../presence/event-packages.js';
import type { Voicemail } from '../contact-state.js';
import { EventWatcher, type Subscriber } from '../presence/event-watcher.js';

interface VoicemailOwner {
  readonly clock: Clock;
  /** `false`: no subscription; a string: the number or URI of the mailbox. */
  readonly voicemail: boolean | string | undefined;
  /** Whether the account registers: without a registration there is no mailbox to subscribe to. */
  readonly registers: boolean;
}

export class VoicemailLamp {
  readonly #watch: EventWatcher<MessageSummary>;
  #line: Subscriber | undefined;
  #target: URI | undefined;
  /** The state of a NOTIFY without a subscription, used while there is no other (RFC 3842 §4.6 permits it). */
  #unasked: MessageSummary | undefined;
  #cancelUnread: (() => void) | undefined;

  constructor(
    private readonly store: Store<PhoneState>,
    private readonly owner: VoicemailOwner,
  ) {
    this.#watch = new EventWatcher(MESSAGES_WAITING, owner.clock, () => this.#publish());
  }

  /** Takes the connection that is ready and its account; undefined while none is. Called again when it is ready again. */
  use(line: Subscriber | undefined, account: URI | undefined): void {
    const was = this.#line;
    if (line !== was) {
      this.#watch.end();
      this.#unasked = undefined;
    }
    this.#line = line;
    this.#target = account;
    // Without a connection before and now, what is shown is that of the tab that has one.
    if (line ?? was) this.refresh();
  }

  /** Applies changed options. */
  refresh(): void {
    const { voicemail, registers } = this.owner;
    if (voicemail === false || !registers || !this.#line || !this.#target) this.#watch.end();
    else this.#watch.retry(this.#line, this.#target);
    this.#publish();
  }

  /** Handles a NOTIFY without a subscription. */
  receive({ request, contentType, body }: ServerContext): void {
    const event = parseEvent(request.headers.get('Event') ?? '')?.package.toLowerCase();
    if (event !== MESSAGES_WAITING.event || contentType !== MESSAGES_WAITING.contentType) return;
    const line = this.#line;
    // Of those that arrive before the code, the newest one counts.
    this.#cancelUnread?.();
    this.#cancelUnread = withEventCode(({ messagesWaiting }) => {
      const summary = messagesWaiting(undefined, body);
      if (summary === undefined || summary === 'lost' || line !== this.#line) return;
      this.#unasked = summary;
      this.#publish();
    });
  }

  /** A summary without Message-Account is that of the subscribed address, the account (RFC 3842 §5.2). */
  #own(summary: MessageSummary | undefined): string | undefined {
    return summary && summary.account === undefined ? this.#target?.aor : undefined;
  }

  #publish(): void {
    const next = this.#read();
    if (JSON.stringify(next) !== JSON.stringify(this.store.state.voicemail)) this.store.update({ voicemail: next });
  }

  #read(): Voicemail {
    const { voicemail } = this.owner;
    const named = typeof voicemail === 'string' && voicemail.trim() !== '' ? voicemail.trim() : undefined;
    const summary = this.#watch.documents.at(-1) ?? (voicemail === false ? undefined : this.#unasked);
    const account = named ?? accountOf(summary) ?? this.#own(summary);
    const counts = summary?.counts['voice-message'];
    const status = summary ? 'known' : this.#watch.status === 'known' ? 'waiting' : this.#watch.status;
    return {
      status,
      waiting: summary?.waiting ?? false,
      newMessages: counts?.new ?? 0,
      oldMessages: counts?.old ?? 0,
      urgent: counts?.newUrgent ?? 0,
      ...defined({ account }),
    };
  }
}

/** Returns the mailbox of a summary where its URI can be called. */
function accountOf(summary: MessageSummary | undefined): string | undefined {
  const uri = URI.parse(summary?.account ?? '');
  return uri && /^(?:sips?|tel)$/i.test(uri.scheme) ? cleanText(uri.toString(), 512) : undefined;
}
