/**
 * Late local and remote candidates of one connection (RFC 8838, with the fragments of RFC 8840 §9).
 * Subjects: late candidates; limit of remote candidates; end of candidates; ICE credentials of candidates.
 */

import type { Clock } from '../sip/base/clock.js';
import type { IceFragment, IceSection } from '../sip/session/description-handler.js';
import { parseIceFragment } from '../sip/session/ice-fragment.js';

/**
 * The limit of remote candidates per description, ends of candidates included, as each one causes checks to an address
 * that the remote party chooses (RFC 8445 §19.5.1).
 */
const MAX_TAKEN = 100;

/** A section of a description with its ICE credentials. */
interface Place {
  readonly ufrag: string;
  readonly pwd: string;
  /** The index among all sections, rejected ones included. */
  readonly index: number;
  readonly section: IceSection;
}

/** The sections of a description that are read: the part of the session is read with each of them. */
const MAX_SECTIONS = 32;

/** Returns the sections that are not rejected. Credentials of a section precede those of the session (RFC 8839 §5.4). */
function placesIn(sdp: string): Place[] {
  const [session = '', ...sections] = sdp.split(/^(?=m=)/m);
  return sections.slice(0, MAX_SECTIONS).flatMap((text, index) => {
    const fragment = /^m=\S+ 0[ /]/.test(text) ? undefined : parseIceFragment(`${text}${session}`);
    const section = fragment?.sections[0];
    return section ? [{ ufrag: fragment.ufrag, pwd: fragment.pwd, index, section }] : [];
  });
}

/** Returns a fragment for each pair of ICE credentials in a description; one where all sections are bundled. */
function fragmentsOf(sdp: string): IceFragment[] {
  const fragments = new Map<string, IceFragment>();
  for (const { ufrag, pwd, section } of placesIn(sdp))
    fragments.set(ufrag, { ufrag, pwd, sections: [...(fragments.get(ufrag)?.sections ?? []), section] });
  return [...fragments.values()];
}

/** Returns the candidates and ends of a fragment as comparable texts. */
function factsOf({ sections }: IceFragment): string[] {
  return sections.flatMap(({ mid, candidates, end }) =>
    [...candidates, ...(end ? ['end'] : [])].map((one) => `${mid} ${one}`),
  );
}

/** Receives late local candidates. */
export interface CandidateListener {
  /** Whether the remote party accepts them. */
  takesCandidates(): boolean;
  onCandidates(fragment: IceFragment): void;
}

/** Reports local candidates found after the description was sent. */
export class LateCandidates {
  readonly #connection: RTCPeerConnection;
  readonly #clock: Clock;
  readonly #listener: CandidateListener;
  /** Candidates that were sent or reported, by user fragment. */
  #known = new Map<string, Set<string>>();
  /** A sent description that was not read yet. */
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

  /** Records a sent description. `print` returns it again, with later candidates and all modifiers applied. */
  left(body: string, print: () => Promise<string>): void {
    this.#left = body;
    this.#print = print;
    // In a later task, so that the description is sent first.
    this.#clock.after(0, () => void this.tell());
  }

  /** Reports all candidates when there is a new one (RFC 8840 §4.3). Never rejects. */
  async tell(): Promise<void> {
    if (!this.#listener.takesCandidates()) return;
    const turn = (this.#turn += 1);
    this.#learn();
    const sdp = await this.#print?.().catch(() => undefined);
    if (sdp === undefined || turn !== this.#turn) return;
    const isComplete = this.#connection.iceGatheringState === 'complete';
    for (const { ufrag, pwd, sections } of fragmentsOf(sdp)) {
      // Reports nothing of a description that was not sent.
      const known = this.#known.get(ufrag);
      const all = { ufrag, pwd, sections: sections.map((one) => ({ ...one, end: one.end || isComplete })) };
      if (known && factsOf(all).some((fact) => !known.has(fact))) this.#listener.onCandidates(all);
    }
  }

  /** Reads the candidates of the description that was sent last. */
  #learn(): void {
    if (this.#left === undefined) return;
    const fragments = fragmentsOf(this.#left);
    this.#left = undefined;
    // After a rollback the credentials of the current description remain in use.
    const living = [...fragmentsOf(this.#connection.currentLocalDescription?.sdp ?? ''), ...fragments];
    this.#known = new Map(living.map(({ ufrag }) => [ufrag, this.#known.get(ufrag) ?? new Set()]));
    for (const fragment of fragments) this.markSent(fragment);
  }

  /** Records that a fragment was sent. */
  markSent(fragment: IceFragment): void {
    const known = this.#known.get(fragment.ufrag);
    for (const fact of factsOf(fragment)) known?.add(fact);
  }
}

/** Adds late candidates of the remote party to a connection. */
export class RemoteCandidates {
  readonly #connection: RTCPeerConnection;
  readonly #taken = new Set<string>();
  #generation = '';

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
  }

  /**
   * Adds the new candidates of a fragment; calls `onBad` for each one that the browser rejects. Resolves with false where
   * its credentials are not those of the current description (RFC 8838 §4, RFC 8840 §4.4).
   */
  async take(fragment: IceFragment, onBad: (error: unknown) => void): Promise<boolean> {
    const all = placesIn(this.#connection.remoteDescription?.sdp ?? '');
    const places = all.filter(({ ufrag, pwd }) => ufrag === fragment.ufrag && pwd === fragment.pwd);
    if (places.length === 0) return false;
    this.#follow(all);
    const adding = fragment.sections.flatMap(({ mid, candidates, end }, at) => {
      const place = places.find(({ section, index }) => (mid === undefined ? index === at : section.mid === mid));
      // An empty candidate signals the end of candidates (WebRTC §4.4.2).
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

  /** Resets the count after an ICE restart. */
  #follow(places: readonly Place[]): void {
    const generation = places.map(({ ufrag }) => ufrag).join();
    if (generation === this.#generation) return;
    this.#generation = generation;
    this.#taken.clear();
  }
}
