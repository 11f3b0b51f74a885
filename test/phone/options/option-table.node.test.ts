/** The table of options and the interfaces beside it agree: a difference does not compile. */

import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { ACCOUNT_OPTIONS, type AccountOptions } from '../../../src/phone/options/account-options.js';
import { HEADLESS_OPTIONS, type HeadlessOptions } from '../../../src/phone/options/headless-options.js';
import { LIVE_OPTIONS, type LiveOptions } from '../../../src/phone/options/live-options.js';
import { flag, number, oneOf, type Option, type OptionTable } from '../../../src/phone/options/option.js';
import { optionOf } from '../../../src/phone/settings.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Valid<O> = O extends Option<infer T> ? T : never;
type Given<T> = { [K in keyof T]-?: Exclude<T[K], undefined> };
type Accepted<T> = { -readonly [K in keyof T]: Valid<T[K]> };

const TABLE = { ...ACCOUNT_OPTIONS, ...LIVE_OPTIONS, ...HEADLESS_OPTIONS };

interface Two {
  word?: 'a' | 'b' | undefined;
  count?: number | undefined;
}

describe('The types of the options', () => {
  it('are those that the checks of the table accept, in both directions', () => {
    const account: Same<Accepted<typeof ACCOUNT_OPTIONS>, Given<AccountOptions>> = true;
    const live: Same<Accepted<typeof LIVE_OPTIONS>, Given<LiveOptions>> = true;
    const headless: Same<Accepted<typeof HEADLESS_OPTIONS>, Given<HeadlessOptions>> = true;
    const names: Same<keyof typeof TABLE, keyof PhoneConfiguration> = true;
    expect([account, live, headless, names]).to.deep.equal([true, true, true, true]);
  });

  it('of a table are refused when a row is missing, unknown, or accepts other values', () => {
    const good = { word: oneOf('a', 'b'), count: number(1, { rule: '' }) } satisfies OptionTable<Two>;
    // @ts-expect-error no row for `count`
    const missing: OptionTable<Two> = { word: good.word };
    // @ts-expect-error no option for `more`
    const excess: OptionTable<Two> = { ...good, more: flag(true) };
    // @ts-expect-error the row accepts fewer words than the type promises
    const narrow: OptionTable<Two> = { ...good, word: oneOf('a') };
    // @ts-expect-error the row accepts a word that the type does not have
    const wide: OptionTable<Two> = { ...good, word: oneOf('a', 'b', 'c') };
    // @ts-expect-error the default is not a value of the option
    const standard: OptionTable<Two> = { ...good, count: { ...good.count, default: 'many' } };
    expect([missing, excess, narrow, wide, standard]).to.have.length(5);
  });

  it('are without undefined when the table has a default', () => {
    const calls: number = optionOf({}, 'maxCalls');
    const dtmf: 'auto' | 'rtp' | 'info' = optionOf({ dtmf: 'rtp' }, 'dtmf');
    // @ts-expect-error `username` has no default
    const name: string = optionOf({}, 'username');
    expect([calls, dtmf, name]).to.deep.equal([4, 'rtp', undefined]);
  });
});

describe('The table of options', () => {
  for (const [name, { fits, default: standard, rule }] of Object.entries(TABLE))
    it(`has for ${name} a default that is valid, and a rule that is a sentence`, () => {
      if (standard !== undefined) expect(fits(standard)).to.equal(true);
      expect(fits(undefined)).to.equal(false);
      expect(typeof rule === 'string' ? rule : rule('x')).to.match(/^["A-Z].*\.$/);
    });
});
