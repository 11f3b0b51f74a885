/** An ordinary account of the same server that sends random requests and responses, and knows the tags of every dialog of Alice. */

import { parseMessage } from '../../../src/sip/message/parse.js';
import type { IncomingResponse } from '../../../src/sip/message/response.js';
import { sdp } from '../../support/fake-description-handler.js';
import { answer, sip } from '../../support/sip-text.js';
import type { VirtualClock } from '../../support/virtual-clock.js';
import { DOMAIN, type Exchange, type KnownDialog } from './exchange.js';
import { pick } from './random.js';

/** A line in every description of the attacker. */
export const MARK = 's=mallory';
/** The start of every nonce of the attacker. */
export const NONCE = 'nonce-of-mallory';
/** Numbers with a charge, which no user dials. */
export const PREMIUM = ['0900123', '+881612345', '19005551234'] as const;

const CONTACT = 'Contact: <sip:mallory@mallory.invalid;transport=ws>';
const DESCRIBED = 'Content-Type: application/sdp';
const ASKS = [
  ...['INVITE', 'INVITE', 'INVITE', 'REFER', 'REFER', 'SUBSCRIBE', 'NOTIFY', 'MESSAGE', 'OPTIONS', 'INFO'],
  ...['UPDATE', 'BYE', 'CANCEL', 'PUBLISH', 'PRACK', 'ACK'],
] as const;

export class Attacker {
  #stopped = false;
  #serial = 0;
  /** Requests of Alice, for a second response. */
  readonly #asked: string[] = [];
  #lastInvite: { branch: string; callId: string; tag: string; sequence: number } | undefined;

