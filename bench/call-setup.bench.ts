/**
 * How long a call takes to leave and to be heard, beside the bare platform, SIP.js and JsSIP in one page, turn by turn.
 *
 * Bare is `createOffer`, `setLocalDescription` and the first host candidate without a microphone, as an offer needs none:
 * ours leaves so too once the permission is there. SIP.js and JsSIP always open the microphone first; where it has to be
 * asked for, ours does, and is measured against a bare platform that does.
 * Subjects: call setup time, measured.
 */
import { inEachBrowser, type BenchPage } from './browser-page.js';
import type { Timing } from './call-setup/page.js';

const ROUNDS = 12;

/** What is promised, as parts of the other's time, and ms. */
const LIMITS = { invite: { bare: 1.5, 'SIP.js': 0.35 }, audio: { bare: 1.5 }, deadStun: 700 };

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function measure({ browser, page }: BenchPage): Promise<object[]> {
  const timings = (await page.evaluate(`run(${ROUNDS})`)) as Record<string, Timing[]>;
  const of = (name: string, what: keyof Timing): number => median((timings[name] ?? []).map((timing) => timing[what]));
  const among = (what: keyof Timing): Record<string, number> =>
    Object.fromEntries(['ours', 'bare', 'SIP.js', 'JsSIP'].map((name) => [name, of(name, what)]));
  const [invite, audio] = [among('invite'), among('audio')];
  const dead = of('ours, dead STUN', 'invite');
  const judge = (what: string, value: number, limit: number): void =>
    console.log(`${browser}: ${what} ${value.toFixed(2)} (at most ${limit})${value > limit ? ' TOO MUCH' : ''}`);
  console.log('');
  for (const [name, limit] of Object.entries(LIMITS.invite))
    judge(`call() to INVITE, as part of ${name},`, invite['ours']! / invite[name]!, limit);
  // Where gathering takes no time, nothing is won by not waiting for its end.
  console.log(`${browser}: bare itself, as part of SIP.js, ${(invite['bare']! / invite['SIP.js']!).toFixed(2)}`);
  judge('answer to sound, as part of bare,', audio['ours']! / audio['bare']!, LIMITS.audio.bare);
  judge('call() to INVITE with a dead STUN server, ms,', dead, LIMITS.deadStun);
  const title = (text: string): object => ({ title: `${text}, ${browser}`, unit: 'ms', better: 'less' });
  return [
    { ...title('From call() to INVITE on the wire'), values: invite },
    {
      ...title('The same where the microphone must be asked for first'),
      values: { ours: of('ours, asking', 'invite'), bare: of('bare, asking', 'invite') },
    },
    { ...title('The same with a STUN server that never answers'), values: { ours: dead } },
    { ...title('From answer to the first sound'), values: audio },
  ];
}

export default function bench(): Promise<object[]> {
  return inEachBrowser(new URL('call-setup/page.ts', import.meta.url), measure);
}
