/**
 * A sound card that is none: a PulseAudio of the test's own, whose microphones and outputs are plugged in and pulled out while
 * browsers use them.
 * Subjects: sound cards of tests.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { goertzel } from '../../media/support/audio.js';
import { until } from './until.js';

const run = promisify(execFile);

/** Samples a second at which an output is listened to. */
const RATE = 8000;

export class SoundCard {
  readonly #folder: string;
  readonly #daemon: ChildProcess;
  readonly #modules = new Map<string, string[]>();

  private constructor(folder: string, daemon: ChildProcess) {
    this.#folder = folder;
    this.#daemon = daemon;
  }

  /** Starts the daemon `program`, which can be used by its socket only. */
  static async start(program: string): Promise<SoundCard> {
    const folder = mkdtempSync(join(tmpdir(), 'sip-elements-sound-'));
    const env = { ...process.env, HOME: folder, PULSE_RUNTIME_PATH: folder, PULSE_STATE_PATH: folder };
    const options = [
      '-n',
      '--daemonize=no',
      '--use-pid-file=no',
      '--exit-idle-time=-1',
      '--realtime=no',
      '--high-priority=no',
    ];
    const protocol = `module-native-protocol-unix auth-anonymous=1 socket=${join(folder, 'socket')}`;
    const daemon = spawn(program, [...options, '--load', protocol], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    daemon.stderr.setEncoding('utf8').on('data', (text) => (log += text));
    const card = new SoundCard(folder, daemon);
    const answers = (): Promise<boolean> =>
      card.#pactl('info').then(
        () => true,
        () => false,
      );
    await until('the sound card', answers).catch(async (error: unknown) => {
      await card.stop();
      throw new Error(`PulseAudio does not answer:\n${log}`, { cause: error });
    });
    return card;
  }

  /** What a browser must find in its environment. */
  get env(): NodeJS.ProcessEnv {
    return { ...process.env, PULSE_SERVER: `unix:${join(this.#folder, 'socket')}` };
  }

  /** Plugs a microphone in, which receives a tone. */
  async plugMicrophone(name: string, hertz: number): Promise<void> {
    await this.#load(
      name,
      'module-null-sink',
      `sink_name=${name}_wire`,
      `sink_properties=device.description=${name}_wire`,
    );
    await this.#load(name, 'module-sine', `sink=${name}_wire`, `frequency=${hertz}`);
    const properties = `source_properties=device.description=${name}`;
    await this.#load(name, 'module-remap-source', `master=${name}_wire.monitor`, `source_name=${name}`, properties);
  }

  async plugOutput(name: string): Promise<void> {
    await this.#load(name, 'module-null-sink', `sink_name=${name}`, `sink_properties=device.description=${name}`);
  }

  /** Unplugs a microphone or an output. */
  async unplug(name: string): Promise<void> {
    const modules = this.#modules.get(name) ?? [];
    this.#modules.delete(name);
    // The tone ends with its connection.
    for (const id of modules.reverse()) await this.#pactl('unload-module', id).catch(() => undefined);
  }

  /** Makes these the default devices. */
  async choose(microphone: string, output: string): Promise<void> {
    await this.#pactl('set-default-source', microphone);
    await this.#pactl('set-default-sink', output);
  }

  /** The amplitude of a frequency in the next half second at an output. */
  async amplitudeAt(output: string, hertz: number): Promise<number> {
    for await (const [amplitude] of this.listen(output, [hertz])) return amplitude!;
    throw new Error(`${output} plays nothing`);
  }

  /** The amplitudes of these frequencies at an output, for each half second from now on, without a gap. */
  async *listen(output: string, hertz: readonly number[]): AsyncGenerator<number[]> {
    const format = ['--raw', '--format=float32le', `--rate=${RATE}`, '--channels=1', '--latency-msec=50'];
    const recorder = spawn('parec', [`--device=${output}.monitor`, ...format], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(recorder, 'close');
    const size = 4 * (RATE / 2);
    let bytes = Buffer.alloc(0);
    try {
      for await (const part of recorder.stdout) {
        bytes = Buffer.concat([bytes, part as Buffer]);
        for (; bytes.length >= size; bytes = bytes.subarray(size)) {
          const samples = Float32Array.from({ length: RATE / 2 }, (_, at) => bytes.readFloatLE(4 * at));
          yield hertz.map((frequency) => goertzel(samples, frequency, RATE));
        }
      }
    } finally {
      recorder.kill();
      await ended;
    }
  }

  async stop(): Promise<void> {
    const ended = this.#daemon.exitCode === null ? once(this.#daemon, 'close') : undefined;
    this.#daemon.kill('SIGTERM');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #load(name: string, ...module: string[]): Promise<void> {
    const id = await this.#pactl('load-module', ...module);
    this.#modules.set(name, [...(this.#modules.get(name) ?? []), id]);
  }

  async #pactl(...words: string[]): Promise<string> {
    return (await run('pactl', words, { env: this.env })).stdout.trim();
  }
}
