/** Everything in one file for a script tag: all elements registered, what the package exports as `SipElements`. */

export * from './index.js';
