/** A plug-in of TypeDoc: names the modules as they are imported, and leaves out the classes of elements, which have pages of their own. */
import { Converter, ReflectionKind } from 'typedoc';
import { MODULES } from './modules.mjs';

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
      for (const child of [...(module.children ?? [])]) if (isElement(child)) project.removeReflection(child);
      module.name = MODULES[module.name] ?? module.name;
    }
  });
}

/** @param {import('typedoc').DeclarationReflection} reflection */
function isElement({ kind, extendedTypes = [], children = [] }) {
  return (
    kind === ReflectionKind.Class &&
    children.some(({ name }) => name === 'tagName' || name === 'updateComplete') &&
    extendedTypes.length > 0
  );
}
