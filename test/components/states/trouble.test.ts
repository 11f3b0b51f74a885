/** Audio problems of an established call: the notice, its single announcement, and the button that helps. */

import { expect } from '@open-wc/testing';
import { FakeMicrophones } from '../../media/support/devices.js';
import { Bench } from './bench.js';
import { Losses } from './packet-loss.js';

describe('An established call', function () {
  // The media are real, and the browser needs its time for them.

  let bench: Bench;
  let microphones: FakeMicrophones | undefined;
  let losses: Losses | undefined;

  afterEach(async () => {
    await bench.close();
    microphones?.restore();
    losses?.close();
    [microphones, losses] = [undefined, undefined];
  });

  const inCall = async (devices: Record<string, number>): Promise<void> => {
    microphones = new FakeMicrophones(devices);
    bench = await Bench.ready();
    await bench.inCall();
  };

  const says = (words: string, limit: number): Promise<void> =>
    bench.passesUntil(() => bench.words.includes(words), words, limit);

  /** The number of its announcements. */
  const times = (said: RegExp): number => bench.announced.filter((line) => said.test(line)).length;

  it('with a silent microphone: a notice after some seconds, announced once', async () => {
    // A tone of 0 Hz is digital silence.
    await inCall({ Headset: 0 });
    await says('We hear nothing from', 10_000);
    expect(times(/^polite: We hear nothing from/)).to.equal(1);
    expect(bench.offers('Change microphone')).to.be.true;
  });

  it('with speech while muted: a notice once in half a minute, with Unmute', async () => {
    await inCall({ Headset: 300 });
    await bench.press('Mute');
    await says('You are muted.', 10_000);
    await bench.passes(10_000);
    expect(times(/^polite: You are muted\.$/)).to.equal(1);
    await bench.press('Unmute');
    await bench.passesUntil(() => !bench.words.includes('You are muted.'), 'the notice goes', 10_000);
  });

  it('whose headset is unplugged: continues with another microphone, with a notice', async () => {
    await inCall({ Headset: 300, 'Built-in microphone': 500 });
    microphones!.unplug('Headset');
    await bench.says('Headset unplugged. Now using Built-in microphone.');
    expect(times(/^polite: Headset unplugged\. Now using Built-in microphone\.$/)).to.equal(1);
    expect(bench.offers('Hang up')).to.be.true;
    await bench.press('Dismiss');
    expect(bench.words).not.to.contain('unplugged');
  });

  for (const [where, direction, sentence] of [
    ['sent', 'out', 'Your connection is weak: others may not hear you.'],
    ['received', 'in', 'Their side sounds poor.'],
  ] as const) {
    it(`that loses ${where} packets: names the weak connection once, and not again for a minute after it is dismissed, whatever else weakens it`, async () => {
      losses = new Losses();
      await inCall({ Headset: 300 });
      losses.lose(direction, 0.25);
      await says(sentence, 30_000);
      expect(times(new RegExp(`^polite: ${sentence}`))).to.equal(1);
      await bench.press('Dismiss');
      losses.roundTripTime = 0.6;
      const again: string[] = [];
      const isLong = (): boolean => {
        if (bench.words.includes(sentence)) again.push(bench.words);
        const { phone } = bench.test;
        return (
          phone.getCall(phone.state.calls[0]!.id)!.qualitySamples.filter(({ roundTrip }) => roundTrip === 0.6).length >
          6
        );
      };
      await bench.passesUntil(isLong, 'the round-trip time is long', 30_000);
      expect(again).to.deep.equal([]);
    });
  }
});
