/** The question of the browser before a page is left: only where a call would be lost (HTML §7.4.6.2, `beforeunload`). */
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { TestPages } from '../support/people.js';
import { waitForSound } from '../support/sound.js';

/** Never loaded, as the user stays (RFC 2606). */
const OTHER_SITE = 'https://other.example/';

/** Answers each question of the browser before the page is left; returns the kinds of the questions so far. */
function questionsOf(page: Page, answer: 'stay' | 'leave'): string[] {
  const questions: string[] = [];
  page.removeAllListeners('dialog');
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void (answer === 'leave' ? dialog.accept() : dialog.dismiss());
  });
  return questions;
}

/** Follows a link, as a user does. Resolves when the next page is there, or the user has stayed. */
async function follow(page: Page, href: string, stays = false): Promise<void> {
  const left = stays ? new Promise((resolve) => page.once('dialog', resolve)) : page.waitForNavigation();
  await page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address;
    document.body.append(link);
    link.click();
  }, href);
  await left;
}

describe('The question before a page with a phone is left', () => {
  const pages = new TestPages();

  it('is not asked without a call', async function () {
    const { tab, phone } = await pages.open(this, 'alice');
    await phone.open('Recents');
    const questions = questionsOf(tab.page, 'leave');
    await tab.page.reload();
    await phone.shows('Ready');
    expect(questions).to.deep.equal([]);
  });

  it('is not asked in a call that the next page continues: after a reload, and a link of the site', async function () {
    const [{ tab }] = await pages.talk(this);
    const questions = questionsOf(tab.page, 'leave');
    await tab.page.reload();
    await waitForSound(tab.page);
    const next = new URL(tab.page.url());
    next.searchParams.set('visit', '1');
    await follow(tab.page, next.href);
    await waitForSound(tab.page);
    expect(questions).to.deep.equal([]);
  });

  it('is asked in a call where a link leads to another site; the call goes on for a user who stays, and after the next reload', async function () {
    const [{ tab }] = await pages.talk(this);
    const questions = questionsOf(tab.page, 'stay');
    await follow(tab.page, OTHER_SITE, true);
    await waitForSound(tab.page);
    expect(questions).to.deep.equal(['beforeunload']);
    await tab.page.reload();
    await waitForSound(tab.page);
    expect(questions).to.deep.equal(['beforeunload']);
  });

  it('is asked while a call rings, by either party, and in a call with resume="off"', async function () {
    const called = await pages.open(this, 'bob');
    // Chromium asks only where the user has used the page (HTML §7.4.2.4).
    await called.phone.open('Recents');
    const ringing = await pages.open(this, 'carol');
    const whileRinging = questionsOf(ringing.tab.page, 'leave');
    await ringing.phone.dial('bob');
    await ringing.phone.shows('Ringing');
    await called.phone.shows('Incoming call');
    const whileCalled = questionsOf(called.tab.page, 'stay');
    await follow(called.tab.page, OTHER_SITE, true);
    expect(whileCalled).to.deep.equal(['beforeunload']);
    await ringing.tab.page.reload();
    expect(whileRinging).to.deep.equal(['beforeunload']);
    const [{ tab }] = await pages.talk(this, { alice: 'resume="off"' });
    const inCall = questionsOf(tab.page, 'leave');
    await tab.page.reload();
    expect(inCall).to.deep.equal(['beforeunload']);
  });
});
