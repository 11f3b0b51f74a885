/**
 * What the console tells the author of a page whose `credentials-src` gives no document of an account.
 * Subjects: credentials-src without a document, tested.
 */

import { expect } from '@open-wc/testing';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { PhoneLike } from '../../../src/components/shared/phone/phone-like.js';
import { SipProvider } from '../../../src/components/sip-provider/sip-provider.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { settled } from '../support.js';

let given: Partial<PhoneConfiguration> = {};

/** A provider whose phone is not real, and whose configuration is read. */
class WatchedProvider extends SipProvider {
  protected override createPhone(configuration: Partial<PhoneConfiguration>): PhoneLike {
    given = configuration;
    return new FakePhone();
  }
}
customElements.define('watched-provider', WatchedProvider);

describe('A provider with credentials-src', () => {
  const { fetch } = window;
  const { warn } = console;
  let warned: string[];
  let response: () => Response;
  let element: WatchedProvider;

  beforeEach(async () => {
    warned = [];
    console.warn = (...words: unknown[]) => void warned.push(words.join(' '));
    window.fetch = () => Promise.resolve(response());
    element = document.createElement('watched-provider') as WatchedProvider;
    element.credentialsSrc = '/phone-account?session=secret';
    document.body.append(element);
    await settled(element);
  });
  afterEach(() => {
    element.remove();
    window.fetch = fetch;
    console.warn = warn;
  });

  /** Fetches the document. Resolves with it, or with the message of the failure. */
  const account = async (): Promise<unknown> => {
    try {
      return await given.accountSource!({ reason: 'start', signal: new AbortController().signal });
    } catch (error) {
      return (error as Error).message;
    }
  };

  const page = (): Response =>
    new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html; charset=utf-8' } });

  it('that answers with a page, as after the end of a session, says so in the console, once', async () => {
    response = page;
    expect(await account()).to.equal('The server answered with text/html, which is not JSON.');
    await account();
    expect(warned).to.have.length(1);
    expect(warned[0]).to.contain('credentials-src: The server answered with text/html, which is not JSON.');
  });

  it('that answers with a status of failure says which, without the address, which may have a secret in it', async () => {
    response = () => new Response('', { status: 403 });
    expect(await account()).to.equal('The server answered 403.');
    expect(warned.join()).to.contain('credentials-src: The server answered 403.').and.not.contain('secret');
  });

  it('that answers with JSON that is cut repeats nothing of it', async () => {
    response = () => new Response('{"password":"hunter2"', { headers: { 'content-type': 'application/json' } });
    expect(await account()).to.equal('The server answered with application/json, which is not JSON.');
    expect(warned.join()).not.to.contain('hunter2');
  });

  it('that answers with a document warns of nothing', async () => {
    response = () => Response.json({ username: 'alice', password: 'hunter2' });
    expect(await account()).to.deep.equal({ username: 'alice', password: 'hunter2' });
    expect(warned).to.deep.equal([]);
  });
});
