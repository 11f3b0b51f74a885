/** Captions of a call: by the application, and by the speech recognition of the browser on the device (Web Speech API). */

import { expect } from '@open-wc/testing';
import type { PhoneError } from '../../../src/phone/phone-error.js';
import type { CallState, Caption } from '../../../src/phone/state.js';
import { until } from '../../media/support/audio.js';
import { TalkingPhone, type RemoteParty } from '../support/established-call.js';

/** The recogniser of a browser that has one on the device. */
class FakeRecognition extends EventTarget {
  static readonly all: FakeRecognition[] = [];
  static state = 'available';
  static asked: unknown;
  lang = '';
  continuous = false;
  interimResults = false;
  track: MediaStreamTrack | undefined;
  starts = 0;

  static available(options: unknown): Promise<string> {
    FakeRecognition.asked = options;
    return Promise.resolve(FakeRecognition.state);
  }

  static install(): Promise<boolean> {
    return Promise.resolve(true);
  }

  constructor() {
    super();
    FakeRecognition.all.push(this);
  }

  get processLocally(): boolean {
    return this.#local;
  }

  set processLocally(on: boolean) {
    this.#local = on;
  }

  #local = false;

  start(track: MediaStreamTrack): void {
    this.track = track;
    this.starts += 1;
  }

  abort(): void {
    this.track = undefined;
  }

  says(transcript: string, isFinal: boolean): void {
    const results = [Object.assign([{ transcript }], { isFinal })];
    this.dispatchEvent(Object.assign(new Event('result'), { resultIndex: 0, results }));
  }
}

const page = globalThis as { SpeechRecognition?: unknown };

describe('The captions of a call', () => {
  const real = page.SpeechRecognition;
  let test: TalkingPhone;
  let bob: RemoteParty;

  beforeEach(async () => {
    FakeRecognition.all.length = 0;
    FakeRecognition.state = 'available';
    page.SpeechRecognition = FakeRecognition;
    test = await TalkingPhone.ready();
    bob = await test.talksTo(700);
  });
  afterEach(async () => {
    page.SpeechRecognition = real;
    await test.close();
  });

  const captions = (): readonly Caption[] => (bob.call.state as CallState & { status: 'active' }).captions ?? [];
  const texts = (): string[] => captions().map(({ party, text, final }) => `${party}: ${text}${final ? '' : '…'}`);
  const kindOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'started',
      (error: PhoneError) => `${error.kind}: ${error.detail}`,
    );

  it('replace a guess by the next text of the same party, and keep the newest 50', () => {
    const { call } = bob;
    call.addCaption({ text: 'Good mor', final: false });
    call.addCaption({ text: 'Hello', party: 'local' });
    call.addCaption({ text: 'Good morning\u202E\u0000', final: true });
    expect(texts()).to.deep.equal(['remote: Good morning', 'local: Hello']);
    call.addCaption({ text: 'hm', final: false });
    call.addCaption({ text: ' ', final: false });
    expect(texts()).to.have.length(2);
    for (let count = 0; count < 60; count += 1) call.addCaption({ text: `${count}`.repeat(600) });
    expect(captions()).to.have.length(50);
    expect(captions().at(-1)!.text).to.have.length(500);
    expect(new Set(captions().map(({ id }) => id)).size).to.equal(50);
  });

  it('are those of the recogniser on the device, for the sound of each party, until it is ended', async () => {
    await bob.call.recognizeSpeech(true, 'de');
    expect(FakeRecognition.asked).to.deep.equal({ langs: ['de'], processLocally: true });
    const [remote, local] = FakeRecognition.all as [FakeRecognition, FakeRecognition];
    for (const one of [remote, local])
      expect(one).to.include({ lang: 'de', continuous: true, interimResults: true, processLocally: true });
    expect(remote.track).to.equal(bob.call.media!.remoteStream.getAudioTracks()[0]);
    expect(local.track).to.equal(bob.call.media!.localTrack);
    remote.says('Guten', false);
    remote.says('Guten Tag', true);
    local.says('Hallo', true);
    expect(texts()).to.deep.equal(['remote: Guten Tag', 'local: Hallo']);
    remote.dispatchEvent(new Event('end'));
    await until(() => (remote.starts === 2 ? true : undefined), 'it begins again after silence');
    await bob.call.recognizeSpeech(false);
    expect([remote.track, local.track]).to.deep.equal([undefined, undefined]);
    remote.says('too late', true);
    expect(texts()).to.have.length(2);
  });

  it('do not begin where they are ended before the recogniser is there, and begin once where they are requested twice', async () => {
    const { call } = bob;
    const first = call.recognizeSpeech(true, 'de');
    await call.recognizeSpeech(false);
    await first;
    expect(FakeRecognition.all.filter(({ track }) => track)).to.deep.equal([]);
    await Promise.all([call.recognizeSpeech(true, 'de'), call.recognizeSpeech(true, 'en')]);
    expect(FakeRecognition.all.filter(({ track }) => track).map(({ lang }) => lang)).to.deep.equal(['en', 'en']);
  });

  it('end with the call', async () => {
    FakeRecognition.state = 'downloadable';
    await bob.call.recognizeSpeech(true, 'de');
    await bob.call.hangUp();
    expect(FakeRecognition.all.map(({ track }) => track)).to.deep.equal([undefined, undefined]);
    bob.call.addCaption({ text: 'too late' });
    expect(bob.call.state).not.to.have.property('captions');
  });

  it('are refused where the browser has no recogniser on the device, or not this language', async () => {
    FakeRecognition.state = 'unavailable';
    expect(await kindOf(bob.call.recognizeSpeech(true, 'tlh'))).to.match(/^media: .*has no language tlh/);
    // A recogniser that would send the sound to a service.
    page.SpeechRecognition = class extends EventTarget {};
    expect(await kindOf(bob.call.recognizeSpeech(true, 'de'))).to.match(
      /^media: .*no speech recognition on the device/,
    );
    page.SpeechRecognition = undefined;
    expect(await kindOf(bob.call.recognizeSpeech(true, 'de'))).to.match(/^media: /);
    expect(FakeRecognition.all).to.deep.equal([]);
  });
});
