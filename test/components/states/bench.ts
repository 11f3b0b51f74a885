/** A `<sip-phone>` with a real phone, stack and media, in virtual time; the test writes the messages of the remote party. */

import { fixtureSync, html, waitUntil } from '@open-wc/testing';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { SipPhone } from '../../../src/components/sip-phone/sip-phone.js';
import '../../../src/define/sip-phone.js';
import '../../../src/define/locale-ar.js';
import type { CallMedia } from '../../../src/media/index.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { party } from '../../media/support/parties.js';
import type { ScriptedSocket } from '../../support/scripted-socket.js';
import { answer } from '../../support/sip-text.js';
import { TestPhone, type Behaviour } from '../../support/test-phone.js';
import { FAR_CONTACT } from '../../support/test-ua.js';
import { button, deep, settled, text, until } from '../support.js';
import { PlayedTones } from './played-tones.js';

export interface BenchOptions {
  readonly configuration?: PhoneConfiguration;
  readonly lang?: string;
  /** Called for a new connection instead of accepting it. */
  readonly connects?: (socket: ScriptedSocket) => void;
  /** The response to a REGISTER instead of 200. */
  readonly answersRegister?: Behaviour;
}

interface AnswerOptions {
  readonly statusCode?: number;
  readonly far?: CallMedia;
  readonly gone?: boolean;
}

/** The phone with its own media. It responds by itself to the requests with a behaviour. */
class LivePhone extends TestPhone {
  constructor(configuration: PhoneConfiguration = {}) {
    super({ keepHistory: false, sessionDescriptionHandlerFactory: undefined, ...configuration });
    this.serves(this.network.onconnect);
  }

  serves(connects: (socket: ScriptedSocket) => void): void {
    this.network.onconnect = (socket) => {
      socket.onsip = () => void this.serve();
      connects(socket);
    };
  }

  override async sent(method: string): Promise<IncomingRequest> {
    await until(() => this.socket.inbox.some((message) => message.startsWith(`${method} `)), `${method} is sent`);
    return super.sent(method);
  }

  override async replied(statusCode: number): Promise<string> {
    const begin = `SIP/2.0 ${statusCode} `;
    await until(() => this.socket.inbox.some((message) => message.startsWith(begin)), `${statusCode} is sent`);
    return super.replied(statusCode);
  }
}

/** Requests for a device that the browser has not answered yet. */
const deviceRequests = new Set<Promise<MediaStream>>();
const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = (constraints) => {
  const request = getUserMedia(constraints);
  deviceRequests.add(request);
  const answered = (): void => void deviceRequests.delete(request);
  request.then(answered, answered);
  return request;
};

export class Bench {
  readonly test: LivePhone;
  readonly toneMeter = new PlayedTones();
  /** The announcements to assistive technology, as `polite: Connected`. */
  readonly announced: string[] = [];
  element!: SipPhone;

  private constructor(configuration: PhoneConfiguration | undefined) {
    this.test = new LivePhone(configuration);
    setElementClock(this.test.clock);
  }

  /** A phone that is in the page and starts to connect. */
  static async begin({ configuration, lang = 'en', ...server }: BenchOptions = {}): Promise<Bench> {
    const bench = new Bench(configuration);
    if (server.connects) bench.test.serves(server.connects);
    if (server.answersRegister) bench.test.behaviour['REGISTER'] = server.answersRegister;
    bench.element = fixtureSync<SipPhone>(html`<sip-phone .phone=${bench.test.phone} lang=${lang}></sip-phone>`);
    await settled(bench.element);
    bench.#listen();
    void bench.test.phone.start();
    return bench;
  }

  /** A registered phone. */
  static async ready(options: BenchOptions = {}): Promise<Bench> {
    const bench = await Bench.begin(options);
    await bench.until(() => bench.test.phone.state.account.status === 'ready', 'the phone is ready');
    return bench;
  }

  /** The visible text of the phone. */
  get words(): string {
    return text(this.element);
  }

  /** Waits until this text is visible. */
  async says(words: string | RegExp): Promise<void> {
    const said = (): boolean => (typeof words === 'string' ? this.words.includes(words) : words.test(this.words));
    await until(said).catch((cause: unknown) => {
      throw new Error(`The phone does not say ${String(words)} but: ${this.words}`, { cause });
    });
  }

