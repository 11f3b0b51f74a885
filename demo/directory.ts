/** Who is at the pocket PBX of the demo: the two accounts of the phones, and extensions that answer by themselves. */

export const ACCOUNTS = {
  alice: { password: 'alice', displayName: 'Alice' },
  bob: { password: 'bob', displayName: 'Bob' },
} as const;

export interface Entry {
  readonly number: string;
  readonly name: string;
  readonly about: string;
}

export const DIRECTORY: readonly Entry[] = [
  { number: 'bob', name: 'Bob', about: 'The other phone rings. Answer there.' },
  { number: 'echo', name: 'Echo', about: 'You hear yourself.' },
  { number: 'tone', name: 'Tone', about: 'A steady tone, to test the speaker.' },
  { number: 'busy', name: 'Busy', about: 'Is always on another call.' },
  { number: 'noanswer', name: 'No answer', about: 'Rings until you give up.' },
  { number: 'early', name: 'Early media', about: 'Speaks before it answers, then is busy.' },
  { number: 'nobody', name: 'Nobody', about: 'A number that does not exist.' },
];
