/**
 * The parts of a call that an element around it re-exports (CSS Shadow Parts §4.2).
 * Subjects: parts of a call, exported (::part).
 */

export const CALL_PARTS =
  'hero:call__hero, avatar:call__avatar, name:call__name, number:call__number, state:call__state, timer:call__timer, timer, notice:call__notice, actions:call__actions, note:call__note, called-party:call__called-party, spam:call__spam, media:call__media, panel:call__panel, participant:call__participant, action, action__face, action__label';
