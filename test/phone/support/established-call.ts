/** A phone in a page with remote parties that send real media: the test answers SIP, audio and video are sent over WebRTC. */

import { Phone, type Call, type CallOptions, type PhoneConfiguration } from '../../../src/phone/index.js';
import type { CallMedia, MediaOptions } from '../../../src/media/index.js';
import { FakeMicrophones } from '../../media/support/devices.js';
import { closeAll, opens, party } from '../../media/support/parties.js';
import { ToneMeter, until } from '../../media/support/audio.js';
import { OperationQueue } from '../../../src/sip/base/operation-queue.js';
import type { IncomingResponse } from '../../../src/sip/message/response.js';
import { ScriptedNetwork, type ScriptedSocket } from '../../support/scripted-socket.js';
import { answer, request, response } from '../../support/sip-text.js';
import { FAR_CONTACT, RemoteCall, type TestUA } from '../../support/test-ua.js';

export const ME = 440;

/** The remote party of one call. */
export class RemoteParty {
  readonly media: CallMedia;
  /** The status with which it rejects a re-INVITE of the phone. */
  refuses: number | undefined;
  /** Its first response to an INVITE instead of its answer, or none. `accepts()` answers. */
  first: number | 'nothing' | undefined;
  /** Whether it acknowledges a 2xx. */
  acknowledges = true;
  /** Answers the INVITE that waits for an answer. */
  accepts: () => Promise<void> = () => Promise.resolve();
  /** Sends the pending message: the final response to an INVITE, or the ACK to a 2xx. */
  settles: () => void = () => undefined;
  /** The methods of the requests that it has received, except ACK. */
  readonly asked: string[] = [];
  dialog: RemoteCall | undefined;
  /** The call of the phone. */
  call!: Call;
  readonly #test: TalkingPhone;
  /** One offer and its answer at a time (RFC 3264 §4). */
  readonly #exchanges = new OperationQueue();
  #offering = false;
  #toneMeter: ToneMeter | undefined;

  constructor(test: TalkingPhone, frequency: number, options: Partial<MediaOptions>) {
    this.#test = test;
    this.media = opens(party(frequency, options));
  }

  /** An analyser of the audio that it receives. */
  get toneMeter(): ToneMeter {
    return (this.#toneMeter ??= opens(new ToneMeter(this.media.remoteStream)));
  }

  /**
   * Applies the offer of an INVITE and answers it, after the exchange before is complete. Resolves with undefined during
   * an offer of its own: the INVITE is then rejected with 491 (RFC 3261 §14.2).
   */
  async answers(offer: string): Promise<string | undefined> {
    if (this.#offering) return undefined;
    return this.#exchanges.add(async () => {
      await this.media.setDescription(offer);
      return (await this.media.getDescription()).body;
    });
  }

  /** Holds the call or resumes it. */
  async holds(on: boolean): Promise<void> {
    await this.offers({ hold: on });
  }

  /** Sends a new offer. `made` is called when the offer is created and not sent yet. */
  async offers(options: { hold?: boolean } = {}, made: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const final = await this.#exchanges.add(async () => {
      this.#offering = true;
      try {
        const { body } = await this.media.getDescription(options);
        await made();
        return await this.#concludes(response(await this.#test.sends(this.dialog!, 'INVITE', body)));
      } finally {
        this.#offering = false;
      }
    });
    if (final.statusCode !== 491) return;
    // The offer of the phone was open: this one is repeated when the phone has its answer (§14.1).
    const isSettled = (): boolean => this.call.media?.peerConnection?.signalingState === 'stable';
    await until(() => (isSettled() ? true : undefined), "the phone's own offer is answered");
    await this.offers(options);
  }

  /** Calls the phone. */
  async calls(): Promise<void> {
    await this.#exchanges.add(async () => {
      const { body } = await this.media.getDescription();
      const final = response(await this.#test.sends(this.dialog!, 'INVITE', body));
      this.dialog!.toTag = final.toTag;
      await this.#concludes(final);
    });
  }

  /** Applies the description before it sends the ACK, so that no message of the phone overtakes it. */
  async #concludes(final: IncomingResponse): Promise<IncomingResponse> {
    if (final.statusCode < 300) await this.media.setDescription(final.body);
    else await this.media.rollbackDescription();
    const acknowledge = (): void =>
      this.#test.socket.serverSends(this.dialog!.text('ACK', { sequence: this.dialog!.inviteSequence }));
    if (this.acknowledges) acknowledge();
    else this.settles = acknowledge;
    return final;
  }

  async hangsUp(): Promise<void> {
    await this.#test.sends(this.dialog!, 'BYE');
  }
}

export class TalkingPhone {
  readonly phone: Phone;
  readonly microphones = new FakeMicrophones({ desk: ME });
  readonly network = new ScriptedNetwork();
  /** By Call-ID. */
  readonly #fars = new Map<string, RemoteParty>();
  /** The remote party of the next outgoing call of the phone. */
  #next: RemoteParty | undefined;
  readonly #waiting = new Map<string, (text: string) => void>();

  constructor(configuration: PhoneConfiguration = {}) {
    localStorage.clear();
    this.network.onconnect = (socket) => {
      socket.onsip = (text) => void this.#serve(text);
      queueMicrotask(() => socket.serverOpens());
    };
    this.phone = new Phone({
      server: 'wss://sip.example.com',
      uri: 'sip:alice@example.com',
      logLevel: 'error',
      browserTabs: 'alone',
      sounds: false,
      transportOptions: { socketFactory: this.network.factory, keepAliveInterval: 0 },
      ...configuration,
    });
  }

