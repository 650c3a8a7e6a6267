import { createHash } from 'node:crypto';
import { both } from '../locale/words.ts';
import { html, label, Markup } from './markup.ts';

/**
 * Chooses the language by `?lang=`, else by the browser's first language, and changes it in place. It keeps
 * nothing. Without scripts the page is English.
 */
const script = `
const root = document.documentElement, titles = document.querySelector('title').dataset;
const announced = [...document.querySelectorAll('[data-ko]')].map((each) => [each, each.getAttribute('aria-label'), each.dataset.ko]);
const show = (language) => {
  root.lang = language;
  document.title = titles[language];
  for (const [each, en, ko] of announced) if (each.tagName !== 'TITLE') each.setAttribute('aria-label', language === 'ko' ? ko : en);
  for (const each of document.querySelectorAll('[data-language]')) each.setAttribute('aria-pressed', each.dataset.language === language);
};
const asked = new URLSearchParams(location.search).get('lang') || navigator.language || 'en';
show(asked.toLowerCase().startsWith('ko') ? 'ko' : 'en');
document.querySelector('.languages').hidden = false;
document.addEventListener('click', ({ target }) => {
  const chosen = target.closest('[data-language]');
  if (chosen) show(chosen.dataset.language);
});
`;

/** What a content security policy must name for the script to run: no other script does. */
export const scriptSource = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

export const scriptElement = new Markup(`<script>${script}</script>`);

/** Two buttons; hidden until the script that they need runs. */
export const languageSwitch = html`<div class="languages" role="group" ${label(
  both((words) => words.say('page.language')),
)} hidden><button type="button" data-language="en" lang="en" aria-pressed="true">English</button><button type="button" data-language="ko" lang="ko" aria-pressed="false">한국어</button></div>`;
