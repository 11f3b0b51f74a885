/** The first rendering in several tasks: a page that loads is not blocked for long (W3C Long Tasks §3), and nothing moves meanwhile. */

import { expect } from 'chai';
import { css } from 'lit';
import '../../../src/define/sip-provider.js';
import { SipPhone } from '../../../src/define/sip-phone.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { Phone } from '../../../src/phone/phone.js';
import { providerKey } from '../../../src/components/shared/base/context.js';
import { SipElement } from '../../../src/components/shared/base/sip-element.js';
import { define } from '../../../src/components/shared/base/define.js';
import { beginPace, nextTask, prepareStyles } from '../../../src/loader/pace.js';
import { ScriptedNetwork } from '../../support/scripted-socket.js';

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

/** Removes an element with `keep-alive`; the second for which its phone is kept does not pass. */
function removeAndKeep(element: Element): void {
  const { setTimeout } = globalThis;
  Reflect.set(globalThis, 'setTimeout', () => 0);
  element.remove();
  Reflect.set(globalThis, 'setTimeout', setTimeout);
}

/** A phone that has an account, does not connect, and reports the steps in which it is set up; each takes longer than a slice. */
class StepPhone extends SipPhone {
  static override readonly tagName: string = 'sip-step-phone';
  readonly steps: string[] = [];
  /** The task of each step. */
  readonly tasks: object[] = [];
  readonly made: Phone[] = [];
  /** Whether the phone really starts, on a network that never answers. */
  starts = false;
  #task: object | undefined;

  constructor() {
    super();
    Object.assign(this, { server: 'wss://example.com', uri: 'sip:alice@example.com' });
  }

