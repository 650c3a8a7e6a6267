import type { Rule } from '../rule.ts';

/** `N/A` where a number belongs. */
export const textForNumber: Rule<'text for a number'> = {
  id: 'text-for-number',
  title: 'text where a number belongs',
  kind: 'text for a number',
  check({ text }) {
    return {
      claimed: text,
      why: 'nothing was measured, and the reason is lost; bare, it also makes the file unreadable as JSON',
      instead: 'leave the value out and record why it is missing',
    };
  },
};
