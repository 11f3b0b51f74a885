/** The message lamp: how many voice messages wait (RFC 3842). */

import type { Clock } from '../../sip/base/clock.js';
import type { ServerContext } from '../../sip/core/server-context.js';
import type { MessageSummary } from '../../sip/event/package/message-summary.js';
import { parseEvent } from '../../sip/message/header/event.js';
import { URI } from '../../sip/message/uri.js';
import { cleanText } from '../calls/party.js';
import type { PhoneState } from '../state.js';
import type { Store } from '../store.js';
import { MESSAGES_WAITING } from '../presence/event-packages.js';
import type { Voicemail } from '../contact-state.js';
import { EventWatcher, type Subscriber } from '../presence/event-watcher.js';

export interface VoicemailOwner {
  readonly clock: Clock;
  /** `false`: not asked for; a text: what to call to hear the messages. */
  readonly voicemail: boolean | string | undefined;
  /** Whether the server knows us: without a registration there is no mailbox of ours to ask for. */
  readonly registers: boolean;
}

export class VoicemailLamp {
  readonly #watch: EventWatcher<MessageSummary>;
  #line: Subscriber | undefined;
  #target: URI | undefined;
  /** What came without being asked for; it counts as long as nothing else does (RFC 3842 §4.6 allows it). */
  #unasked: MessageSummary | undefined;

  constructor(
    private readonly store: Store<PhoneState>,
    private readonly owner: VoicemailOwner,
  ) {
    this.#watch = new EventWatcher(MESSAGES_WAITING, owner.clock, () => this.#publish());
  }

  /** The line that is up and its account; undefined while none is. Comes again when the line is there again. */
  use(line: Subscriber | undefined, account: URI | undefined): void {
    if (line !== this.#line) {
      this.#watch.end();
      this.#unasked = undefined;
    }
    this.#line = line;
    this.#target = account;
    this.refresh();
  }

  /** The options may be others. */
  refresh(): void {
    const { voicemail, registers } = this.owner;
    if (voicemail === false || !registers || !this.#line || !this.#target) this.#watch.end();
    else this.#watch.retry(this.#line, this.#target);
    this.#publish();
  }

  /** A NOTIFY that nobody asked for. */
  receive({ request, contentType, body }: ServerContext): void {
    const event = parseEvent(request.headers.get('Event') ?? '')?.package.toLowerCase();
    if (event !== MESSAGES_WAITING.event || contentType !== MESSAGES_WAITING.contentType) return;
    const summary = MESSAGES_WAITING.take(undefined, body);
    if (summary === undefined || summary === 'lost') return;
    this.#unasked = summary;
    this.#publish();
  }

  /** A mailbox that names no account is that of the address which it was asked for: our own (RFC 3842 §5.2). */
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
      ...(account === undefined ? {} : { account }),
    };
  }
}

/** Only what is an address can be called. */
function accountOf(summary: MessageSummary | undefined): string | undefined {
  const uri = URI.parse(summary?.account ?? '');
  return uri && /^(?:sips?|tel)$/i.test(uri.scheme) ? cleanText(uri.toString(), 512) : undefined;
}
