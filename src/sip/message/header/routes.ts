/**
 * Route, Record-Route, Path and Service-Route: lists of proxies (RFC 3261 §20.30, §20.34; RFC 3327 §4; RFC 3608 §5).
 * Subjects: Route; Record-Route, parsed; Path; Service-Route, parsed; loose router.
 */

import { NameAddrHeader } from '../name-addr.js';
import { splitList } from '../scanner.js';

/** Parses all elements in order; undefined where one is broken, as an incomplete route set misroutes requests. */
export function parseRoutes(values: readonly string[]): NameAddrHeader[] | undefined {
  const routes: NameAddrHeader[] = [];
  for (const element of values.flatMap((value) => splitList(value))) {
    const route = NameAddrHeader.parse(element);
    if (!route) return undefined;
    routes.push(route);
  }
  return routes;
}

/** Whether a hop is a loose router (RFC 3261 §19.1.1, `lr`). */
export function isLoose(route: NameAddrHeader): boolean {
  return route.uri.params.has('lr');
}

export function printRoutes(routes: readonly NameAddrHeader[]): string {
  return routes.map((route) => route.toString()).join(', ');
}
