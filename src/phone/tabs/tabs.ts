/**
 * Several tabs of one site as one phone: the role of this tab, and the channel to the others (decision 029). Their code is loaded at once
 * in a follower, which shows the calls of another tab, and when the page is idle in an owner, which may have no follower.
 * Subjects: several tabs as one phone; role of a tab, changed; "Use here" between tabs; account in several tabs.
 */

import { newUuid } from '../../sip/base/ids.js';
import type { Account } from '../account/account.js';
import { areaOf } from '../account/storage-area.js';
import { bindingOfGroup } from '../account/tab-group.js';
import type { PhoneMedia } from '../audio/phone-media.js';
import type { CallList } from '../calls/call-list.js';
import { bindingsLike, type Succession } from '../calls/call-journal.js';
import type { Call } from '../calls/call.js';
import type { CallResumption } from '../calls/resume.js';
import type { Targets } from '../calls/targets.js';
import { PhoneError } from '../phone-error.js';
import type { PhoneCore, TabRole } from '../phone-core.js';
import type { Lamps } from '../presence/lamps.js';
import { LateCode } from '../late-code.js';
import { AwaitedTab, NO_CALLS, RESPONSE, showElsewhere } from './awaited-tab.js';
import type { TabChannel, TabMessage } from './tab-channel.js';
import type { TabFollower } from './tab-follower.js';
import type { PhoneActions, TabOwner } from './tab-owner.js';
import type { Presence } from './tab-presence.js';
import { suppliedTabCode, type TabCode } from './tab-slot.js';

interface TabsParts {
  readonly calls: CallList;
  readonly media: PhoneMedia;
  readonly targets: Targets;
  readonly lamps: Lamps;
  readonly resumption: CallResumption;
  readonly account: Account;
  readonly actions: Omit<PhoneActions, 'offer' | 'hand' | 'stay'>;
}

/** The channel to the other tabs of the group. */
interface GroupLink {
  readonly group: string;
  readonly send: (message: TabMessage) => void;
}

const code = new LateCode(() => import('./tab-chunk.js'));

/** Time in which an owner loads the code also where its page is busy or hidden, ms: a follower shows nothing before. */
const IDLE_WITHIN = 2000;

export class Tabs {
  readonly #core: PhoneCore;
  readonly #parts: TabsParts;
  readonly #id = newUuid();
  #group = '';
  #channel: TabChannel | undefined;
  #owner: TabOwner | undefined;
  #follower: TabFollower | undefined;
  /** Held while this page may have calls that it had as an owner. */
  #page: Presence | undefined;
  /** Changes with each role. */
  #turn = 0;
  /** `useHere()` while it is under way. */
  #moving: Promise<void> | undefined;
  /** Ends the wait for the code. */
  #stopWaiting: (() => void) | undefined;

