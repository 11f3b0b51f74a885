/** The first rendering in several tasks: a page that loads is not blocked for long (W3C Long Tasks §3), and nothing moves meanwhile. */

import { expect } from 'chai';
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

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextTask();
}

describe('the pace of the first rendering', () => {
  const phones: SipPhone[] = [];

  function addPhone(): SipPhone {
    const phone = new SipPhone();
    phones.push(phone);
    document.body.append(phone);
    return phone;
  }

  afterEach(async () => {
    // A pace that a failed test has begun ends with the first element.
    if (SipElement.firstRender) addPhone();
    await until(() => !SipElement.firstRender);
    for (const phone of phones.splice(0)) phone.remove();
  });

  it('shows the phone when all elements in it have rendered, and ends then', async () => {
    beginPace();
    const phone = addPhone();
    await Promise.resolve();
    expect(phone.hasUpdated, 'rendered in the task that added it').to.equal(false);
    await until(() => phone.shadowRoot!.adoptedStyleSheets.length > 0 && !isVisible(phone));
    await until(() => isVisible(phone));
    expect(hasRendered(phone)).to.equal(true);
    expect(SipElement.firstRender).to.equal(undefined);
  });

  it('renders what is added afterwards at once', async () => {
    beginPace();
    addPhone();
    await until(() => !SipElement.firstRender);
    const later = addPhone();
    await later.updateComplete;
    expect(isVisible(later)).to.equal(true);
    expect(later.hasUpdated).to.equal(true);
  });

  it('keeps what is set between the creation of the phone and its first rendering', async () => {
    beginPace();
    const phone = new SipPhone();
    phones.push(phone);
    phone.manual = true;
    phone.maxCalls = 2;
    document.body.append(phone);
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
});