  #report(step: string): void {
    this.steps.push(step);
    this.tasks.push((this.#task ??= {}));
    void nextTask().then(() => (this.#task = undefined));
    const begin = performance.now();
    while (performance.now() < begin + 10);
  }

  protected override createPhone(configuration: Partial<PhoneConfiguration>, later: (work: () => void) => void): Phone {
    const transportOptions = { socketFactory: new ScriptedNetwork().factory };
    const phone = new Phone({ ...configuration, transportOptions }, (configure) =>
      later(() => {
        this.#report('configured');
        configure();
      }),
    );
    const start = phone.start.bind(phone);
    phone.start = () => {
      this.#report('started');
      return this.starts ? start() : Promise.resolve();
    };
    this.#report('created');
    this.made.push(phone);
    return phone;
  }
}
define(StepPhone);

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

  it('sets a phone up in tasks of its own: created, configured, started (W3C Long Tasks §3)', async () => {
    beginPace();
    const phone = add(new StepPhone());
    await until(() => phone.state !== undefined);
    expect(phone.steps).to.deep.equal(['created', 'configured', 'started']);
    expect(new Set(phone.tasks).size).to.equal(3);
    expect(phone.state?.account).to.include({ name: 'alice' });
  });

  it('tells the page of a call that rang when the last page was left', async () => {
    const peer = { name: 'Bob', number: 'bob', uri: 'sip:bob@example.com' };
    const ring = { id: 'ring', direction: 'incoming', createdAt: Date.now(), peer };
    const journal = { version: 1, leftAt: Date.now(), calls: [], unanswered: [ring] };
    sessionStorage.setItem('sip-elements:calls:sip:alice@example.com example.com', JSON.stringify(journal));
    beginPace();
    const phone = new StepPhone();
    phone.starts = true;
    const summaries: string[] = [];
    phone.addEventListener('sip-call-summary', ({ summary }) => summaries.push(summary.peer.uri));
    add(phone);
    await until(() => phone.steps.at(-1) === 'started');
    expect(summaries).to.deep.equal([peer.uri]);
  });

  it('ends a phone that leaves the page while it is set up, and creates another one when it is back', async () => {
    beginPace();
    const phone = add(new StepPhone());
    await until(() => phone.steps.length === 1);
    const first = phone.made.at(-1)!;
    let isDisposed = false;
    const { dispose } = first;
    first.dispose = () => {
      isDisposed = true;
      return dispose.call(first);
    };
    phone.remove();
    await until(() => isDisposed);
    await until(() => !SipElement.firstRender);
    expect(phone.steps).to.deep.equal(['created']);
    add(phone);
    await phone.updateComplete;
    expect(phone.made).to.have.length(2);
    expect(phone.state?.account).to.include({ name: 'alice' });
  });

  it('continues with the same phone when the element is back before that has ended, with what was changed meanwhile', async () => {
    beginPace();
    const phone = new StepPhone();
    // No other element takes its place.
    phone.id = 'kept';
    phone.keepAlive = true;
    add(phone);
    await until(() => phone.steps.length === 1);
    removeAndKeep(phone);
    await until(() => !SipElement.firstRender);
    expect(phone.steps).to.deep.equal(['created']);
    phone.uri = 'sip:bob@example.com';
    await phone.updateComplete;
    add(phone);
    await phone.updateComplete;
    expect(phone.steps).to.deep.equal(['created', 'configured', 'started']);
    expect(phone.state?.account).to.include({ name: 'bob' });
  });

  it('uses a phone of the page no further when the element has left during the set-up', async () => {
    const given = new Phone();
    let listeners = 0;
    const { subscribe } = given;
    given.subscribe = (listener) => {
      listeners++;
      const stop = subscribe.call(given, listener);
      return () => {
        listeners--;
        stop();
      };
    };
    beginPace();
    const provider = document.createElement('sip-provider');
    provider.phone = given;
    // Its set-up begins after that of the other phone, and is interrupted after the first step.
    const other = add(new StepPhone());
    add(provider);
    await until(() => other.steps.length >= 2);
    provider.remove();
    await until(() => !SipElement.firstRender);
    // Two frames, or their substitute in a hidden page, have passed for the provider when a later element has gone.
    const last = add(new StepPhone());
    await last.updateComplete;
    const phone = last.made.at(-1)!;
    let isDisposed = false;
    phone.dispose = () => {
      isDisposed = true;
      return Promise.resolve();
    };
    last.remove();
    await until(() => isDisposed);
    expect(listeners).to.equal(0);
    expect(provider.state).to.equal(undefined);
    await given.dispose();
  });

  it('hands a phone over that is not configured yet; the element that has left does nothing further with it', async () => {
    beginPace();
    const first = add(new StepPhone());
    await until(() => first.steps.length === 1);
    first.remove();
    const { firstRender } = SipElement;
    SipElement.firstRender = undefined; // The element that takes its place is rendered in this task.
    const second = add(new StepPhone());
    await second.updateComplete;
    SipElement.firstRender = firstRender;
    await until(() => !SipElement.firstRender);
    expect(first.steps, 'started once, by the second element').to.deep.equal(['created', 'started']);
    expect(first.state).to.equal(undefined);
    expect(second.made).to.deep.equal([]);
    expect(second.state?.account).to.include({ name: 'alice' });
    expect(first.made[0]!.configuration).to.include.keys('lookUp', 'ringWords');
  });

  it('relays the events of a phone that is handed over without a gap', async () => {
    const first = new StepPhone();
    first.keepAlive = true;
    add(first);
    await first.updateComplete;
    const phone = first.made[0]!;
    removeAndKeep(first);
    const permitted: boolean[] = [];
    first[providerKey].subscribe(() => queueMicrotask(() => permitted.push(phone.setDoNotDisturb(true))));
    beginPace();
    const second = new StepPhone();
    second.addEventListener('sip-before-availability', (event) => event.preventDefault());
    add(second);
    await until(() => second.state !== undefined);
    expect(permitted).to.deep.equal([false]);
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
    // False where the state of the phone has changed meanwhile: it is rendered once more (Lit).
    await phone.updateComplete;
    expect(isVisible(beside(phone))).to.equal(true);
    phone.focus();
    expect(document.activeElement === phone).to.equal(true);
    expect(phone.shadowRoot!.activeElement !== null).to.equal(true);
  });

  it('parses the style sheets of an element and of those that it renders before it is registered, each once', async () => {
    class Inner extends SipElement {
      static readonly tagName: string = 'sip-styled-inner';
      static override styles = [
        SipElement.styles,
        css`
          :host {
            color: red;
          }
        `,
      ];
    }
    class Outer extends SipElement {
      static readonly tagName: string = 'sip-styled-outer';
      static readonly dependencies = [Inner];
      static override styles = [
        SipElement.styles,
        [
          css`
            :host {
              color: green;
            }
          `,
        ],
      ];
    }
    const { replaceSync } = CSSStyleSheet.prototype;
    const parsed: string[] = [];
    CSSStyleSheet.prototype.replaceSync = function (text) {
      if (/red|green/.test(text)) parsed.push(text);
      replaceSync.call(this, text);
    };
    try {
      await prepareStyles(Outer);
      expect(parsed).to.have.length(2);
      define(Outer);
      const [outer, inner] = [add(new Outer()), add(new Inner())];
      await Promise.all([outer.updateComplete, inner.updateComplete]);
      expect(getComputedStyle(inner).color).to.equal('rgb(255, 0, 0)');
      expect(parsed).to.have.length(2);
    } finally {
      CSSStyleSheet.prototype.replaceSync = replaceSync;
    }
  });
});
