/** Candidates that come after a description, ours and theirs, at one connection (RFC 8838; the fragments are those of RFC 8840 §9). */

import type { Clock } from '../sip/base/clock.js';
import type { IceFragment, IceSection } from '../sip/session/description-handler.js';
import { parseIceFragment } from '../sip/session/ice-fragment.js';

/**
 * The most that are taken for one description, ends of sections counted: no honest far side has more addresses, and each
 * one costs checks towards whomever it names (RFC 8445 §19.5.1).
 */
const MAX_TAKEN = 100;

/** A section of a description with the credentials that its candidates belong to. */
interface Place {
  readonly ufrag: string;
  readonly pwd: string;
  /** Its number among all sections, refused ones too. */
  readonly index: number;
  readonly section: IceSection;
}

/** The sections of a description that are in use. Credentials of a section go before those of the session (RFC 8839 §5.4). */
function placesIn(sdp: string): Place[] {
  const [session = '', ...sections] = sdp.split(/^(?=m=)/m);
  return sections.flatMap((text, index) => {
    const fragment = /^m=\S+ 0[ /]/.test(text) ? undefined : parseIceFragment(`${text}${session}`);
    const section = fragment?.sections[0];
    return section ? [{ ufrag: fragment.ufrag, pwd: fragment.pwd, index, section }] : [];
  });
}

/** What a description says of candidates: a fragment for each pair of credentials, which is one where all is bundled. */
function fragmentsOf(sdp: string): IceFragment[] {
  const fragments = new Map<string, IceFragment>();
  for (const { ufrag, pwd, section } of placesIn(sdp))
    fragments.set(ufrag, { ufrag, pwd, sections: [...(fragments.get(ufrag)?.sections ?? []), section] });
  return [...fragments.values()];
}

/** Each thing that a fragment says, as text to compare. */
function factsOf({ sections }: IceFragment): string[] {
  return sections.flatMap(({ mid, candidates, end }) =>
    [...candidates, ...(end ? ['end'] : [])].map((one) => `${mid} ${one}`),
  );
}

/** Whom late candidates are for. */
export interface CandidateListener {
  /** Whether the far side takes any; else nobody need look for them. */
  takesCandidates(): boolean;
  onCandidates(fragment: IceFragment): void;
}

/** Tells of our candidates that were found after the description had left. */
export class LateCandidates {
  readonly #connection: RTCPeerConnection;
  readonly #clock: Clock;
  readonly #listener: CandidateListener;
  /** What has left or was told, by the credentials. */
  #known = new Map<string, Set<string>>();
  /** A description that has left and was not read yet. */
  #left: string | undefined;
  #print: (() => Promise<string>) | undefined;
  #turn = 0;

  constructor(connection: RTCPeerConnection, clock: Clock, listener: CandidateListener) {
    this.#connection = connection;
    this.#clock = clock;
    this.#listener = listener;
    for (const event of ['icecandidate', 'icegatheringstatechange'] as const)
      connection.addEventListener(event, () => void this.tell());
  }

  /** A description has left. `print` writes it again, so that what comes later passes what it had to pass. */
  left(body: string, print: () => Promise<string>): void {
    this.#left = body;
    this.#print = print;
    // Whoever asked for the description sends it first; nothing here may hold that up.
    this.#clock.after(0, () => void this.tell());
  }

  /** Tells what is not known yet; all of it with what is (RFC 8840 §4.3). Never rejects. */
  async tell(): Promise<void> {
    if (!this.#listener.takesCandidates()) return;
    const turn = (this.#turn += 1);
    this.#learn();
    const sdp = await this.#print?.().catch(() => undefined);
    if (sdp === undefined || turn !== this.#turn) return;
    const isComplete = this.#connection.iceGatheringState === 'complete';
    for (const { ufrag, pwd, sections } of fragmentsOf(sdp)) {
      // Of a description that has not left, nothing is told.
      const known = this.#known.get(ufrag);
      const all = { ufrag, pwd, sections: sections.map((one) => ({ ...one, end: one.end || isComplete })) };
      if (known && factsOf(all).some((fact) => !known.has(fact))) this.#listener.onCandidates(all);
    }
  }

  /** Reads what the far side has by the newest description. */
  #learn(): void {
    if (this.#left === undefined) return;
    const fragments = fragmentsOf(this.#left);
    this.#left = undefined;
    // An offer that is taken back leaves the credentials in use that there were before it.
    const living = [...fragmentsOf(this.#connection.currentLocalDescription?.sdp ?? ''), ...fragments];
    this.#known = new Map(living.map(({ ufrag }) => [ufrag, this.#known.get(ufrag) ?? new Set()]));
    for (const fragment of fragments) this.told(fragment);
  }

  /** What was told has been passed on. */
  told(fragment: IceFragment): void {
    const known = this.#known.get(fragment.ufrag);
    for (const fact of factsOf(fragment)) known?.add(fact);
  }
}

/** Gives a connection what the far side found after its description had left. */
export class RemoteCandidates {
  readonly #connection: RTCPeerConnection;
  readonly #taken = new Set<string>();
  #generation = '';

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
  }

  /**
   * Takes what is new in a fragment; `onBad` is told of each candidate that the browser refuses. Resolves with false where
   * it is not for the description in use, of which the credentials tell (RFC 8838 §4, RFC 8840 §4.4).
   */
  async take(fragment: IceFragment, onBad: (error: unknown) => void): Promise<boolean> {
    const all = placesIn(this.#connection.remoteDescription?.sdp ?? '');
    const places = all.filter(({ ufrag, pwd }) => ufrag === fragment.ufrag && pwd === fragment.pwd);
    if (places.length === 0) return false;
    this.#follow(all);
    const adding = fragment.sections.flatMap(({ mid, candidates, end }, at) => {
      const place = places.find(({ section, index }) => (mid === undefined ? index === at : section.mid === mid));
      // No candidate at all says that there are no more (WebRTC §4.4.2).
      return place ? [...candidates, ...(end ? [''] : [])].map((candidate) => this.#add(candidate, place)) : [];
    });
    for (const result of await Promise.allSettled(adding)) if (result.status === 'rejected') onBad(result.reason);
    return true;
  }

  async #add(candidate: string, { ufrag, index, section }: Place): Promise<void> {
    const fact = `${index} ${candidate}`;
    if (this.#taken.has(fact) || this.#taken.size >= MAX_TAKEN) return;
    this.#taken.add(fact);
    await this.#connection.addIceCandidate({
      candidate,
      sdpMid: section.mid ?? null,
      sdpMLineIndex: index,
      usernameFragment: ufrag,
    });
  }

  /** After an ICE restart the count begins anew. */
  #follow(places: readonly Place[]): void {
    const generation = places.map(({ ufrag }) => ufrag).join();
    if (generation === this.#generation) return;
    this.#generation = generation;
    this.#taken.clear();
  }
}
