/** The packages as `npm pack` makes them from a clean tree, and projects into which npm installs them. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../..');
const FIXTURES = join(import.meta.dirname, '../fixtures');
const run = promisify(execFile);

/** The files of the packages in a clean tree of the repository: their sources and build scripts, no `dist`. */
const SOURCES = [
  ...['package.json', '.npmrc', 'tsconfig.json', 'tsconfig.test.json', 'vite.config.ts'],
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'NOTICES.md', 'src', 'scripts', 'packages'],
];

const folder = mkdtempSync(join(tmpdir(), 'sip-elements-embed-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

export interface Tarball {
  readonly path: string;
  /** The paths in it, without the folder `package/` that npm puts around them. */
  readonly files: readonly string[];
}

const tarballs = new Map<string, Promise<Tarball>>();

/** Runs `npm pack` as a release does, prepack included; once for each package of a test run. `workspace`: its folder. */
export function packed(workspace = '.'): Promise<Tarball> {
  const known = tarballs.get(workspace);
  if (known) return known;
  const tarball = pack(workspace);
  tarballs.set(workspace, tarball);
  return tarball;
}

async function pack(workspace: string): Promise<Tarball> {
  const tree = join(folder, `tree-${tarballs.size}`);
  mkdirSync(tree);
  for (const name of SOURCES)
    cpSync(join(ROOT, name), join(tree, name), {
      recursive: true,
      filter: (path) => !/[/\\](dist|node_modules)$/.test(path),
    });
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  const cwd = join(tree, workspace);
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd, maxBuffer: 2 ** 26 });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { path: join(folder, filename), files: files.map(({ path }) => path) };
}

let projects = 0;
let installed: Promise<Project> | undefined;

/** A folder in which the packages are installed. */
export class Project {
  private constructor(readonly folder: string) {}

  /** A project with the packed kit: a folder after `npm install sip-elements`, which is done once and copied for each project. */
  static async create(): Promise<Project> {
    const { folder: from } = await (installed ??= Project.#withKit());
    const project = Project.createEmpty();
    cpSync(from, project.folder, { recursive: true, verbatimSymlinks: true });
    return project;
  }

  static async #withKit(): Promise<Project> {
    const project = Project.createEmpty();
    await project.install((await packed()).path);
    return project;
  }

  static createEmpty(): Project {
    const project = new Project(join(folder, `project-${++projects}`));
    project.write('package.json', JSON.stringify({ private: true, type: 'module' }));
    return project;
  }

  /** Installs tarballs, or packages of the registry. */
  async install(...packages: string[]): Promise<void> {
    await this.run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', ...packages);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): void {
    mkdirSync(join(this.path(name), '..'), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Copies a file or folder of `test/embed/fixtures` to the top of the project. */
  copy(fixture: string): void {
    cpSync(join(FIXTURES, fixture), this.path(fixture), { recursive: true });
  }

  /** Gives the project packages that this repository has installed, and that its tests run with. */
  borrow(...names: string[]): void {
    for (const name of names) {
      mkdirSync(join(this.path('node_modules'), name, '..'), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), join(this.path('node_modules'), name));
    }
  }

  /** Runs a program in the project; rejects with its output where it fails. */
  run(program: string, ...args: string[]): Promise<string> {
    return this.#runIn(this.folder, program, args);
  }

  node(...args: string[]): Promise<string> {
    return this.run(process.execPath, ...args);
  }

  /** Runs a program with a folder of the project as the working directory. */
  runIn(folder: string, program: string, ...args: string[]): Promise<string> {
    return this.#runIn(this.path(folder), program, args);
  }

  async #runIn(cwd: string, program: string, args: string[]): Promise<string> {
    try {
      return (await run(program, args, { cwd, maxBuffer: 2 ** 26 })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error([`${program} ${args.join(' ')}`, stdout, stderr].join('\n'), { cause: error });
    }
  }
}