  constructor(core: PhoneCore, parts: TabsParts) {
    this.#core = core;
    this.#parts = parts;
    core.on('tab', (role, group) => this.#become(role, group));
  }

  /** Whether another tab continues the calls when this one is closed. */
  get isFollowed(): boolean {
    return this.#owner?.hasFollowers === true;
  }

  /** The page is being left: its state is published no more. Returns whether another tab continues the calls. */
  leave(): boolean {
    const { isFollowed } = this;
    this.#owner?.leave();
    this.#leavePage();
    this.#become('alone', '');
    return isFollowed;
  }

  /** Returns a call of the owner. */
  get(id: string): Call | undefined {
    return this.#follower?.get(id);
  }

  /** Dismisses a call of the owner. Returns whether another tab is the owner. */
  dismiss(id: string): boolean {
    if (!this.#follower) return false;
    if (!this.#follower.dismiss(id)) void this.#follower.run('dismiss', [], id).catch(() => undefined);
    return true;
  }

  /**
   * Makes this tab the owner. Calls of the other tab are taken over with the media up before it releases them. Rejects with a
   * `PhoneError`, and nothing has changed: a call that rings cannot be moved.
   */
  useHere(): Promise<void> {
    return (this.#moving ??= this.#useHere().finally(() => (this.#moving = undefined)));
  }

  async #useHere(): Promise<void> {
    const { account } = this.#parts;
    // Its calls are known, or it does not respond. Without the code for several tabs nothing is known of them, and they would go on in both.
    await this.#core.otherTab?.yields().catch((error: unknown) => {
      if (!this.#follower) throw error;
    });
    const follower = this.#follower;
    if (follower?.calls === 'ringing') throw new PhoneError('not-allowed', { detail: 'A call is being set up.' });
    if (follower?.calls === 'movable') await this.#takeCalls(follower);
    await account.useHere();
  }

  async #takeCalls(follower: TabFollower): Promise<void> {
    const { account, resumption } = this.#parts;
    const line = await account.openBeside();
    try {
      await follower.run('offer');
      const ids = await resumption.move(follower.succession ?? NO_CALLS, line);
      // Rejects where the other tab has gone meanwhile: then this one is the owner already.
      await follower.hand(ids).catch(() => undefined);
    } catch (error) {
      void follower.run('stay').catch(() => undefined);
      if (this.#follower === follower) await account.closeBeside();
      throw error;
    }
  }

  #leavePage(): void {
    this.#page?.release();
    this.#page = undefined;
  }

  /** @param inherited what a follower that becomes the owner continues, once that is known. */
  #become(role: TabRole, group: string, inherited?: { readonly succession: Succession | undefined }): void {
    const turn = ++this.#turn;
    const isSame = group === this.#group;
    if (role === 'owner' && this.#owner && isSame) return;
    const follower = this.#follower;
    // An option of the account has changed.
    if (role === 'follower' && follower && isSame) return follower.askAgain();
    // Calls of another account stay there. Until the result this tab is a follower still, so that each call stays in the state.
    if (role === 'owner' && follower && isSame && !inherited)
      return void follower.inherit().then((succession) => {
        if (turn === this.#turn) this.#become(role, group, { succession });
      });
    this.#disconnect();
    if (role === 'alone') {
      if (this.#parts.calls.unfinished.length === 0) this.#leavePage();
      return void follower?.close();
    }
    const present = suppliedTabCode();
    if (!present) return this.#await(role, group);
    this.#group = group;
    this.#channel = new present.Channel(group, (message) => (this.#owner ?? this.#follower)?.receive(message));
    const send = (message: TabMessage): void => this.#channel?.send(message);
    if (role === 'owner') return this.#own(present, { group, send }, follower, inherited?.succession);
    follower?.close();
    this.#follow(present, { group, send });
  }

  #follow({ Follower }: TabCode, link: GroupLink): void {
    const { calls, targets, media, lamps } = this.#parts;
    const prepareMicrophone = async (): Promise<void> => {
      if (!media.mayTalk) await media.request();
    };
    this.#follower = new Follower(this.#core, { calls, targets, lamps, tab: this.#id, ...link, prepareMicrophone });
    this.#core.otherTab = this.#follower;
    this.#core.store.update({ inOtherTab: true });
  }

  /** @param former what this tab was until now, whose copies of calls become calls by the `succession`. */
  #own({ Owner, holdPage }: TabCode, link: GroupLink, former?: TabFollower, succession?: Succession): void {
    const { calls, actions, resumption, lamps } = this.#parts;
    this.#page ??= holdPage(this.#id);
    // Before the copies disappear.
    if (succession) resumption.succeed(succession);
    former?.close();
    this.#owner = new Owner(this.#core, {
      ...{ calls, lamps, tab: this.#id, ...link },
      actions: {
        ...actions,
        offer: () => resumption.offer(),
        hand: (ids) => resumption.hand(ids),
        stay: () => resumption.stay(),
      },
      succession: () => resumption.succession,
      succeed: succession ? undefined : (left) => resumption.succeed(left),
    });
  }

  /** Takes the role when the code is loaded. Until then a follower has no calls of the owner, and its commands wait. */
  #await(role: Exclude<TabRole, 'alone'>, group: string): void {
    const core = this.#core;
    const unsubscribe = code.subscribe(() => suppliedTabCode() && this.#become(role, group));
    // Most likely by a tab that has crashed.
    const isLeft = bindingsLike(areaOf('local'), bindingOfGroup(group)).length > 0;
    const cancel = role === 'owner' ? code.loadWhenIdle(isLeft ? 1 : IDLE_WITHIN) : this.#load();
    core.store.update({ inOtherTab: role === 'follower' });
    this.#stopWaiting = () => {
      cancel();
      unsubscribe();
      core.store.update({ inOtherTab: false });
    };
  }

  /** Loads the code of a follower, until it is there. Returns a function that stops to show that it is not. */
  #load(): () => void {
    const load = async (): Promise<void> => {
      if (!(await code.load())) code.retryLater();
    };
    this.#core.otherTab = new AwaitedTab(this.#core, load);
    const slow = this.#core.clock.after(RESPONSE, () => showElsewhere(this.#core));
    void load();
    return () => slow.cancel();
  }

  #disconnect(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    if (this.#follower) this.#channel?.send({ kind: 'bye', from: this.#id });
    this.#owner?.close();
    this.#channel?.close();
    this.#owner = this.#follower = this.#channel = undefined;
    this.#core.otherTab = undefined;
  }
}
