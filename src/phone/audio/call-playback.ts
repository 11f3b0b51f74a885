/**
 * Plays files and streams into one call, and music while the call is on hold. Only a call that plays something loads this code.
 * Subjects: hold music; playing a file into a call, progress.
 */

import { defined } from '../../sip/base/defined.js';
import { Player, readSource, type PlayerOptions } from '../../media/player.js';
import { messageOf } from '../../sip/base/errors.js';
import type { PlayOptions, PlaySource } from '../call-options.js';
import { DeviceError } from '../../media/errors.js';
import { PhoneError } from '../phone-error.js';
import { phoneError } from '../error-causes.js';
import type { Playback, PlaybackParts } from './playback.js';

/** How often the position in the file is updated in the state of the call, ms. */
const PROGRESS_INTERVAL = 1000;
/** The longest name of a file that is shown, characters. */
const LONGEST_NAME = 128;

/** Reads one file or stream, then plays it. `player` is undefined until it is read. */
class SourcePlayback {
  readonly #stop = new AbortController();
  player: Player | undefined;

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  async start(source: PlaySource, options: PlayerOptions): Promise<Player> {
    this.player = await Player.start(await readSource(source, this.signal), options, this.signal);
    return this.player;
  }

  close(): void {
    this.#stop.abort();
    this.player?.close();
  }
}

export class CallPlayback implements Playback {
  readonly #parts: PlaybackParts;
  #file: SourcePlayback | undefined;
  #music: { readonly url: string; readonly run: SourcePlayback } | undefined;
  #closed = false;

  constructor(parts: PlaybackParts) {
    this.#parts = parts;
  }

  async play(source: PlaySource, options: PlayOptions): Promise<void> {
    const { mode = 'replace', loop = false, volume = 1, signal } = options;
    if (signal?.aborted) throw canceled(signal);
    this.stop();
    const { clock, microphone } = this.#parts;
    const run = new SourcePlayback();
    const stop = (): void => run.close();
    signal?.addEventListener('abort', stop);
    this.#file = run;
    const name = nameOf(source);
    this.#parts.call.show({ ...defined({ name: name || undefined }), mode, loop, position: 0 });
    try {
      const player = await run.start(source, {
        loop,
        volume,
        clock,
        ...(mode === 'mix' ? { microphone } : {}),
      });
      this.#apply();
      this.#showProgress(run);
      await player.ended;
    } catch (error) {
      if (!run.signal.aborted) throw playError(error);
    } finally {
      signal?.removeEventListener('abort', stop);
      run.close();
      if (this.#file === run) this.#end();
    }
    if (signal?.aborted) throw canceled(signal);
  }

  stop(): void {
    this.#file?.close();
    this.#end();
  }

  follow(): void {
    if (this.#closed) return;
    const { state } = this.#parts.call;
    if (state.status !== 'active') return;
    if (state.merged) this.stop();
    const url = state.hold.local && !state.hold.remote ? this.#parts.holdMusic() : undefined;
    if (url !== this.#music?.url) {
      this.#music?.run.close();
      this.#music = url === undefined ? undefined : { url, run: new SourcePlayback() };
      if (this.#music) void this.#playMusic(this.#music.url, this.#music.run);
    }
    this.#apply();
  }

  close(): void {
    this.#closed = true;
    this.#music?.run.close();
    this.stop();
  }

  async #playMusic(url: string, run: SourcePlayback): Promise<void> {
    try {
      await run.start(url, { loop: true });
      this.#apply();
    } catch (error) {
      if (!run.signal.aborted) this.#parts.musicFailed(messageOf(error));
    }
  }

  /** Sends what is heard now: music on hold, else the file, else the microphone. A file is paused during hold. */
  #apply(): void {
    const { state, media } = this.#parts.call;
    if (this.#closed || state.status !== 'active') return;
    const { hold, muted } = state;
    const file = this.#file?.player;
    if (file) {
      file.muted = muted;
      file.paused = hold.local || hold.remote;
    }
    const player = hold.local ? this.#music?.run.player : file;
    // A connection that is closed sends nothing.
    media?.play(player?.track, hold.local).catch(() => undefined);
  }

  #end(): void {
    if (!this.#file) return;
    this.#file = undefined;
    this.#parts.call.show(undefined);
    this.#apply();
  }

  #showProgress(run: SourcePlayback): void {
    const { call, clock } = this.#parts;
    const { player } = run;
    if (this.#file !== run || !player || call.state.status !== 'active' || !call.state.playing) return;
    const { duration, position } = player;
    call.show({ ...call.state.playing, position, ...defined({ duration }) });
    clock.after(PROGRESS_INTERVAL, () => this.#showProgress(run));
  }
}

function canceled(signal: AbortSignal): PhoneError {
  return new PhoneError('canceled', { cause: signal.reason });
}

function playError(error: unknown): PhoneError {
  return error instanceof DeviceError
    ? phoneError(error)
    : new PhoneError('media', { detail: messageOf(error), cause: error });
}

/** Returns the name to show for a file or URL; empty for other sources. */
function nameOf(source: PlaySource): string {
  if (source instanceof File) return short(source.name);
  if (typeof source !== 'string' && !(source instanceof URL)) return '';
  const url = URL.canParse(String(source), document.baseURI) ? new URL(source, document.baseURI) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return '';
  const segment = url.pathname.split('/').at(-1) ?? '';
  try {
    return short(decodeURIComponent(segment));
  } catch {
    return short(segment);
  }
}

const short = (name: string): string => [...name].slice(0, LONGEST_NAME).join('');