  constructor(
    private readonly clock: VirtualClock,
    private readonly random: () => number,
    private readonly exchange: Exchange,
    private readonly seen: Set<string>,
  ) {
    exchange.connect('mallory', (text) => this.#receive(text));
  }

  /** Stops sending requests, and responds as an ordinary phone, so that a run can end. */
  stop(): void {
    this.#stopped = true;
  }

  /** One random action of the attacker. */
  act(): void {
    const { random } = this;
    const known = pick(random, ...this.exchange.dialogs) as KnownDialog | undefined;
    const method = pick(random, ...ASKS);
    if (random() < 0.15 && this.#asked.length > 0) return void this.#answers(pick(random, ...this.#asked));
    this.seen.add(`says ${method}${known ? ' and knows a dialog' : ''}`);
    if (method === 'CANCEL') return this.#cancels();
    if (known && random() < 0.4) return this.#saysInside(method, known);
    this.#says(method, known);
  }

  #receive(text: string): void {
    const result = parseMessage(text);
    if (result.kind === 'response') return this.#heard(result.message);
    if (result.kind !== 'request' || result.message.method === 'ACK') return;
    const { method } = result.message;
    this.#asked.push(text);
    if (this.#stopped || method === 'CANCEL') return this.#send(answer(text, method === 'INVITE' ? 486 : 200, TAGGED));
    const delay = pick(this.random, 0, 0, 200, 3000);
    this.clock.after(delay, () => void this.#answers(text));
    if (method === 'INVITE') this.clock.after(delay + 4000, () => this.#send(this.#final(text)));
  }

  /** Acknowledges a call that was accepted. */
  #heard({ statusCode, cseq, callId, toTag, fromTag }: IncomingResponse): void {
    this.seen.add(`heard ${statusCode} ${cseq.method}`);
    if (cseq.method !== 'INVITE' || statusCode < 200 || statusCode > 299 || this.random() < 0.1) return;
    const tags = { callId, alice: toTag ?? '', other: fromTag ?? '' };
    this.#send(this.#text('ACK', { ...tags, sequence: cseq.sequence }));
    if (this.#stopped) this.#send(this.#text('BYE', { ...tags, sequence: cseq.sequence + 1 }));
  }

  #answers(text: string): void {
    const { random } = this;
    const invite = text.startsWith('INVITE');
    if (invite && random() < 0.5)
      return this.#send(answer(text, pick(random, 180, 183, 199), this.#options(text, 183)));
    this.#send(this.#final(text));
  }

  #final(text: string): string {
    const invite = text.startsWith('INVITE');
    const { random } = this;
    const codes = invite
      ? [200, 200, 200, 200, 200, 300, 302, 302, 305, 380, 401, 407, 407, 408, 422, 480, 481, 486, 494, 503, 603]
      : [200, 200, 200, 202, 302, 401, 401, 407, 407, 408, 412, 423, 439, 481, 489, 500, 503];
    const statusCode = this.#stopped ? (invite ? 486 : 200) : pick(random, ...codes);
    this.seen.add(`answers ${statusCode} ${text.slice(0, text.indexOf(' '))}`);
    return answer(text, statusCode, this.#options(text, statusCode));
  }

  #options(text: string, statusCode: number): { toTag: string; extra: string[]; body: string } {
    const { random } = this;
    const described = text.startsWith('INVITE') && statusCode < 300;
    const to = pick(random, ...PREMIUM);
    const extra = [
      ...(statusCode >= 300 && statusCode < 400 ? this.#targets(to) : [this.#contact()]),
      ...(statusCode === 401 || statusCode === 407 ? this.#challenges() : []),
      ...(described ? [DESCRIBED] : []),
      ...(random() < 0.2 ? [`P-Asserted-Identity: <sip:bob@${DOMAIN}>`, 'Retry-After: 0', 'Min-Expires: 4000000'] : []),
      ...(random() < 0.2 ? ['Authentication-Info: nextnonce="nonce-of-mallory-next"', 'Allow-Events: *'] : []),
      ...(random() < 0.2 ? ['Require: 100rel', `RSeq: ${++this.#serial}`] : []),
      ...(random() < 0.2 ? [`Call-Info: <https://evil.example/>;answer-after=0`, 'Answer-Mode: Auto'] : []),
    ];
    return { toTag: pick(random, 'mal', 'mal', 'fork'), extra, body: described ? description(random) : '' };
  }

  /** The target of a redirect of the attacker. */
  #targets(premium: string): string[] {
    const { random } = this;
    return pick(
      random,
      [`Contact: <sip:${premium}@${DOMAIN}>`],
      [`Contact: <sip:${premium}@${DOMAIN}?Replaces=x>;q=0.1, <tel:${premium}>;q=1`],
      [`Contact: <sip:mallory@${DOMAIN}>`, `Contact: <sips:${premium}@gw.evil.example;user=phone>`],
      ['Contact: <sip:mallory@mallory.invalid>'],
      ['Contact: *'],
    );
  }

  #challenges(): string[] {
    const { random } = this;
    const realm = pick(random, DOMAIN, DOMAIN, 'EXAMPLE.com', 'exchange', 'evil', '', `${DOMAIN}\\"x`);
    const nonce = `${NONCE}-${++this.#serial}`;
    const digest = `Digest realm="${realm}", nonce="${nonce}"`;
    const value = pick(
      random,
      `${digest}, algorithm=MD5, qop="auth"`,
      `${digest}, algorithm=SHA-256, qop="auth,auth-int"`,
      `${digest}, algorithm=SHA-512-256, qop="auth", stale=true`,
      `${digest}`,
      `${digest}, algorithm=MD5-sess, qop="auth-int", domain="sip:${PREMIUM[0]}@${DOMAIN}"`,
      `Bearer realm="${realm}", authz_server="https://${pick(random, 'id.example.com', 'evil.example')}/"`,
      `Basic realm="${realm}"`,
      `${digest}, algorithm=ROT13, qop="x"`,
    );
    return pick(random, ['WWW-Authenticate'], ['Proxy-Authenticate'], ['WWW-Authenticate', 'Proxy-Authenticate']).map(
      (name) => `${name}: ${value}`,
    );
  }

  #says(method: string, known: KnownDialog | undefined): void {
    const { random } = this;
    // A new request with the tags of the call of another party, or a call of the attacker itself.
    const copies = known && random() < 0.2;
    const callId = copies ? known.callId : `mal-${++this.#serial}`;
    const other = copies ? known.other : `mal-${this.#serial}`;
    const text = this.#text(method, { callId, alice: undefined, other, sequence: 1, known });
    if (method === 'INVITE') {
      const branch = /branch=([^;\r]+)/.exec(text)?.[1] ?? '';
      this.#lastInvite = { branch, callId, tag: other, sequence: 1 };
    }
    this.#send(text);
  }

  #saysInside(method: string, { callId, alice, other }: KnownDialog): void {
    const sequence = pick(this.random, 1, 2, 3, 100 + ++this.#serial, 2 ** 31 - 1);
    this.#send(this.#text(method, { callId, alice, other, sequence }));
  }

  #cancels(): void {
    const last = this.#lastInvite;
    if (!last) return;
    const { callId, tag: other, branch, sequence } = last;
    this.#send(this.#text('CANCEL', { callId, alice: undefined, other, sequence, branch }));
  }

