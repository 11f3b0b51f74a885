import { expect } from 'chai';
import { person, type Person } from '../support/people.js';
import { theSite, type Site } from '../support/site.js';
import { soundOf, waitForSilence, waitForSound } from '../support/sound.js';

describe('In a call between two pages', () => {
  let site: Site;
  let alice: Person;
  let bob: Person;

  before(async function () {
    site = await theSite();
    [alice, bob] = (await Promise.all(['alice', 'bob'].map((name) => person(this, site, site.pbx, name)))) as [
      Person,
      Person,
    ];
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
  });

  after(async () => {
    await Promise.all([alice?.tab.close(), bob?.tab.close()]);
  });

  for (const [who, other] of [
    ['alice', 'bob'],
    ['bob', 'alice'],
  ] as const) {
    it(`no audio is sent while ${who} holds, ${other} shows the hold, and audio is sent again after the resume`, async () => {
      const [holder, held] = who === 'alice' ? [alice, bob] : [bob, alice];
      await holder.phone.press('Hold');
      await held.phone.shows('The other side put you on hold');
      await waitForSilence(holder.tab.page);
      await holder.phone.press('Resume');
      await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
      expect(await held.phone.text()).not.to.contain('put you on hold');
    });
  }

  it('a muted microphone sends no audio until it is unmuted', async () => {
    await alice.phone.press('Mute');
    await waitForSilence(bob.tab.page);
    await alice.phone.press('Unmute');
    await waitForSound(bob.tab.page);
  });

  it('a microphone that is muted in the task of the answer is not heard until it is unmuted', async () => {
    await alice.phone.press('Hang up');
    await Promise.all([alice.phone.clear(), bob.phone.clear()]);
    await alice.tab.page.evaluate(() => {
      const mute = ({ call }: { call: { mute(on: boolean): boolean } }): void => void call.mute(true);
      document.querySelector('sip-phone')!.addEventListener('sip-call-accepted', mute, { once: true });
    });
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    // Two seconds of sound, in which an open microphone is heard, and as much as it takes until Alice hears Bob.
    await bob.tab.page.waitForFunction(async () => (await measureSound()).received >= 100, { polling: 100 });
    await alice.tab.page.waitForFunction(async () => (await measureSound()).heard > 1e-4, { polling: 100 });
    expect((await soundOf(bob.tab.page)).heard).to.be.below(1e-4);
    await alice.phone.press('Unmute');
    await waitForSound(bob.tab.page);
  });

  it('answering a second call holds the first, and both can be ended', async () => {
    const carol = await person(alice.context, site, site.pbx, 'carol');
    await carol.phone.dial('alice');
    await alice.phone.shows('Second call');
    await alice.phone.press('Hold & answer');
    await Promise.all([waitForSound(carol.tab.page), bob.phone.shows('The other side put you on hold')]);
    await carol.phone.press('Hang up');
    await alice.phone.press('Resume');
    await waitForSound(bob.tab.page);
    await carol.tab.close();
    await bob.phone.press('Hang up');
    await alice.phone.shows('The other side ended the call');
    expect(alice.tab.errors).to.deep.equal([]);
    expect(bob.tab.errors).to.deep.equal([]);
  });
});
