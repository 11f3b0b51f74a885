/** The first rendering in several tasks: a page that loads is not blocked for long (W3C Long Tasks §3), and nothing moves meanwhile. */

import { expect } from 'chai';
import '../../../src/define/sip-provider.js';
import { SipPhone } from '../../../src/define/sip-phone.js';
import { SipElement } from '../../../src/components/shared/base/sip-element.js';
import { beginPace, nextTask } from '../../../src/loader/pace.js';

/** Whether each element below the root of `element`, at any depth, has rendered. */
const hasRendered = (element: Element): boolean =>
  element instanceof SipElement && element.hasUpdated
    ? [...(element.shadowRoot?.querySelectorAll('*') ?? [])].every(
        (inner) => !inner.localName.startsWith('sip-') || hasRendered(inner),
      )
    : false;

const isVisible = (element: Element): boolean => getComputedStyle(element).visibility === 'visible';

/** An element beside those that `host` renders, which is as visible as they are. */
const beside = (host: Element): Element => host.shadowRoot!.appendChild(document.createElement('span'));

/** Looks in each task; the limit ends a broken test. */
async function until(condition: () => boolean): Promise<void> {
  const limit = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > limit) throw new Error(`never: ${String(condition)}`);
    await nextTask();
  }
}

describe('the pace of the first rendering', () => {
  const added: Element[] = [];

  function add<E extends Element>(element: E): E {
    added.push(element);
    document.body.append(element);
    return element;
  }

  const addPhone = (): SipPhone => add(new SipPhone());

  afterEach(async () => {
    // A pace that a failed test has begun ends with the first element.
    if (SipElement.firstRender) addPhone();
    await until(() => !SipElement.firstRender);
    for (const element of added.splice(0)) element.remove();
  });

  it('shows the phone when all elements in it have rendered, and ends then', async () => {
    beginPace();
    const phone = addPhone();
    await Promise.resolve();
    expect(phone.hasUpdated, 'rendered in the task that added it').to.equal(false);
    const rendered = beside(phone);
    await until(() => !isVisible(rendered));
    await until(() => isVisible(rendered));
    expect(hasRendered(phone)).to.equal(true);
    expect(SipElement.firstRender).to.equal(undefined);
  });

  it('renders what is added afterwards at once', async () => {
    beginPace();
    addPhone();
    await until(() => !SipElement.firstRender);
    const later = addPhone();
    await later.updateComplete;
    expect(isVisible(beside(later))).to.equal(true);
    expect(later.hasUpdated).to.equal(true);
  });

  it('keeps what is set between the creation of the phone and its first rendering', async () => {
    beginPace();
    const phone = new SipPhone();
    phone.manual = true;
    phone.maxCalls = 2;
    add(phone);
    await until(() => phone.state !== undefined);
    phone.uri = 'sip:alice@example.com';
    phone.server = 'wss://example.com';
    await phone.updateComplete;
    await until(() => phone.state?.account.status !== 'unconfigured');
    expect(phone.state?.account).to.include({ name: 'alice' });
  });

  it('resolves the promise of an element that leaves the page before its turn', async () => {
    beginPace();
    const phone = addPhone();
    phone.remove();
    await phone.updateComplete;
    expect(phone.state).to.equal(undefined);
  });

  it('gives a phone that left the page before its turn, and comes back, each later change', async () => {
    beginPace();
    const phone = new SipPhone();
    phone.manual = true;
    phone.server = 'wss://example.com';
    phone.uri = 'sip:alice@example.com';
    add(phone).remove();
    await phone.updateComplete;
    await until(() => !SipElement.firstRender);
    phone.uri = 'sip:bob@example.com';
    add(phone);
    await phone.updateComplete;
    expect(phone.state?.account).to.include({ name: 'bob' });
    phone.uri = 'sip:alice@example.com';
    await phone.updateComplete;
    expect(phone.state?.account).to.include({ name: 'alice' });
  });

  it('leaves the content of the page in a slot visible, and the focus in it (HTML §6.6.4, focus fixup)', async () => {
    beginPace();
    const provider = document.createElement('sip-provider');
    provider.manual = true;
    const field = provider.appendChild(document.createElement('input'));
    add(provider);
    addPhone();
    const rendered = beside(provider);
    await until(() => !isVisible(rendered));
    expect(isVisible(field)).to.equal(true);
    field.focus();
    await until(() => isVisible(rendered));
    expect(document.activeElement === field, 'the field has the focus').to.equal(true);
  });

  it('hides a phone in the shadow root of an element of the page, too, until all in it have rendered', async () => {
    beginPace();
    const phone = new SipPhone();
    add(document.createElement('article')).attachShadow({ mode: 'open' }).append(phone);
    const rendered = beside(phone);
    await until(() => !isVisible(rendered));
    await until(() => isVisible(rendered));
    expect(hasRendered(phone)).to.equal(true);
  });

  it('focuses the phone after updateComplete, which waits until it is visible', async () => {
    beginPace();
    const phone = addPhone();
    expect(await phone.updateComplete).to.equal(true);
    phone.focus();
    expect(document.activeElement === phone).to.equal(true);
    expect(phone.shadowRoot!.activeElement !== null).to.equal(true);
  });
});
