/** Digits of a call as the remote party reads them: the pocket PBX decodes telephone events (RFC 4733) or INFO, and says what came. */
import { expect } from 'chai';
import { BROWSERS } from '../support/browser.js';
import { person, type Person } from '../support/people.js';
import { startRelay, type Relay } from '../support/relay.js';
import { theSite } from '../support/site.js';
import { soundOf } from '../support/sound.js';
import { until } from '../support/until.js';

/** Every key, and some twice, one after another. */
const PASTED = '11 2-33 (4567) 890*#AD';
const MEANT = '112334567890*#AD';

for (const browser of BROWSERS)
  describe(`Digits that a page in ${browser} sends`, () => {
    let relay: Relay | undefined;
    let alice: Person | undefined;

    afterEach(async () => {
      await alice?.tab.close();
      await relay?.stop();
      [alice, relay] = [undefined, undefined];
    });

    /** Calls the extension that reads digits, with a wire that is looked at, and waits until sound goes there. */
    async function callDigits(context: Mocha.Context, rewrite?: (text: string) => string): Promise<void> {
      const site = await theSite();
      relay = await startRelay(site.pbx.url, { rewrite });
      alice = await person(context, site, { ...site.pbx, url: relay.url }, 'alice', '', 'Ready', browser);
      await alice.phone.dial('9008');
      await alice.phone.shows('Hang up');
      const { page } = alice.tab;
      await until('sound goes out', async () => (await soundOf(page)).sent > 25);
    }

    /** Resolves when the phone has sent them all. */
    const send = (text: string): Promise<void> =>
      alice!.tab.page.evaluate((digits) => document.querySelector('sip-phone')!.sendDigits(digits), text);

    const bodyOf = (message: string): string => message.slice(message.indexOf('\r\n\r\n') + 4);

    /** What the remote party has read out so far, one text after each pause of a second and a half. */
    const readBack = (): string[] =>
      relay!.wires[0]!.fromServer.filter((text) => text.startsWith('MESSAGE ')).map(bodyOf);

    const infos = (): string[] => relay!.wires[0]!.fromPhone.filter((text) => text.startsWith('INFO '));

    it('arrive as telephone events, each exactly once, when they are pasted (RFC 4733 §2.3)', async function () {
      await callDigits(this);
      await send(PASTED);
      await until('the digits are read back', () => readBack().length > 0);
      expect(readBack()).to.deep.equal([MEANT]);
      expect(infos()).to.be.empty;
    });

    it('arrive from a muted call, with a pause for each comma', async function () {
      await callDigits(this);
      await alice!.phone.press('Mute');
      await send('12,34');
      await until('both parts are read back', () => readBack().length > 1);
      expect(readBack()).to.deep.equal(['12', '34']);
      expect(infos()).to.be.empty;
    });

    it('are sent by INFO if the remote party supports no telephone events (RFC 6086)', async function () {
      // A name of the same length that nobody knows: the answer has none of it.
      await callDigits(this, (text) => text.replaceAll('telephone-event', 'x-unknown-event'));
      await send(PASTED);
      await until('the digits are read back', () => readBack().length > 0);
      expect(readBack()).to.deep.equal([MEANT]);
      expect(
        infos()
          .map((text) => /Signal=(.)/.exec(text)?.[1])
          .join(''),
      ).to.equal(MEANT);
    });
  });