  until(condition: () => boolean, what: string): Promise<void> {
    return until(condition, what);
  }

  /** Whether there is an enabled button with this name. */
  offers(name: string): boolean {
    try {
      return !button(this.element, name).disabled;
    } catch {
      return false;
    }
  }

  /** Presses a button as soon as it accepts presses. */
  async press(name: string): Promise<void> {
    await until(() => this.offers(name), `there is a key ${name}`).catch((cause: unknown) => {
      throw new Error(`There is no key "${name}" that can be pressed: ${this.words}`, { cause });
    });
    await this.test.clock.advance(400);
    button(this.element, name).click();
    await settled(this.element);
  }

  /** Enters text into the field with this name. */
  async types(name: string, words: string): Promise<void> {
    const fields = (): HTMLInputElement[] =>
      [...deep(this.element.shadowRoot!)].filter((one) => one instanceof HTMLInputElement) as HTMLInputElement[];
    const named = (): HTMLInputElement | undefined =>
      fields().find((one) => (one.ariaLabel ?? one.labels?.[0]?.textContent.trim()) === name);
    await until(() => named() !== undefined, `there is a field ${name}`);
    const field = named()!;
    field.value = words;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await settled(this.element);
  }

  /** Calls, and resolves with the INVITE. */
  async dials(target = '1020'): Promise<IncomingRequest> {
    this.test.phone.setDialString(target);
    await settled(this.element);
    await this.press(this.element.lang === 'ar' ? 'اتصال' : 'Call');
    return this.test.sent('INVITE');
  }

  /** The remote party answers with media, by default with a tone of 1000 Hz; `gone`: without media. */
  async answers(
    invite: IncomingRequest,
    { statusCode = 200, far = party(1000), gone = false }: AnswerOptions = {},
  ): Promise<CallMedia> {
    await far.setDescription(invite.body);
    const { body } = await far.getDescription();
    if (gone) far.close();
    const extra = [FAR_CONTACT, 'Content-Type: application/sdp'];
    await this.test.receives(answer(invite.toString(), statusCode, { toTag: 'far', extra, body }));
    return far;
  }

  /** An established outgoing call. */
  async inCall(target = '1020'): Promise<{ invite: IncomingRequest; far: CallMedia }> {
    const invite = await this.dials(target);
    const far = await this.answers(invite);
    await this.until(
      () => this.test.call?.status === 'active' && this.test.call.media === 'connected',
      'audio is received',
    );
    return { invite, far };
  }

  /** Advances the time of the phone and its elements. */
  async passes(ms: number): Promise<void> {
    // A device that the browser is opening does not use virtual time: it would seem not to start.
    await Promise.allSettled(deviceRequests);
    await this.test.clock.advance(ms);
    await settled(this.element);
  }

  /** Advances the time by tenths of a second until the condition is true, at most by `limit` ms. */
  async passesUntil(condition: () => boolean, what: string, limit: number): Promise<void> {
    const end = this.test.clock.now() + limit;
    const passes = (): boolean => {
      if (!condition() && this.test.clock.now() < end) void this.test.clock.advance(100);
      return condition();
    };
    // Some of it depends on the browser, such as when it considers a path broken (RFC 7675 §5.1).
    await waitUntil(passes, what, { timeout: 30_000 });
    await settled(this.element);
  }

  /** Disposes of the phone and removes it from the page. */
  async close(): Promise<void> {
    this.element.remove();
    const done = this.test.phone.dispose();
    await this.test.clock.advance(40_000);
    await done;
    this.toneMeter.close();
    setElementClock();
  }

  #listen(): void {
    const announcer = [...deep(this.element.shadowRoot!)].find(({ localName }) => localName === 'sip-announcer')!;
    for (const region of announcer.shadowRoot!.querySelectorAll('[aria-live]')) {
      const urgency = region.getAttribute('aria-live')!;
      for (const line of region.children) this.announced.push(`${urgency}: ${line.textContent}`);
      new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes) this.announced.push(`${urgency}: ${node.textContent}`);
      }).observe(region, { childList: true });
    }
  }
}

/** The response of a remote party without media: to `invite`, with these further lines. */
export function refusal(invite: IncomingRequest, statusCode: number, extra: readonly string[] = []): string {
  return answer(invite.toString(), statusCode, { toTag: 'far', extra });
}
