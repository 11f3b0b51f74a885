/**
 * The public names of a package, read from its type declarations with the compiler of docs/, as that of the project has no API for programs.
 * Subjects: public names of another package, read from its types.
 */

import { createRequire } from 'node:module';
import type TypeScript from '../../docs/node_modules/typescript/lib/typescript.js';

const ts = createRequire(new URL('../../docs/package.json', import.meta.url))('typescript') as typeof TypeScript;
const { SymbolFlags, ModifierFlags } = ts;

/** The public members of each exported class, interface, enumeration and namespace, by the name of the export; none of another export. */
export type PublicNames = ReadonlyMap<string, readonly string[]>;

/** The names that each of these declaration files exports. */
export function publicNames(files: readonly string[]): readonly PublicNames[] {
  // Without the declarations of the platform, which take longer to read than those of the package and name no member of its.
  const options = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [] };
  const program = ts.createProgram(files, {
    ...options,
    target: ts.ScriptTarget.ESNext,
    skipLibCheck: true,
    noLib: true,
  });
  const checker = program.getTypeChecker();
  const isPublic = (member: TypeScript.Symbol): boolean =>
    (member.flags & (SymbolFlags.TypeParameter | SymbolFlags.Constructor | SymbolFlags.Prototype)) === 0 &&
    /^[a-z]/i.test(member.name) &&
    !(member.declarations ?? []).some(
      (declaration) => ts.getCombinedModifierFlags(declaration) & (ModifierFlags.Private | ModifierFlags.Protected),
    );
  const membersOf = (symbol: TypeScript.Symbol): string[] => {
    if (symbol.flags & SymbolFlags.Module) return checker.getExportsOfModule(symbol).map(({ name }) => name);
    return [...(symbol.members?.values() ?? []), ...(symbol.exports?.values() ?? [])]
      .filter(isPublic)
      .map(({ name }) => name);
  };
  return files.map((file) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${file} exports nothing.`);
    return new Map(
      checker.getExportsOfModule(module).map((named) => {
        const symbol = named.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named;
        return [named.name, symbol.flags & SymbolFlags.TypeAlias ? [] : membersOf(symbol)];
      }),
    );
  });
}