  #text(
    method: string,
    of: {
      callId: string;
      alice: string | undefined;
      other: string;
      sequence: number;
      branch?: string;
      known?: KnownDialog | undefined;
    },
  ): string {
    const { random } = this;
    const from = pick(random, 'mallory', 'mallory', 'bob', 'alice', PREMIUM[0]);
    const described = (method === 'INVITE' || method === 'UPDATE') && random() < 0.8;
    const fragment = method === 'NOTIFY' && random() < 0.5;
    const target = of.alice === undefined && random() < 0.7 ? `sip:alice@${DOMAIN}` : this.exchange.contact;
    const branch = of.branch ?? `z9hG4bKmal${++this.#serial}`;
    const lines = [
      `${method} ${target} SIP/2.0`,
      `Via: SIP/2.0/WSS mallory.invalid;branch=${branch}`,
      `Max-Forwards: ${pick(random, 70, 70, 1)}`,
      `From: "${pick(random, 'Mallory', 'Bob', 'Bank')}" <sip:${from}@${DOMAIN}>;tag=${of.other}`,
      `To: <sip:alice@${DOMAIN}>${of.alice === undefined ? '' : `;tag=${of.alice}`}`,
      `Call-ID: ${of.callId}`,
      `CSeq: ${of.sequence} ${method}`,
      this.#contact(),
      ...this.#lies(method, of.known),
      ...(described ? [DESCRIBED] : fragment ? ['Content-Type: message/sipfrag;version=2.0'] : []),
    ];
    const body = described ? description(random) : fragment ? pick(random, 'SIP/2.0 200 OK', 'SIP/2.0 603 No') : 'x';
    return sip(lines, described || fragment || method === 'MESSAGE' || method === 'INFO' ? body : '');
  }

  /** Header fields with false claims. */
  #lies(method: string, known: KnownDialog | undefined): string[] {
    const { random } = this;
    const premium = pick(random, ...PREMIUM);
    const tags = known && `${known.callId};to-tag=${known.alice};from-tag=${known.other}`;
    const target = known && `${known.callId};local-tag=${known.other};remote-tag=${known.alice}`;
    const turned = known && `${known.callId};local-tag=${known.alice};remote-tag=${known.other}`;
    const some = (share: number, ...lines: (string | undefined)[]): string[] =>
      random() < share ? lines.filter((line) => line !== undefined) : [];
    return [
      ...some(0.4, `P-Asserted-Identity: "Bob" <sip:bob@${DOMAIN}>`, `P-Preferred-Identity: <sip:bob@${DOMAIN}>`),
      ...some(0.4, `Referred-By: <sip:bob@${DOMAIN}>;cid="x@y"`),
      ...(method === 'INVITE'
        ? [
            ...some(0.6, tags && `Replaces: ${tags}${pick(random, '', ';early-only')}`),
            ...some(0.2, tags && `Join: ${tags}`),
            ...some(0.4, 'Answer-Mode: Auto;require', 'Priv-Answer-Mode: Auto', 'Require: answermode'),
            ...some(
              0.4,
              'Call-Info: <sip:x>;answer-after=0',
              `Alert-Info: <https://evil.example/ring>;info=alert-autoanswer`,
            ),
            ...some(0.2, 'Supported: 100rel, timer, replaces, norefersub'),
          ]
        : []),
      ...(method === 'REFER'
        ? [
            pick(
              random,
              `Refer-To: <sip:${premium}@${DOMAIN}>`,
              `Refer-To: <tel:${premium}>`,
              `Refer-To: <sip:${premium}@${DOMAIN};method=INVITE?Answer-Mode=Auto>`,
              `Refer-To: <sip:bob@${DOMAIN};method=BYE>`,
              `Refer-To: <sip:bob@${DOMAIN}?Replaces=${known?.callId ?? 'x'}>`,
            ),
            ...some(0.6, target && `Target-Dialog: ${pick(random, target, turned)}`),
            ...some(0.3, 'Refer-Sub: false'),
          ]
        : []),
      ...(method === 'SUBSCRIBE' || method === 'NOTIFY' || method === 'PUBLISH'
        ? [
            `Event: ${pick(random, 'dialog', 'presence', 'refer', 'message-summary', 'reg', 'check-sync', 'talk')}`,
            `Expires: ${pick(random, 0, 60, 3600)}`,
          ]
        : []),
      ...(method === 'NOTIFY'
        ? [`Subscription-State: ${pick(random, 'active', 'terminated;reason=deactivated')}`]
        : []),
      ...(method === 'PRACK' ? ['RAck: 1 1 INVITE'] : []),
      ...(random() < 0.1 ? this.#challenges() : []),
    ];
  }

  #contact(): string {
    const { random } = this;
    return random() < 0.8 ? CONTACT : `Contact: <sip:${pick(random, ...PREMIUM)}@mallory.invalid;transport=ws>`;
  }

  #send(text: string): void {
    this.exchange.receive('mallory', text);
  }
}

const TAGGED = { toTag: 'mal' };

function description(random: () => number): string {
  return sdp(pick(random, 'sendrecv', 'sendrecv', 'sendonly', 'inactive'), Math.ceil(random() * 9)).replace(
    's=-',
    MARK,
  );
}