  static async ready(configuration: PhoneConfiguration = {}): Promise<TalkingPhone> {
    const test = new TalkingPhone(configuration);
    await test.phone.start();
    return test;
  }

  get socket(): ScriptedSocket {
    return this.network.socket;
  }

  /** Calls a party that answers and sends this frequency. Resolves when the call is connected. */
  async talksTo(frequency: number, far: Partial<MediaOptions> = {}, options: CallOptions = {}): Promise<RemoteParty> {
    const next = (this.#next = new RemoteParty(this, frequency, far));
    next.call = this.phone.call('bob', options);
    await next.call.answered;
    await this.connected(next.call);
    return next;
  }

  /** Calls a party with this first response, or with none. Resolves when it has received the INVITE. */
  async reaches(frequency: number, first: RemoteParty['first']): Promise<RemoteParty> {
    const next = (this.#next = new RemoteParty(this, frequency, {}));
    next.first = first;
    next.call = this.phone.call('bob');
    await until(() => next.dialog, 'the INVITE arrives');
    return next;
  }

  /** A remote party calls. Resolves when the call rings. */
  async isCalledBy(
    frequency: number,
    options: Partial<MediaOptions> = {},
    { acknowledges = true }: { acknowledges?: boolean } = {},
  ): Promise<RemoteParty> {
    const far = new RemoteParty(this, frequency, options);
    far.acknowledges = acknowledges;
    const dialog = new RemoteCall(this as unknown as TestUA);
    far.dialog = dialog;
    this.#fars.set(dialog.callId, far);
    const rings = new Promise<Call>((resolve) => this.phone.on('incoming', resolve));
    void far.calls();
    far.call = await rings;
    return far;
  }

  async connected(call: Call): Promise<void> {
    const isUp = (): boolean => call.state.status === 'active' && call.state.media === 'connected';
    await until(() => (isUp() ? true : undefined), 'the call is connected');
  }

  /** Sends a request of a remote party. Resolves with the final response. */
  sends(dialog: RemoteCall, method: string, body = ''): Promise<string> {
    if (method === 'INVITE') dialog.inviteSequence = dialog.sequence;
    const key = `${dialog.callId} ${dialog.sequence} ${method}`;
    const text = dialog.text(method, { body });
    dialog.sequence += 1;
    const final = new Promise<string>((resolve) => this.#waiting.set(key, resolve));
    this.socket.serverSends(text);
    return final;
  }

  /** Sends a message of a remote party. */
  receives(text: string): Promise<void> {
    this.socket.serverSends(text);
    return Promise.resolve();
  }

  async close(): Promise<void> {
    const disposed = this.phone.dispose();
    for (const far of this.#fars.values()) far.settles();
    await disposed;
    this.microphones.restore();
    closeAll();
    localStorage.clear();
  }

  async #serve(text: string): Promise<void> {
    if (text.startsWith('SIP/2.0')) return this.#take(text);
    const message = request(text);
    const { method, callId } = message;
    const far = this.#fars.get(callId);
    if (method === 'ACK') return;
    far?.asked.push(method);
    if (method === 'REGISTER') {
      const contacts = message.headers.getAll('Contact').map((contact) => `Contact: ${contact}`);
      return this.socket.serverSends(answer(text, 200, { toTag: 'r', extra: contacts }));
    }
    if (method === 'INVITE') return this.#answer(text);
    this.socket.serverSends(answer(text, 200, { toTag: 'far' }));
  }

  #take(text: string): void {
    const { statusCode, callId, cseq } = response(text);
    if (statusCode < 200) return;
    const key = `${callId} ${cseq.sequence} ${cseq.method}`;
    this.#waiting.get(key)?.(text);
    this.#waiting.delete(key);
  }

  async #answer(text: string): Promise<void> {
    const invite = request(text);
    let far = this.#fars.get(invite.callId);
    if (!far) {
      far = this.#next!;
      this.#fars.set(invite.callId, far);
      far.dialog = RemoteCall.of(this as unknown as TestUA, invite);
      far.dialog.sequence = 100;
    }
    if (far.refuses !== undefined) return this.socket.serverSends(answer(text, far.refuses, { toTag: 'far' }));
    const { first } = far;
    if (first !== undefined) far.settles = () => this.socket.serverSends(answer(text, 487, { toTag: 'far' }));
    if (first === 'nothing') return;
    const isRefusal = first !== undefined && first >= 300;
    if (first !== undefined && first !== 183)
      this.socket.serverSends(answer(text, first, first === 100 ? {} : { toTag: 'far' }));
    if (isRefusal) return;
    const extra = [FAR_CONTACT, 'Content-Type: application/sdp'];
    let body: Promise<string | undefined> | undefined;
    const sends = async (statusCode: number): Promise<void> => {
      const made = await (body ??= far.answers(invite.body));
      const final = made === undefined ? answer(text, 491, { toTag: 'far' }) : undefined;
      this.socket.serverSends(final ?? answer(text, statusCode, { toTag: 'far', extra, body: made! }));
    };
    far.accepts = () => {
      far.settles = () => undefined;
      return sends(200);
    };
    if (first === 183) await sends(183);
    if (first === undefined) await far.accepts();
  }
}
