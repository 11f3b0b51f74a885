/**
 * Everything in one file for a script tag: all elements registered, what the package exports as `SipElements`.
 * Subjects: script tag with everything; SipElements global; iife bundle.
 */

// In the chunk of the views are then all elements that it registers, and nothing else: one file to load, and to load again.
import './components/views/views-chunk.js';

export * from './index.js';
