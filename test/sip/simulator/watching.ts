/** Two phones that subscribe to each other: subscriptions to a number that changes (RFC 6665). */

import type { Notifier } from '../../../src/sip/event/notifier.js';
import type { Subscription } from '../../../src/sip/event/subscription.js';
import type { UA } from '../../../src/sip/ua.js';
import { other, type Side } from './network.js';
import { pick } from './random.js';
import type { Surroundings } from './surroundings.js';

export const PACKAGE = 'presence';

/** A subscription of the phone, and the last received value. */
interface Watch {
  readonly subscription: Subscription;
  callId: string;
  last: string | undefined;
  ends: number;
}

export class Watching {
  readonly watches: Watch[] = [];
  readonly notifiers = new Set<Notifier>();
  /** The values that the other phone may have received. */
  value = 0;

  constructor(
    private readonly ua: UA,
    private readonly side: Side,
    private readonly world: Surroundings,
  ) {
    ua.on('subscribe', (notifier) => this.#serve(notifier));
  }

  watch(): void {
    const { random, seen, problems, network } = this.world;
    const subscription = this.ua.subscribe(`sip:${other(this.side)}@example.com`, PACKAGE, {
      expires: pick(random, 60, 90, 120),
      resubscribe: random() < 0.8,
    });
    const watch: Watch = { subscription, callId: '', last: undefined, ends: 0 };
    subscription.on('stateChange', (state) => {
      network.note(`${this.side} == subscription ${state}`);
      seen.add(`subscription ${state}`);
      if (watch.ends > 0) problems.push(`${this.side}: a subscription is ${state} after its end`);
    });
    subscription.on('notify', ({ request, body }) => {
      watch.callId = request.callId;
      if (body !== '') watch.last = body;
    });
    subscription.on('failed', (response) => {
      seen.add(`subscription failed: ${response?.statusCode ?? 'no response'}`);
      if (response === null && this.world.gentle)
        problems.push(`${this.side}: no response to SUBSCRIBE in a network without loss`);
    });
    subscription.on('terminated', (reason) => {
      seen.add(`subscription ended: ${reason ?? 'unsubscribed'}`);
      if (++watch.ends > 1) problems.push(`${this.side}: a subscription ended twice`);
    });
    this.watches.push(watch);
  }

  /** A random action of one of the phones. */
  meddle(): void {
    const { random } = this.world;
    const dice = random();
    const watch = pick(random, ...this.watches) as Watch | undefined;
    const notifier = pick(random, ...this.notifiers) as Notifier | undefined;
    if (dice < 0.5) {
      this.value++;
      for (const one of this.notifiers) one.notify();
    } else if (dice < 0.65) watch?.subscription.unsubscribe();
    else if (dice < 0.75) watch?.subscription.refresh();
    else if (dice < 0.85) this.watch();
    else notifier?.terminate(pick(random, 'deactivated', 'noresource', 'probation'), pick(random, undefined, 3));
  }

  /** Long after the last fault each subscriber has the current value, and each active notifier has an active subscription. */
  mustAgree(far: Watching): void {
    const { problems, seen } = this.world;
    for (const { subscription, callId, last } of this.watches) {
      const { state } = subscription;
      if (state === 'new' || state === 'requesting' || state === 'pending')
        problems.push(`${this.side}: a subscription hangs in ${state}`);
      if (state !== 'active') continue;
      seen.add('subscription survived');
      const notifier = [...far.notifiers].find(({ request }) => request.callId === callId);
      if (notifier?.state !== 'active')
        problems.push(`${this.side}: active, but its notifier is ${notifier?.state ?? 'gone'}`);
      else if (last !== String(far.value))
        problems.push(`${this.side}: received ${last}, but the current value is ${far.value}`);
    }
    for (const { request, state } of this.notifiers) {
      const subscribed = far.watches.some(
        ({ subscription, callId }) => callId === request.callId && subscription.state === 'active',
      );
      if (state === 'active' && !subscribed)
        problems.push(`${this.side}: an active notifier without an active subscription`);
    }
  }

  leave(): void {
    for (const { subscription } of this.watches) subscription.unsubscribe();
  }

  /** A phone that was switched off has no subscribers. */
  mustBeOver(off: boolean): void {
    const { problems } = this.world;
    for (const { subscription } of this.watches)
      if (subscription.state !== 'terminated')
        problems.push(`${this.side}: a subscription is ${subscription.state} after its end`);
    if (this.notifiers.size > 0 && !off) problems.push(`${this.side}: ${this.notifiers.size} notifiers left`);
  }

  #serve(notifier: Notifier): void {
    const { random, clock } = this.world;
    if (random() < 0.1) return notifier.reject(pick(random, 403, 480));
    this.notifiers.add(notifier);
    notifier.on('terminated', () => void this.notifiers.delete(notifier));
    const pending = random() < 0.2;
    notifier.accept(() => ({ contentType: 'text/plain', body: String(this.value) }), { pending });
    if (pending) clock.after(random() * 5000, () => void notifier.activate());
  }
}
